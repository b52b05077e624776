import * as zlib from 'node:zlib';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { runJson } from '../../../src/cli/output/runJson.ts';
import { explainEvidence } from '../../../src/core/evidence/explainEvidence.ts';
import { unpackWith } from '../../../src/core/evidence/unpackWith.ts';
import type { EmbeddedVault, ScenarioName } from '../../../src/core/model/embeddedVault.ts';
import { english } from '../../../src/core/model/translate.ts';
import { judgedToken } from '../../../src/core/timeline/tokenCard.ts';
import { checkSignature, type KeySources } from '../../../src/core/token/checkSignature.ts';
import { signatureText } from '../../../src/core/token/signatureText.ts';
import { startEmbeddedVault } from '../../../src/emulator/startEmbeddedVault.ts';
import { createEngine } from '../../../src/engine/createEngine.ts';
import { noDoors, send, settingsFor } from '../engine/sendForTest.ts';

let vault: EmbeddedVault;

beforeAll(async () => {
  vault = await startEmbeddedVault({ port: 0, scenario: 'normal' });
});
afterAll(() => vault.stop());

const get = '# @vault sample\nGET /secrets/db-password?api-version=7.6\n';
const explained = (text: string, name: string) =>
  explainEvidence(new TextEncoder().encode(text), name, { now: Date.now(), fingerprint: () => '', unpack: unpackWith(zlib) });

describe('what was saved is explained as what was sent', () => {
  const scenarios: readonly ScenarioName[] = [
    'normal',
    'trailing-slash',
    'no-role',
    'no-access-policy',
    'firewall',
    'disabled-secret',
    'app-secret-expired',
    'proxy-page',
  ];
  test.each(scenarios)('%s', async scenario => {
    vault.setScenario(scenario);
    const engine = createEngine(noDoors, '0.0.0');
    engine.configure(settingsFor(vault.info, {}));
    try {
      const { run } = await send(engine, get);
      const saved = explained(JSON.stringify(runJson(run, new Map(), Date.now())), 'trace.json');
      expect([saved.kind, saved.verdict, saved.findings[0]?.cause]).toEqual(['trace', run.verdict, run.findings[0]?.cause]);
      // With its tokens, as the user may export it: they are read, and do not come out again.
      const har = (await engine.exportHar(run.trace.id, true)) ?? '';
      const recorded = explained(har, 'trace.har');
      expect([recorded.kind, recorded.verdict, recorded.findings[0]?.cause]).toEqual(['har', run.verdict, run.findings[0]?.cause]);
      expect(JSON.stringify(recorded)).not.toMatch(/eyJ[\w-]+\.eyJ[\w-]+\.[\w-]{20}/);
    } finally {
      await engine.dispose();
    }
  });
});

const keysOf = (file: string | null = null): KeySources => ({
  embedded: vault.info.signingKeys,
  file,
  readFile: () => Promise.resolve(new TextEncoder().encode('{"keys":[]}')),
});

test('tokens of the embedded vault are signed by the keys that it names', async () => {
  const { valid, expired, foreign } = vault.info.tokens;
  const changed = `${valid.slice(0, -8)}AAAAAAAA`;
  const states = await Promise.all([valid, expired, changed].map(token => checkSignature(token, keysOf())));
  expect(states.map(check => check?.state)).toEqual(['good', 'good', 'bad']);
  expect((await checkSignature(foreign, keysOf()))?.state).not.toBe('unknown');
});

test('the card of a run says the same of the signature as whoever has the token', async () => {
  vault.setScenario('normal');
  const engine = createEngine(noDoors, '0.0.0');
  engine.configure(settingsFor(vault.info));
  try {
    const { run } = await send(engine, '# @vault sample\nGET /secrets/db-password?api-version=7.6\n');
    const token = run.trace.token;
    expect(token?.signature).toMatchObject({ state: 'good', alg: 'RS256' });
    expect(token).not.toBeNull();
    if (token === null) return;
    const { card, judgement } = judgedToken(run.trace, token, Date.now());
    expect(judgement.signature).toBe(signatureText(await checkSignature(vault.info.tokens.valid, keysOf()), english));
    expect(card.facts.find(({ label }) => label === 'signature')?.parts).toEqual([judgement.signature]);

    const valid = vault.info.tokens.valid;
    const given = (text: string) =>
      `@given = ${text}\n# @vault sample\n# @flow rest\n# @token {{given}}\nGET /secrets/db-password?api-version=7.6\n`;
    const { run: wrong } = await send(engine, given(`${valid.slice(0, -8)}AAAAAAAA`));
    expect(wrong.trace.token?.signature).toEqual({ state: 'bad', reason: 'changed' });
  } finally {
    await engine.dispose();
  }
});
