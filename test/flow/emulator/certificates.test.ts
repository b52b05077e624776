import 'reflect-metadata';
import { createPrivateKey, randomBytes, X509Certificate } from 'node:crypto';
import { createSecureContext } from 'node:tls';
import * as x509 from '@peculiar/x509';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { emptyPasswordPfx, pbes2Pfx, pfxPassword, tripleDesPfx } from './pfxFiles.ts';
import { startForTest, type TestVault } from './startForTest.ts';
import { type Ask, call, errorOf, json, type Reply, tokenOf } from './vaultClient.ts';

const version = 'api-version=7.6';
const origin = 'https://kvhttp--sample.vault.azure.net';
let vault: TestVault;

beforeAll(async () => {
  vault = await startForTest();
});
afterAll(() => vault.stop());

const ask = (method: string, path: string, body?: object, more: Partial<Ask> = {}): Promise<Reply> => {
  const target = path.includes('?') ? `${path}&${version}` : `${path}?${version}`;
  return call(vault.info, { method, path: target, token: vault.info.tokens.valid, ...(body === undefined ? {} : { body }), ...more });
};

interface Bundle {
  readonly id: string;
  readonly kid: string;
  readonly sid: string;
  readonly x5t: string;
  readonly cer: string;
  readonly attributes: { readonly enabled: boolean; readonly nbf: number; readonly exp: number; readonly created: number };
  readonly policy: { readonly [part: string]: Readonly<Record<string, unknown>> };
}
const bundleOf = (reply: Reply): Bundle => json(reply) as unknown as Bundle;
const cerOf = ({ cer }: Bundle): X509Certificate => new X509Certificate(Buffer.from(cer, 'base64'));
const csrOf = (reply: Reply) => new x509.Pkcs10CertificateRequest(Buffer.from(String(json(reply).csr), 'base64'));

const selfPolicy = (more: object = {}, x509Props: object = {}) => ({
  policy: { issuer: { name: 'Self' }, x509_props: { subject: 'CN=sample.example', ...x509Props }, ...more },
});

async function createSelf(name: string, body: object = selfPolicy()): Promise<Bundle> {
  expect((await ask('POST', `/certificates/${name}/create`, body)).status).toBe(202);
  vault.advance(2000);
  return bundleOf(await ask('GET', `/certificates/${name}`));
}

/** An authority of the test's own signs the request. */
async function signByAuthority(csr: x509.Pkcs10CertificateRequest): Promise<string> {
  const keys = await crypto.subtle.generateKey({ name: 'ECDSA', namedCurve: 'P-256' }, false, ['sign', 'verify']);
  const certificate = await x509.X509CertificateGenerator.create({
    subject: csr.subjectName.toString(),
    issuer: 'CN=Another authority',
    publicKey: await csr.publicKey.export(),
    signingKey: keys.privateKey,
    signingAlgorithm: { name: 'ECDSA', hash: 'SHA-256' },
    serialNumber: '0102',
    notBefore: new Date(vault.now()),
    notAfter: new Date(vault.now() + 86_400_000),
  });
  return certificate.toString('base64');
}

