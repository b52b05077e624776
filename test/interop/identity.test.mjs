// @ts-check
import assert from 'node:assert/strict';
import { execFile } from 'node:child_process';
import { readFile } from 'node:fs/promises';
import path from 'node:path';
import { test } from 'node:test';
import { fileURLToPath } from 'node:url';
import { promisify } from 'node:util';
import {
  ClientAssertionCredential,
  ClientCertificateCredential,
  ClientSecretCredential,
  DeviceCodeCredential,
  WorkloadIdentityCredential,
} from '@azure/identity';
import { SecretClient } from '@azure/keyvault-secrets';
import { clientOptions, credentialOf, embedded, identityOptions, refusal } from './embedded.mjs';

const scope = 'https://vault.azure.net/.default';
const [{ clientId: sampleClient }] = embedded.clients;
const folder = process.env.KVHTTP_CREDENTIALS ?? '';

/** @param {import('@azure/identity').TokenCredential} credential */
const readSecret = async credential =>
  (await new SecretClient(embedded.localUrl, credential, clientOptions).getSecret('db-password')).value;

test('a token for the vault, with the claims of the real ones', async () => {
  const { token, expiresOnTimestamp } = await credentialOf().getToken(scope);
  const claims = JSON.parse(Buffer.from(token.split('.')[1] ?? '', 'base64url').toString('utf8'));
  assert.equal(claims.aud, 'https://vault.azure.net');
  assert.equal(claims.iss, `https://sts.windows.net/${embedded.tenantId}/`);
  assert.equal(Math.round(expiresOnTimestamp / 60_000), Math.round((claims.exp * 1000) / 60_000));
});

test('the doubled slash of the scope gives a token that the vault refuses', async () => {
  const { token } = await credentialOf().getToken('https://vault.azure.net//.default');
  const credential = { getToken: async () => ({ token, expiresOnTimestamp: Date.now() + 3_600_000 }) };
  const { statusCode, message } = await refusal(new SecretClient(embedded.localUrl, credential, clientOptions).getSecret('db-password'));
  assert.equal(statusCode, 401);
  assert.match(message, /AKV10022/);
});

test('a wrong client secret', async () => {
  const [{ clientId }] = embedded.clients;
  const credential = new ClientSecretCredential(embedded.tenantId, clientId, 'wrong', identityOptions);
  assert.match((await refusal(credential.getToken(scope))).message, /AADSTS7000215/);
});

test('an expired client secret', async () => {
  assert.match((await refusal(credentialOf('sample-expired-secret').getToken(scope))).message, /AADSTS7000222/);
});

test('an unknown tenant', async () => {
  const [{ clientId, clientSecret }] = embedded.clients;
  const credential = new ClientSecretCredential('12121212-1212-4212-8212-121212121212', clientId, clientSecret, identityOptions);
  assert.match((await refusal(credential.getToken(scope))).message, /endpoints_resolution_error|AADSTS90002/);
});

test('a client that did not switch verification off is told why', async () => {
  const strict = new SecretClient(embedded.localUrl, credentialOf());
  assert.match((await refusal(strict.getSecret('db-password'))).message, /does not match the requested domain/);
});

const certificatePath = path.join(folder, 'client.pem');
const tokenFilePath = path.join(folder, 'federated-token.txt');

for (const [what, credential] of /** @type {const} */ ([
  ['a certificate', () => new ClientCertificateCredential(embedded.tenantId, sampleClient, { certificatePath }, identityOptions)],
  [
    'a certificate with its chain',
    () =>
      new ClientCertificateCredential(
        embedded.tenantId,
        sampleClient,
        { certificatePath },
        { ...identityOptions, sendCertificateChain: true },
      ),
  ],
  [
    'an assertion of another issuer',
    () => new ClientAssertionCredential(embedded.tenantId, sampleClient, () => readFile(tokenFilePath, 'utf8'), identityOptions),
  ],
  [
    'the token file of a workload',
    () => new WorkloadIdentityCredential({ tenantId: embedded.tenantId, clientId: sampleClient, tokenFilePath, ...identityOptions }),
  ],
])) {
  test(`${what} proves the app, and the vault answers`, async () => {
    assert.ok(await readSecret(credential()));
  });
}

test('a person with a device code', async () => {
  let shown = '';
  const credential = new DeviceCodeCredential({
    tenantId: embedded.tenantId,
    clientId: embedded.person.clientId,
    userPromptCallback: ({ userCode }) => {
      shown = userCode;
    },
    ...identityOptions,
  });
  assert.ok(await readSecret(credential));
  assert.ok(shown.length > 5);
});

for (const { name, environment } of embedded.managedIdentities) {
  test(`a managed identity as on ${name}`, async () => {
    // The client looks for its platform once in the life of a process.
    const script = fileURLToPath(new URL('managedIdentity.mjs', import.meta.url));
    const { stdout } = await promisify(execFile)(process.execPath, [script], { env: { ...process.env, ...environment } });
    assert.match(stdout, /^read: .+/);
  });
}
