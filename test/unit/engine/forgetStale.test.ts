import { expect, test } from 'vitest';
import { createFlowMemory } from '../../../src/core/auth/createFlowMemory.ts';
import { embeddedChallenge } from '../../../src/core/auth/seedExpiredToken.ts';
import { Secret } from '../../../src/core/model/secret.ts';
import { forgetStale } from '../../../src/engine/forgetStale.ts';
import type { EngineSettings } from '../../../src/protocol/engine.ts';
import { anEmbeddedVaultInfo } from '../builders/anEmbeddedVaultInfo.ts';

const settings: EngineSettings = {
  trusted: true,
  vaults: [],
  credentials: [{ name: 'person', kind: 'deviceCode' }],
  timeoutMs: 30_000,
  allowedHosts: [],
  connectTo: [],
  certificates: [],
  proxy: null,
  embedded: null,
};

test('what an embedded vault said goes with it: each of its names, its tokens, its refresh tokens', () => {
  const info = anEmbeddedVaultInfo();
  const memory = createFlowMemory();
  const origins = [info.vaultUrl, info.hsmUrl, info.localUrl].map(url => new URL(url).origin);
  for (const origin of [...origins, 'https://acme.vault.azure.net']) memory.challenges.set(origin, embeddedChallenge(info));
  memory.refreshTokens.set('sample', info.authority, new Secret('sample'));
  memory.refreshTokens.set('real', 'https://login.microsoftonline.com', new Secret('real'));
  forgetStale(memory, { ...settings, embedded: info }, settings);
  expect(origins.map(origin => memory.challenges.get(origin))).toEqual(origins.map(() => undefined));
  expect(memory.challenges.get('https://acme.vault.azure.net')).toBeDefined();
  expect(memory.refreshTokens.get('sample', info.authority)).toBeUndefined();
  expect(memory.refreshTokens.get('real', 'https://login.microsoftonline.com')?.reveal()).toBe('real');
});

test('the refresh token of a credential that changed is forgotten, of one that stayed not', () => {
  const memory = createFlowMemory();
  const changed = { ...settings, credentials: [{ name: 'person', kind: 'deviceCode', clientId: 'another' } as const] };
  const cacheId = JSON.stringify(['deviceCode', settings.credentials[0]]);
  memory.refreshTokens.set(cacheId, 'https://login.microsoftonline.com', new Secret('mine'));
  forgetStale(memory, settings, { ...settings, timeoutMs: 1 });
  expect(memory.refreshTokens.get(cacheId, 'https://login.microsoftonline.com')).toBeDefined();
  forgetStale(memory, settings, changed);
  expect(memory.refreshTokens.get(cacheId, 'https://login.microsoftonline.com')).toBeUndefined();
});