test('self-signed: 202, the operation, then the certificate with its key and its secret', async () => {
  const created = await ask('POST', '/certificates/Own/create', { ...selfPolicy(), tags: { a: 'b' } });
  expect(created.status).toBe(202);
  expect(created.headers.location).toMatch(/\/certificates\/Own\/pending\?api-version=7\.6&request_id=[0-9a-f]{32}$/);
  expect(json(created)).toMatchObject({ issuer: { name: 'Self' }, status: 'inProgress', cancellation_requested: false });
  expect(json(await ask('GET', '/certificates/own'))).toMatchObject({
    attributes: { enabled: false },
    pending: { id: `${origin}/certificates/Own/pending` },
  });
  expect((await ask('GET', '/secrets/own')).status).toBe(404);
  vault.advance(2000);
  expect(json(await ask('GET', '/certificates/own/pending'))).toMatchObject({ status: 'completed', target: `${origin}/certificates/Own` });

  const made = bundleOf(await ask('GET', '/certificates/own'));
  expect(made).toMatchObject({ tags: { a: 'b' }, attributes: { enabled: true } });
  const id = made.id.split('/').at(-1);
  expect(made.kid).toBe(`${origin}/keys/Own/${id}`);
  expect(made.sid).toBe(`${origin}/secrets/Own/${id}`);
  const cer = cerOf(made);
  expect(cer.subject).toBe('CN=sample.example');
  expect(cer.verify(cer.publicKey)).toBe(true);
  expect(Buffer.from(made.x5t, 'base64url').toString('hex').toUpperCase()).toBe(cer.fingerprint.replaceAll(':', ''));
  expect(made.attributes).toMatchObject({ nbf: Date.parse(cer.validFrom) / 1000, exp: Date.parse(cer.validTo) / 1000 });
  expect(made.attributes.created - made.attributes.nbf).toBe(600);

  const key = json(await ask('GET', '/keys/own')) as unknown as { key: { n: string }; managed: boolean };
  expect(key.managed).toBe(true);
  expect(key.key.n).toBe(cer.publicKey.export({ format: 'jwk' }).n);
  const secret = json(await ask('GET', '/secrets/own'));
  expect(secret).toMatchObject({ contentType: 'application/x-pkcs12', kid: made.kid, managed: true });
  const pfx = Buffer.from(String(secret.value), 'base64');
  expect(() => createSecureContext({ pfx, passphrase: '' })).not.toThrow();
});

for (const [kty, x509Props, contentType] of [
  [{ kty: 'RSA', key_size: 2048 }, { sans: { dns_names: ['a.example', 'b.example'], emails: ['x@a.example'] } }, 'application/x-pkcs12'],
  [{ kty: 'EC', crv: 'P-256' }, { sans: { upns: ['ada@a.example'], ipAddresses: ['10.1.2.3'] } }, 'application/x-pem-file'],
  [{ kty: 'EC', crv: 'P-384' }, { subject: 'CN="a, b", O=Sample\\, Ltd, C=DE', ekus: ['1.3.6.1.5.5.7.3.3'] }, 'application/x-pkcs12'],
  [{ kty: 'EC', crv: 'P-521' }, { key_usage: ['digitalSignature', 'decipherOnly'] }, 'application/x-pem-file'],
  [{ kty: 'EC', crv: 'P-256K' }, { validity_months: 3 }, 'application/x-pem-file'],
] as const) {
  test(`${JSON.stringify(kty)} with ${JSON.stringify(x509Props)}: others read what the vault signs`, async () => {
    const name = `made-${JSON.stringify(kty).replace(/[\W_]/g, '')}`;
    const made = await createSelf(name, selfPolicy({ key_props: kty, secret_props: { contentType } }, x509Props));
    expect(made.policy.key_props).toMatchObject(kty);
    expect(made.policy.x509_props).toMatchObject(x509Props);
    const cer = cerOf(made);
    expect(cer.verify(cer.publicKey)).toBe(true);
    const parsed = new x509.X509Certificate(cer.raw);
    expect(parsed.getExtension(x509.BasicConstraintsExtension)?.ca).toBe(false);
    if ('sans' in x509Props && 'dns_names' in x509Props.sans) {
      expect(cer.subjectAltName).toBe('email:x@a.example, DNS:a.example, DNS:b.example');
      expect(parsed.getExtension(x509.KeyUsagesExtension)?.usages).toBe(
        x509.KeyUsageFlags.digitalSignature | x509.KeyUsageFlags.keyEncipherment,
      );
    }
    if ('sans' in x509Props && 'ipAddresses' in x509Props.sans) expect(cer.subjectAltName).toContain('IP Address:10.1.2.3');
    if ('ekus' in x509Props) expect(cer.keyUsage).toEqual(['1.3.6.1.5.5.7.3.3']);
    if ('subject' in x509Props) expect(cer.subject).toBe('CN=a\\, b\nO=Sample\\, Ltd\nC=DE');
    const { value } = json(await ask('GET', `/secrets/${name}`));
    if (contentType === 'application/x-pem-file') {
      expect(cer.checkPrivateKey(createPrivateKey(String(value)))).toBe(true);
      expect(new X509Certificate(String(value).slice(String(value).indexOf('-----BEGIN CERT'))).raw).toEqual(cer.raw);
    } else createSecureContext({ pfx: Buffer.from(String(value), 'base64'), passphrase: '' });
  });
}

