import { expect, test } from 'vitest';
import { Secret } from '../../../src/core/model/secret.ts';
import type { SignatureCheck } from '../../../src/core/model/tokenFacts.ts';
import type { RunPorts } from '../../../src/core/run/runPorts.ts';
import { TokenChecks } from '../../../src/core/run/tokenChecks.ts';
import { aToken } from '../builders/aCase.ts';

const good: SignatureCheck = { state: 'good', kid: 'k1', alg: 'RS256' };
const facts = aToken();
const checksWith = (signatureOf?: RunPorts['signatureOf']): TokenChecks =>
  new TokenChecks({ decodeToken: () => facts, ...(signatureOf === undefined ? {} : { signatureOf }) });

test('a check under way: the token is known at once, its signature later', async () => {
  const checks = checksWith(async () => good);
  const token = checks.decode(new Secret('a'), 'cache');
  expect(token).toEqual(facts);
  expect(await checks.checked(token)).toEqual({ ...facts, signature: good });
});

test('a check that has ended: all is known at once, and nothing more comes', async () => {
  const checks = checksWith(() => good);
  const token = checks.decode(new Secret('a'), 'cache');
  expect(token).toEqual({ ...facts, signature: good });
  expect(await checks.checked(token)).toBeUndefined();
});

test('no keys, no token: no signature', async () => {
  for (const checks of [checksWith(), checksWith(() => undefined), checksWith(async () => undefined)]) {
    expect(checks.decode(new Secret('a'), 'cache')).toEqual(facts);
    expect(await checks.checked(facts)).toBeUndefined();
    expect(await checks.checked(null)).toBeUndefined();
  }
});
