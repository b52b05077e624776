import * as zlib from 'node:zlib';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { runJson } from '../../../src/cli/output/runJson.ts';
import { explainEvidence } from '../../../src/core/evidence/explainEvidence.ts';
import { unpackWith } from '../../../src/core/evidence/unpackWith.ts';
import type { EmbeddedVault, ScenarioName } from '../../../src/core/model/embeddedVault.ts';
import { publicKeys, verifySignature } from '../../../src/core/token/verifySignature.ts';
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

test('tokens of the embedded vault are signed by the keys that it names', async () => {
  const keys = publicKeys(vault.info.signingKeys);
  expect(keys).toBeDefined();
  if (keys === undefined) return;
  const { valid, expired, foreign } = vault.info.tokens;
  const states = await Promise.all([valid, expired, `${valid.slice(0, -8)}AAAAAAAA`].map(token => verifySignature(token, keys)));
  expect(states.map(({ state }) => state)).toEqual(['good', 'good', 'bad']);
  expect((await verifySignature(foreign, keys)).state).not.toBe('unknown');
});