test('outContentType: a PFX is given as PEM, nothing else is turned, and older versions of the service know nothing of it', async () => {
  const first = await createSelf('formed', selfPolicy({ key_props: { kty: 'EC', crv: 'P-256' } }));
  const second = await createSelf('formed', selfPolicy({ key_props: { kty: 'EC', crv: 'P-256' } }));
  const secretAs = (type: string, apiVersion = '2025-07-01', name = 'formed'): Promise<Reply> =>
    call(vault.info, {
      path: `/secrets/${name}?api-version=${apiVersion}&outContentType=${encodeURIComponent(type)}`,
      token: vault.info.tokens.valid,
    });
  const pem = json(await secretAs('application/x-pem-file'));
  expect(pem).toMatchObject({ contentType: 'application/x-pem-file', previousVersion: first.id.split('/').at(-1) });
  expect(cerOf(second).checkPrivateKey(createPrivateKey(String(pem.value)))).toBe(true);
  const asKept = { contentType: 'application/x-pkcs12' };
  expect(json(await secretAs('application/x-pkcs12'))).toMatchObject(asKept);
  const old = json(await secretAs('application/x-pem-file', '7.6'));
  expect(old).toMatchObject(asKept);
  expect(old.previousVersion).toBeUndefined();
  expect((await secretAs('application/x-pkcs12', '2025-07-01', 'tls-certificate')).status, 'PEM to PFX').toBe(400);
  expect((await secretAs('application/x-pem-file', '2025-07-01', 'db-password')).status, 'no certificate').toBe(400);
});

test('a key that may not be exported stays out of the secret', async () => {
  await createSelf('kept', selfPolicy({ key_props: { exportable: false }, secret_props: { contentType: 'application/x-pem-file' } }));
  const { value } = json(await ask('GET', '/secrets/kept'));
  expect(value).toContain('BEGIN CERTIFICATE');
  expect(value).not.toContain('PRIVATE');
});

