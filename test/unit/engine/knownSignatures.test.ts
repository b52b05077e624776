import { expect, test } from 'vitest';
import { Secret } from '../../../src/core/model/secret.ts';
import { KnownSignatures } from '../../../src/engine/knownSignatures.ts';
import type { EngineSettings } from '../../../src/protocol/engine.ts';

const settingsWith = (signingKeysFile: string | null): EngineSettings => ({
  trusted: true,
  vaults: [],
  credentials: [],
  timeoutMs: 1_000,
  allowedHosts: [],
  connectTo: [],
  certificates: [],
  proxy: null,
  embedded: null,
  signingKeysFile,
});
const unread = { state: 'unknown', reason: 'no-key-file' };

test('a token is checked once, and its check is at hand when it has ended', async () => {
  const signatures = new KnownSignatures();
  const token = new Secret('a.b.c');
  const check = signatures.of(token, settingsWith('/nowhere/keys.json'));
  expect(check).toBeInstanceOf(Promise);
  expect(signatures.of(token, settingsWith('/nowhere/keys.json'))).toBe(check);
  expect(await check).toEqual(unread);
  expect(signatures.of(token, settingsWith('/nowhere/keys.json'))).toEqual(unread);
});

test('other keys: it is checked again; no keys: nothing is said', async () => {
  const signatures = new KnownSignatures();
  const token = new Secret('a.b.c');
  await signatures.of(token, settingsWith('/nowhere/keys.json'));
  expect(signatures.of(token, settingsWith('/nowhere/others.json'))).toBeInstanceOf(Promise);
  expect(signatures.of(token, settingsWith(null))).toBeUndefined();
});
