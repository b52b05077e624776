import { X509Certificate } from 'node:crypto';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { startForTest, type TestVault } from './startForTest.ts';
import { call, errorOf, json, type Reply } from './vaultClient.ts';

const orderMs = 5 * 60_000;
let vault: TestVault;

beforeAll(async () => {
  vault = await startForTest();
  await ask('PUT', '/certificates/issuers/tester', { provider: 'Test' });
  await ask('PUT', '/certificates/issuers/digi', { provider: 'DigiCert', credentials: { account_id: '1', pwd: 'sample' } });
});
afterAll(() => vault.stop());

const ask = (method: string, path: string, body?: object): Promise<Reply> => {
  const target = `${path}${path.includes('?') ? '&' : '?'}api-version=7.6`;
  return call(vault.info, { method, path: target, token: vault.info.tokens.valid, ...(body === undefined ? {} : { body }) });
};
const order = (name: string, issuer: string): Promise<Reply> =>
  ask('POST', `/certificates/${name}/create`, {
    policy: { issuer: { name: issuer, cty: 'OV-SSL' }, key_props: { kty: 'EC' }, x509_props: { subject: `CN=${name}.example` } },
  });
const pending = async (name: string) => json(await ask('GET', `/certificates/${name}/pending`));
const cerOf = (reply: Reply): X509Certificate => new X509Certificate(Buffer.from(String(json(reply).cer), 'base64'));

test('an issuer of the provider Test issues when its time has come', async () => {
  const ordered = await order('tested', 'tester');
  expect(ordered.status).toBe(202);
  expect(json(ordered)).toMatchObject({ issuer: { name: 'tester', cty: 'OV-SSL' }, status: 'inProgress' });
  expect(json(ordered).status_details).toMatch(/^Pending certificate created\. Certificate request is in progress\./);
  vault.advance(orderMs - 1000);
  expect((await pending('tested')).status).toBe('inProgress');
  vault.advance(1000);
  expect(await pending('tested')).toMatchObject({ status: 'completed', target: expect.stringMatching(/\/certificates\/tested$/) });
  const certificate = cerOf(await ask('GET', '/certificates/tested'));
  expect([certificate.subject, certificate.issuer]).toEqual(['CN=tested.example', 'CN=kvhttp test issuer\\, not for use elsewhere']);
});

test('its certificates are signed by one authority, which stands beside them in the secret', async () => {
  const body = {
    policy: {
      issuer: { name: 'tester' },
      key_props: { kty: 'EC' },
      secret_props: { contentType: 'application/x-pem-file' },
      x509_props: { subject: 'CN=chained.example' },
    },
  };
  await ask('POST', '/certificates/chained/create', body);
  vault.advance(orderMs);
  const { value } = json(await ask('GET', '/secrets/chained'));
  const [leaf, authority] = String(value).match(/-----BEGIN CERTIFICATE-----.+?-----END CERTIFICATE-----/gs) ?? [];
  const issuing = new X509Certificate(authority ?? '');
  expect(issuing.ca).toBe(true);
  expect(new X509Certificate(leaf ?? '').checkIssued(issuing)).toBe(true);
  expect(new X509Certificate(leaf ?? '').verify(issuing.publicKey)).toBe(true);
  expect(cerOf(await ask('GET', '/certificates/tested')).verify(issuing.publicKey)).toBe(true);
});

test('an order with any other provider fails, and then another authority may complete it', async () => {
  await order('ordered', 'digi');
  const merge = (): Promise<Reply> => ask('POST', '/certificates/ordered/pending/merge', { x5c: ['AAAA'] });
  expect(errorOf(await merge())).toMatchObject({
    code: 'Forbidden',
    message: 'Merge is forbidden on pending object created with issuer : digi while it is in progess.',
  });
  expect((await order('ordered', 'digi')).status).toBe(409);
  vault.advance(orderMs);
  expect(await pending('ordered')).toMatchObject({ status: 'failed', error: { code: 'Certificate issuer error' } });
  expect((await ask('GET', '/secrets/ordered')).status).toBe(404);
  // The chain is read now, and is none.
  expect(errorOf(await merge()).code).toBe('BadParameter');
  expect((await order('ordered', 'tester')).status).toBe(202);
});

test('an order can be called off while it runs and not after it', async () => {
  await order('called-off', 'tester');
  const callOff = (): Promise<Reply> => ask('PATCH', '/certificates/called-off/pending', { cancellation_requested: true });
  expect(json(await callOff())).toMatchObject({ status: 'inProgress', cancellation_requested: true });
  expect((await pending('called-off')).status).toBe('cancelled');
  const late = await callOff();
  expect(late.status).toBe(403);
  expect(errorOf(late).message).toBe('Pending status must be in progress to allow update.');
  vault.advance(orderMs);
  expect((await pending('called-off')).status).toBe('cancelled');
});

test('a request_id that is not that of the operation finds none', async () => {
  const { request_id: requestId } = json(await order('asked-for', 'tester'));
  expect((await ask('GET', `/certificates/asked-for/pending?request_id=${requestId}`)).status).toBe(200);
  const other = await ask('GET', `/certificates/asked-for/pending?request_id=${'0'.repeat(32)}`);
  expect([other.status, errorOf(other).code]).toEqual([404, 'PendingCertificateNotFound']);
});

test('an issuer that is gone when its time has come cannot issue', async () => {
  await ask('PUT', '/certificates/issuers/passing', { provider: 'Test' });
  await order('orphan', 'passing');
  await ask('DELETE', '/certificates/issuers/passing');
  vault.advance(orderMs);
  expect((await pending('orphan')).status).toBe('failed');
});