test('another authority signs: request, merge 201, and the wrong key is refused', async () => {
  const policy = { policy: { issuer: { name: 'Unknown' }, x509_props: { subject: 'CN=merged', sans: { dns_names: ['m.example'] } } } };
  const created = await ask('POST', '/certificates/merged/create', policy);
  expect(json(created)).toMatchObject({
    status: 'inProgress',
    status_details: 'Pending certificate created. Please Perform Merge to complete the request.',
  });
  const csr = csrOf(created);
  expect(csr.subject).toBe('CN=merged');
  expect(await csr.verify()).toBe(true);
  vault.advance(60_000);
  expect(json(await ask('GET', '/certificates/merged/pending')).status).toBe('inProgress');
  const bare = await ask('GET', '/certificates/merged/pending', undefined, { headers: { Accept: 'application/pkcs10' } });
  expect(bare.headers['content-type']).toBe('application/pkcs10; charset=utf-8');
  expect(bare.body).toBe(json(created).csr);

  expect(json(await ask('GET', '/certificates')).value).not.toEqual(
    expect.arrayContaining([expect.objectContaining({ id: `${origin}/certificates/merged` })]),
  );
  expect((await ask('GET', '/certificates?includePending=true')).body).toContain('/certificates/merged"');
  expect((await ask('POST', '/certificates/merged/create', policy)).status).toBe(409);
  const foreign = await ask('POST', '/certificates/merged/pending/merge', {
    x5c: [cerOf(await createSelf('foreign')).raw.toString('base64')],
  });
  expect(errorOf(foreign)).toMatchObject({ code: 'BadParameter', message: expect.stringContaining('does not match') });
  expect((await ask('POST', '/certificates/merged/pending/merge', { x5c: ['AAAA'] })).status).toBe(400);

  const merged = await ask('POST', '/certificates/merged/pending/merge', { x5c: [await signByAuthority(csr)], tags: { by: 'merge' } });
  expect(merged.status).toBe(201);
  expect(json(merged)).toMatchObject({ tags: { by: 'merge' }, attributes: { enabled: true } });
  expect(cerOf(bundleOf(merged)).issuer).toBe('CN=Another authority');
  expect(json(await ask('GET', '/certificates/merged/pending')).status).toBe('completed');
  expect((await ask('GET', '/keys/merged')).status).toBe(200);
  expect((await ask('POST', '/certificates/merged/pending/merge', { x5c: [await signByAuthority(csr)] })).status).toBe(400);
});

test('cancel and delete an operation', async () => {
  await ask('POST', '/certificates/cancelled/create', selfPolicy());
  const cancelled = await ask('PATCH', '/certificates/cancelled/pending', { cancellation_requested: true });
  expect(json(cancelled)).toMatchObject({ cancellation_requested: true, status: 'inProgress' });
  vault.advance(2000);
  expect(json(await ask('GET', '/certificates/cancelled/pending')).status).toBe('cancelled');
  expect((await ask('DELETE', '/certificates/cancelled/pending')).status).toBe(200);
  expect(errorOf(await ask('GET', '/certificates/cancelled/pending')).code).toBe('PendingCertificateNotFound');
  expect((await ask('GET', '/keys/cancelled')).status).toBe(404);
});

test('versions, reuse of the key, policy, attributes', async () => {
  const first = await createSelf('turning', selfPolicy({ key_props: { kty: 'EC', crv: 'P-256', reuse_key: true } }));
  const second = await createSelf('turning', selfPolicy());
  expect(second.id).not.toBe(first.id);
  expect(cerOf(second).publicKey.equals(cerOf(first).publicKey)).toBe(true);
  const changed = json(
    await ask('PATCH', '/certificates/turning/policy', { key_props: { reuse_key: false }, x509_props: { validity_months: 1 } }),
  );
  expect(changed).toMatchObject({
    key_props: { kty: 'EC', reuse_key: false },
    x509_props: { subject: 'CN=sample.example', validity_months: 1 },
  });
  const third = await createSelf('turning', { policy: {} });
  expect(cerOf(third).publicKey.equals(cerOf(first).publicKey)).toBe(false);
  expect(third.attributes.exp - third.attributes.created).toBeLessThan(32 * 86_400);
  const versions = json(await ask('GET', '/certificates/turning/versions')) as unknown as { value: { id: string; x5t: string }[] };
  expect(versions.value.map(({ id }) => id).toSorted()).toEqual([first.id, second.id, third.id].toSorted());
  expect(json(await ask('GET', '/certificates/turning/policy'))).toMatchObject({
    id: `${origin}/certificates/turning/policy`,
    issuer: { name: 'Self' },
  });

  const path = new URL(first.id).pathname;
  const disabled = json(await ask('PATCH', path, { attributes: { enabled: false }, tags: { c: 'd' } }));
  expect(disabled).toMatchObject({ attributes: { enabled: false }, tags: { c: 'd' } });
  expect(errorOf(await ask('GET', path.replace('certificates', 'secrets'))).inner).toBe('SecretDisabled');
  expect((await ask('GET', '/secrets/turning')).status).toBe(200);
});

