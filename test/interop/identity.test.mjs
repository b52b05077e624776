// @ts-check
import assert from 'node:assert/strict';
import { execFile } from 'node:child_process';
import { readFile } from 'node:fs/promises';
import path from 'node:path';
import { test } from 'node:test';
import { fileURLToPath } from 'node:url';
import { promisify } from 'node:util';
import * as identity from '@azure/identity';
import { SecretClient } from '@azure/keyvault-secrets';
import { clientOptions, credentialOf, embedded, identityOptions, refusal } from './embedded.mjs';

const {
  ChainedTokenCredential,
  ClientAssertionCredential,
  ClientCertificateCredential,
  ClientSecretCredential,
  DefaultAzureCredential,
  DeviceCodeCredential,
  EnvironmentCredential,
  OnBehalfOfCredential,
  WorkloadIdentityCredential,
} = identity;
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

const environment = {
  AZURE_TENANT_ID: embedded.tenantId,
  AZURE_CLIENT_ID: sampleClient,
  AZURE_CLIENT_SECRET: embedded.clients[0].clientSecret,
  AZURE_AUTHORITY_HOST: embedded.authority,
};

for (const [what, credential] of /** @type {const} */ ([
  ['the environment', () => new EnvironmentCredential(identityOptions)],
  ['the default chain', () => new DefaultAzureCredential(identityOptions)],
  ['a chain whose first link has nothing to say', () => new ChainedTokenCredential(silent, credentialOf())],
])) {
  test(`${what} finds the app, and the vault answers`, async () => {
    Object.assign(process.env, environment);
    try {
      assert.ok(await readSecret(credential()));
    } finally {
      for (const name of Object.keys(environment)) delete process.env[name];
    }
  });
}

/** @type {import('@azure/identity').TokenCredential} */
const silent = {
  getToken: () => Promise.reject(new identity.CredentialUnavailableError('not on this machine')),
};

test('an app acts on behalf of the person whose token it was called with', async () => {
  const person = new DeviceCodeCredential({
    tenantId: embedded.tenantId,
    clientId: embedded.person.clientId,
    userPromptCallback: () => undefined,
    ...identityOptions,
  });
  const { token: userAssertionToken } = await person.getToken(`api://${sampleClient}/.default`);
  const app = { tenantId: embedded.tenantId, clientId: sampleClient, clientSecret: environment.AZURE_CLIENT_SECRET, userAssertionToken };
  assert.ok(await readSecret(new OnBehalfOfCredential({ ...app, ...identityOptions })));
});

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

/** What is neither used above nor by managedIdentity.mjs, and why. */
const notServed = {
  AuthorizationCodeCredential: 'starts with a page in a browser, and the embedded Entra ID has none',
  AzureCliCredential: 'asks a program, not Entra ID',
  AzureDeveloperCliCredential: 'asks a program, not Entra ID',
  AzurePipelinesCredential: 'asks Azure DevOps first',
  AzurePowerShellCredential: 'asks a program, not Entra ID',
  InteractiveBrowserCredential: 'starts with a page in a browser, and the embedded Entra ID has none',
  UsernamePasswordCredential: 'deprecated: the embedded person has no password',
  VisualStudioCodeCredential: 'asks a native broker',
};

test('every credential of the library is used here, or there is a reason why not', async () => {
  const sources = await Promise.all(
    ['identity.test.mjs', 'embedded.mjs', 'managedIdentity.mjs'].map(name => readFile(new URL(name, import.meta.url), 'utf8')),
  );
  const used = new Set(sources.flatMap(source => [...source.matchAll(/new (\w+Credential)\(/g)].map(([, name]) => name)));
  const known = Object.entries(identity)
    .filter(([name, value]) => /^[A-Z].*Credential$/.test(name) && typeof value === 'function')
    .map(([name]) => name);
  assert.ok(known.length > 10);
  assert.deepEqual(known.filter(name => !used.has(name)).sort(), Object.keys(notServed).sort());
});
