import { afterAll, afterEach, beforeAll, describe, expect, test } from 'vitest';
import type { EmbeddedVault } from '../../../src/core/model/embeddedVault.ts';
import { exchangesOf } from '../../../src/core/timeline/foldTrace.ts';
import { startEmbeddedVault } from '../../../src/emulator/startEmbeddedVault.ts';
import type { EngineSettings } from '../../../src/protocol/engine.ts';
import { clientId, FakeAzure, tenant } from '../credentials/fakeAzure.ts';
import { send, settingsFor } from './sendForTest.ts';

const azure = new FakeAzure();
let vault: EmbeddedVault;
let another: EmbeddedVault;

beforeAll(async () => {
  [vault, another] = await Promise.all([
    startEmbeddedVault({ port: 0, scenario: 'normal' }),
    startEmbeddedVault({ port: 0, scenario: 'normal' }),
    azure.start(),
  ]);
});
afterEach(() => azure.reset());
afterAll(() => Promise.all([azure.stop(), vault.stop(), another.stop()]));

const real = '### Real\n# @vault acme\nGET /secrets/db?api-version=7.6\n';
const embedded = '### Sample\n# @vault sample\nGET /secrets/api-key?api-version=7.6\n';
const mine = { name: 'mine', kind: 'clientSecret', clientId, tenantId: tenant } as const;

/** An engine that has its token for the real vault, and the settings that it has it with. */
async function warmEngine() {
  const engine = azure.engine(mine, {}, { doors: { clientSecret: async () => 'the-client-secret' } });
  const { run } = await send(engine, real);
  expect(run.headline).toMatch(/^200 after the usual 401 handshake · 3 calls/);
  const settings = settingsFor(null, azure.settings(mine));
  const change = async (override: Partial<EngineSettings>, text = real): Promise<string> => {
    engine.configure({ ...settings, ...override });
    return (await send(engine, text)).run.headline;
  };
  return { settings, change };
}

describe('what a change of settings leaves in the caches of a real vault', () => {
  test('the embedded vault starts, is replaced and stops: everything', async () => {
    const { change } = await warmEngine();
    for (const info of [vault.info, another.info, null])
      expect(await change({ embedded: info })).toMatch(/^200 with the cached token · 1 call/);
  });

  test('another credential comes, changes and goes: everything', async () => {
    const { settings, change } = await warmEngine();
    for (const kind of ['azureCli', 'environment'] as const) {
      const credentials = [...settings.credentials, { name: 'other', kind }];
      expect(await change({ credentials })).toMatch(/^200 with the cached token · 1 call/);
    }
    expect(await change({})).toMatch(/^200 with the cached token · 1 call/);
  });

  test('its own credential changes: the challenge, not the token', async () => {
    const { change } = await warmEngine();
    const credentials = [{ ...mine, authority: 'https://login.microsoftonline.com' }];
    expect(await change({ credentials })).toMatch(/^200 with a new token · 2 calls/);
  });

  test('its own credential is away for a while: not the token', async () => {
    const { change } = await warmEngine();
    await change({ credentials: [] });
    expect(await change({})).toMatch(/^200 with a new token/);
  });

  test('what an embedded vault said does not outlive it', async () => {
    const { change } = await warmEngine();
    expect(await change({ embedded: vault.info }, embedded)).toMatch(/3 calls/);
    expect(await change({ embedded: vault.info }, embedded)).toMatch(/^200 with the cached token · 1 call/);
    expect(await change({ embedded: another.info }, embedded)).toMatch(/^200 after the usual 401 handshake · 3 calls/);
    // The same port with other keys, as after a restart.
    await change({ embedded: { ...another.info, caCertificate: `${another.info.caCertificate}\n` } }, embedded);
    expect(await change({ embedded: another.info }, embedded)).toMatch(/3 calls/);
  });
});

test('runs share their connections, also over a clearing of the caches', async () => {
  const engine = azure.engine(mine, {}, { doors: { clientSecret: async () => 'the-client-secret' } });
  const reused = async (): Promise<readonly (boolean | undefined)[]> =>
    exchangesOf((await send(engine, real)).run.trace).map(({ connection }) => connection?.reused);
  expect(await reused()).toEqual([false, false, true]);
  expect(await reused()).toEqual([true]);
  await engine.clearCaches({ vault: null, challenges: true, tokens: true });
  expect(await reused()).toEqual([true, true, true]);
});
