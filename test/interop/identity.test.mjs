// @ts-check
import assert from 'node:assert/strict';
import { test } from 'node:test';
import { ClientSecretCredential } from '@azure/identity';
import { SecretClient } from '@azure/keyvault-secrets';
import { clientOptions, credentialOf, embedded, identityOptions, refusal } from './embedded.mjs';

const scope = 'https://vault.azure.net/.default';

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
