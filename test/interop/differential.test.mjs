// @ts-check
// The Azure SDK and our engine, side by side, against one embedded vault: the same calls in the same order, but for the documented differences.
import assert from 'node:assert/strict';
import { after, before, beforeEach, test } from 'node:test';
import { callsOf, ourEngine, startVault } from './ourEngine.mjs';
import { sdkClients } from './sdkClients.mjs';

/** @type {Awaited<ReturnType<typeof startVault>>} */
let vault;
/** @type {ReturnType<typeof ourEngine>} */
let ours;
/** @type {ReturnType<typeof sdkClients>} */
let sdk;

before(async () => {
  vault = await startVault();
  sdk = sdkClients(vault.info);
});
beforeEach(async () => {
  vault.setScenario('normal');
  sdk.clear();
  await ours?.engine.dispose();
  ours = ourEngine(vault.info);
});
after(async () => {
  sdk.close();
  await ours.engine.dispose();
  await vault.stop();
});

const read = (directives = '', url = '/secrets/api-key?api-version=7.6') => `### Read\n# @vault sample\n${directives}GET ${url}\n`;
const sent = async (/** @type {string} */ text) => callsOf(await ours.send(text));

test('cold: challenge, token, request', async () => {
  const client = sdk.client(vault.info.localUrl, sdk.credential());
  await client.getSecret('api-key');
  assert.deepEqual(sdk.clear(), ['challenge 401', 'token 200', 'request 200']);
  assert.deepEqual(await sent(read()), ['challenge 401', 'token 200', 'request 200']);
});

test('warm: one call', async () => {
  const client = sdk.client(vault.info.localUrl, sdk.credential());
  await client.getSecret('api-key');
  sdk.clear();
  await client.getSecret('api-key');
  await ours.send(read());
  assert.deepEqual(await sent(read()), sdk.clear());
});

test('expired: token, request', async () => {
  // The credential says of its first token that it has expired; what comes after it is asked anew.
  let asked = 0;
  const credential = {
    /** @param {string | string[]} scopes @param {import('@azure/identity').GetTokenOptions} options */
    async getToken(scopes, options) {
      const got = await sdk.credential().getToken(scopes, options);
      return asked++ === 0 ? { ...got, expiresOnTimestamp: Date.now() - 1000 } : got;
    },
  };
  const client = sdk.client(vault.info.localUrl, credential);
  await client.getSecret('api-key');
  sdk.clear();
  await client.getSecret('api-key');
  await ours.send(read());
  assert.deepEqual(await sent(read('# @token expired\n')), sdk.clear());
});

test('revoked: the claims challenge is answered with a new token', async () => {
  const client = sdk.client(vault.info.localUrl, sdk.credential());
  await client.getSecret('api-key');
  await ours.send(read());
  sdk.clear();
  vault.setScenario('cae-revoke');
  await client.getSecret('api-key');
  const theirs = sdk.clear();
  vault.setScenario('normal');
  vault.setScenario('cae-revoke');
  assert.deepEqual(await sent(read()), ['request 401', 'token 200', 'request 200']);
  // Documented difference: the JS client sends the refused token once more before it reads the claims.
  assert.deepEqual(theirs, ['request 401', 'request 401', 'token 200', 'request 200']);
});

test('a second vault of the same tenant: probed again, the token is reused', async () => {
  const credential = sdk.credential();
  await sdk.client(vault.info.localUrl, credential).getSecret('api-key');
  sdk.clear();
  await sdk.client(`${vault.info.vaultUrl}:${vault.info.port}`, credential).getSecret('api-key');
  await ours.send(read());
  assert.deepEqual(await sent(read('', `${vault.info.localUrl}/secrets/api-key?api-version=7.6`)), sdk.clear());
});

test('parallel: one probe and one token call for all; the SDK probes once for each', async () => {
  const client = sdk.client(vault.info.localUrl, sdk.credential());
  const many = Array.from({ length: 5 });
  await Promise.all(many.map(() => client.getSecret('api-key')));
  const theirs = sdk.clear();
  const mine = (await Promise.all(many.map(() => sent(read())))).flat();
  const count = (/** @type {string[]} */ calls, /** @type {string} */ kind) => calls.filter(call => call.startsWith(kind)).length;
  assert.deepEqual(
    ['challenge', 'token', 'request'].map(kind => count(mine, kind)),
    [1, 1, 5],
  );
  // Documented difference: the challenge state of the JS client is one for all its requests and is not waited for.
  assert.equal(count(theirs, 'challenge'), 5);
  assert.equal(count(theirs, 'request'), 5);
  assert.ok(count(theirs, 'token') >= 1);
});

test('a refused token request ends the same way', async () => {
  vault.setScenario('app-secret-expired');
  await assert.rejects(sdk.client(vault.info.localUrl, sdk.credential()).getSecret('api-key'), /AADSTS7000222/);
  const theirs = sdk.clear();
  const run = await ours.send(read());
  assert.deepEqual(callsOf(run), theirs);
  assert.equal(run.findings[0]?.cause, 'client-secret-expired');
});