for (const [name, value, pwd] of [
  ['pbes2', pbes2Pfx, pfxPassword],
  ['tripledes', tripleDesPfx, pfxPassword],
  ['no-password', emptyPasswordPfx, undefined],
] as const) {
  test(`imports a PFX of OpenSSL: ${name}; with another password it does not`, async () => {
    const body = { value: value.replaceAll('\n', ''), ...(pwd === undefined ? {} : { pwd }) };
    const imported = await ask('POST', `/certificates/import-${name}/import`, body);
    expect(imported.status).toBe(200);
    const bundle = bundleOf(imported);
    expect(cerOf(bundle).subject).toBe('O=Sample\\, Ltd\nCN=imported.example');
    expect(bundle.policy.issuer).toEqual({ name: 'Unknown' });
    expect(bundle.policy.key_props).toMatchObject({ kty: 'EC', crv: 'P-256' });
    expect((json(await ask('GET', `/keys/import-${name}`)).key as unknown as { crv: string }).crv).toBe('P-256');
    const { value: out } = json(await ask('GET', `/secrets/import-${name}`));
    createSecureContext({ pfx: Buffer.from(String(out), 'base64'), passphrase: '' });
    const again = await ask('POST', `/certificates/again-${name}/import`, { value: out ?? null });
    expect(again.status).toBe(200);
    const wrong = await ask('POST', `/certificates/wrong-${name}/import`, { ...body, pwd: 'another' });
    expect(errorOf(wrong)).toMatchObject({ code: 'BadParameter', message: expect.stringContaining('PKCS#12') });
  });
}

test('imports PEM with its chain, and refuses it without a key or with another one', async () => {
  const { value } = json(await ask('GET', '/secrets/foreign'));
  expect(value).toBeDefined();
  await createSelf('pem-one', selfPolicy({ secret_props: { contentType: 'application/x-pem-file' } }));
  await createSelf('pem-two', selfPolicy({ secret_props: { contentType: 'application/x-pem-file' } }));
  const one = String(json(await ask('GET', '/secrets/pem-one')).value);
  const two = String(json(await ask('GET', '/secrets/pem-two')).value);
  const certificate = (pem: string): string => pem.slice(pem.indexOf('-----BEGIN CERT'));
  const key = (pem: string): string => pem.slice(0, pem.indexOf('-----BEGIN CERT'));
  const policy = { secret_props: { contentType: 'application/x-pem-file' } };
  const good = await ask('POST', '/certificates/pem-in/import', { value: certificate(two) + one, policy });
  expect(cerOf(bundleOf(good)).raw).toEqual(new X509Certificate(certificate(one)).raw);
  expect(String(json(await ask('GET', '/secrets/pem-in')).value).match(/BEGIN CERTIFICATE/g)).toHaveLength(2);
  for (const [bad, message] of [
    [certificate(one), 'Private key is not specified'],
    [key(one) + certificate(two), 'does not match'],
    [`${key(one)}-----BEGIN CERTIFICATE-----\nAAAA\n-----END CERTIFICATE-----\n`, 'can not be read'],
  ] as const) {
    const refused = await ask('POST', '/certificates/pem-bad/import', { value: bad, policy });
    expect(errorOf(refused)).toMatchObject({ code: 'BadParameter', message: expect.stringContaining(message) });
  }
});

test('bytes that are no PFX are refused, whatever they are', async () => {
  const good = Buffer.from(pbes2Pfx.replaceAll('\n', ''), 'base64');
  const cut = [1, 2, 10, 100, good.length - 1].map(size => good.subarray(0, size));
  for (const bytes of [...cut, randomBytes(300), Buffer.from('3080', 'hex'), Buffer.from('30847fffffff00', 'hex')]) {
    const reply = await ask('POST', '/certificates/bad-pfx/import', { value: bytes.toString('base64'), pwd: pfxPassword });
    expect(reply.status).toBe(400);
  }
  expect(vault.faults).toEqual([]);
});

