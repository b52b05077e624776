import { expect, test } from 'vitest';
import { Secret } from '../../../src/core/model/secret.ts';
import { KnownSignatures } from '../../../src/engine/knownSignatures.ts';
import type { EngineSettings } from '../../../src/protocol/engine.ts';
import { anEmbeddedVaultInfo } from '../builders/anEmbeddedVaultInfo.ts';

const settingsWith = (part: Partial<EngineSettings>): EngineSettings => ({
  trusted: true,
  vaults: [],
  credentials: [],
  timeoutMs: 1_000,
  allowedHosts: [],
  connectTo: [],
  certificates: [],
  proxy: null,
  embedded: null,
  signingKeysFile: null,
  ...part,
});
const embedded = anEmbeddedVaultInfo({ signingKeys: [{ kty: 'RSA', kid: 'k1', n: 'AQAB', e: 'AQAB' }] });
const opaque = { state: 'unknown', reason: 'unreadable' };

test('a token is checked once with the keys of the embedded vault, and its check is at hand when it has ended', async () => {
  const signatures = new KnownSignatures();
  const token = new Secret('opaque');
  const check = signatures.of(token, settingsWith({ embedded }));
  expect(check).toBeInstanceOf(Promise);
  expect(signatures.of(token, settingsWith({ embedded }))).toBe(check);
  expect(await check).toEqual(opaque);
  expect(signatures.of(token, settingsWith({ embedded }))).toEqual(opaque);
});

test('other keys, or keys of a file that may have changed: it is checked again; no keys: nothing is said', async () => {
  const signatures = new KnownSignatures();
  const token = new Secret('opaque');
  await signatures.of(token, settingsWith({ embedded }));
  const fromFile = settingsWith({ signingKeysFile: '/nowhere/keys.json' });
  for (let turn = 0; turn < 2; turn++) expect(await signatures.of(token, fromFile)).toEqual({ state: 'unknown', reason: 'no-key-file' });
  expect(signatures.of(token, settingsWith({ embedded }))).toBeInstanceOf(Promise);
  expect(signatures.of(token, settingsWith({}))).toBeUndefined();
});