test('delete, recover, purge, backup and restore take key and secret along; neither goes alone', async () => {
  const made = await createSelf('whole', selfPolicy({ key_props: { kty: 'EC' } }));
  for (const [method, path, body] of [
    ['DELETE', '/secrets/whole'],
    ['DELETE', '/keys/whole'],
    ['PUT', '/secrets/whole', { value: 'x' }],
    ['POST', '/keys/whole/create', { kty: 'EC' }],
  ] as const) {
    expect((await ask(method, path, body)).status).toBe(403);
  }
  const { value } = json(await ask('POST', '/certificates/whole/backup'));
  const deleted = json(await ask('DELETE', '/certificates/whole'));
  expect(deleted).toMatchObject({ id: made.id, recoveryId: `${origin}/deletedcertificates/whole`, cer: made.cer });
  expect((await ask('GET', '/secrets/whole')).status).toBe(404);
  expect(errorOf(await ask('POST', '/certificates/whole/create', selfPolicy())).inner).toBe('ObjectIsBeingDeleted');
  expect(errorOf(await ask('GET', '/deletedcertificates/whole')).message).toBe('Deleted Certificate not found: whole');
  vault.advance(5000);
  expect((await ask('GET', '/deletedcertificates')).body).toContain('/certificates/whole"');
  expect(errorOf(await ask('POST', '/certificates/whole/create', selfPolicy())).inner).toBe('ObjectIsDeletedButRecoverable');
  expect((await ask('POST', '/deletedcertificates/whole/recover')).status).toBe(200);
  vault.advance(5000);
  expect(json(await ask('GET', '/secrets/whole')).kid).toBe(made.kid);

  await ask('DELETE', '/certificates/whole');
  vault.advance(5000);
  expect((await ask('DELETE', '/deletedcertificates/whole')).status).toBe(204);
  vault.advance(5000);
  for (const collection of ['certificates', 'keys', 'secrets']) expect((await ask('GET', `/deleted${collection}/whole`)).status).toBe(404);
  expect(json(await ask('POST', '/certificates/restore', { value: value ?? null }))).toMatchObject({ id: made.id });
  for (const collection of ['certificates', 'keys', 'secrets']) expect((await ask('GET', `/${collection}/whole`)).status).toBe(200);
});

test('a certificate that is deleted while it is made stays deleted, and its name is free after a purge', async () => {
  await ask('POST', '/certificates/brief/create', selfPolicy());
  expect((await ask('DELETE', '/certificates/brief')).status).toBe(200);
  vault.advance(60_000);
  expect((await ask('GET', '/certificates/brief')).status).toBe(404);
  expect((await ask('GET', '/deletedcertificates/brief?includePending=true')).status).toBe(200);
  expect((await ask('DELETE', '/deletedcertificates/brief')).status).toBe(204);
  vault.advance(60_000);
  expect((await createSelf('brief')).attributes.enabled).toBe(true);
});

test('contacts', async () => {
  expect(errorOf(await ask('GET', '/certificates/contacts'))).toMatchObject({ code: 'ContactsNotFound', message: 'Contacts not found' });
  const contacts = [{ email: 'ada@example.com', name: 'Ada', phone: '1' }];
  for (const [method, status] of [
    ['PUT', 200],
    ['GET', 200],
    ['DELETE', 200],
    ['DELETE', 404],
  ] as const) {
    const reply = await ask(method, '/certificates/contacts', method === 'PUT' ? { contacts } : undefined);
    expect(reply.status).toBe(status);
    if (status === 200) expect(json(reply)).toEqual({ id: `${origin}/certificates/contacts`, contacts });
  }
  expect((await ask('PUT', '/certificates/contacts', { contacts: [{ name: 'no address' }] })).status).toBe(400);
});

test('issuers, and a password that is never told', async () => {
  expect(errorOf(await ask('GET', '/certificates/issuers/digi')).code).toBe('CertificateIssuerNotFound');
  expect(
    errorOf(await ask('POST', '/certificates/by-digi/create', { policy: { issuer: { name: 'digi' }, x509_props: { subject: 'CN=a' } } }))
      .code,
  ).toBe('CertificateIssuerNotFound');
  const credentials = { account_id: 'account', pwd: 'canary-issuer-password' };
  const set = await ask('PUT', '/certificates/issuers/digi', {
    provider: 'Test',
    credentials,
    org_details: { admin_details: [{ email: 'a@b.example' }] },
  });
  expect(json(set)).toMatchObject({ id: `${origin}/certificates/issuers/digi`, provider: 'Test', credentials: { account_id: 'account' } });
  expect(json(await ask('PATCH', '/certificates/issuers/digi', { attributes: { enabled: false } }))).toMatchObject({
    attributes: { enabled: false },
  });
  const list = await ask('GET', '/certificates/issuers');
  expect(json(list).value).toEqual([{ id: `${origin}/certificates/issuers/digi`, provider: 'Test' }]);
  expect(set.body + list.body + (await ask('GET', '/certificates/issuers/digi')).body).not.toContain('canary');
  expect(
    (await ask('POST', '/certificates/by-digi/create', { policy: { issuer: { name: 'digi' }, x509_props: { subject: 'CN=a' } } })).status,
  ).toBe(202);
  expect((await ask('DELETE', '/certificates/issuers/digi')).status).toBe(200);
  expect((await ask('GET', '/certificates/issuers/digi')).status).toBe(404);
});

for (const [what, policy, property] of [
  ['no issuer', { x509_props: { subject: 'CN=a' } }, 'issuer.name'],
  ['no name at all', { issuer: { name: 'Self' } }, 'x509_props.subject'],
  ['a subject that is none', { issuer: { name: 'Self' }, x509_props: { subject: 'sample' } }, 'x509_props.subject'],
  ['a small key', { issuer: { name: 'Self' }, key_props: { key_size: 1024 }, x509_props: { subject: 'CN=a' } }, 'key_props.key_size'],
  ['an unknown usage', { issuer: { name: 'Self' }, x509_props: { subject: 'CN=a', key_usage: ['all'] } }, 'x509_props.key_usage'],
  [
    'another content type',
    { issuer: { name: 'Self' }, x509_props: { subject: 'CN=a' }, secret_props: { contentType: 'text/plain' } },
    'secret_props.contentType',
  ],
  ['an action that is none', { issuer: { name: 'Self' }, x509_props: { subject: 'CN=a' }, lifetime_actions: [{}] }, 'lifetime_actions'],
] as const) {
  test(`create with ${what}: 400`, async () => {
    const reply = await ask('POST', '/certificates/refused/create', { policy });
    expect(errorOf(reply)).toEqual({ code: 'BadParameter', message: `Property policy.${property} has invalid value`, inner: undefined });
  });
}

test('names, conflicts and rights', async () => {
  expect(errorOf(await ask('GET', '/certificates/nothing')).code).toBe('CertificateNotFound');
  expect(errorOf(await ask('GET', '/certificates/my_name')).message).toBe('The request URI contains an invalid name: my_name');
  expect((await ask('POST', '/certificates/db-password/create', selfPolicy())).status).toBe(409);
  const reader = await tokenOf(vault.info, 'sample-reader');
  for (const [path, action] of [
    ['/certificates', 'certificates/read'],
    ['/certificates/contacts', 'certificatecontacts/write'],
    ['/certificates/issuers', 'certificatecas/read'],
  ] as const) {
    const reply = await ask('GET', path, undefined, { token: reader });
    expect(errorOf(reply)).toMatchObject({
      inner: 'ForbiddenByRbac',
      message: expect.stringContaining(`Microsoft.KeyVault/vaults/${action}'`),
    });
  }
});
