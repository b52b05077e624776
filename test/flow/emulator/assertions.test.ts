import { createHash, createPrivateKey, randomUUID, X509Certificate } from 'node:crypto';
import { SignJWT } from 'jose';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { noChanges, type TokenChanges } from '../../../src/core/model/tokenChanges.ts';
import { makeClientCertificate } from '../../../src/emulator/lab/clientCertificate.ts';
import { startForTest, type TestVault } from './startForTest.ts';
import { askToken, call, json, type Reply } from './vaultClient.ts';

const assertionType = 'urn:ietf:params:oauth:client-assertion-type:jwt-bearer';
const scope = 'https://vault.azure.net/.default';
let vault: TestVault;
let registered: string;

beforeAll(async () => {
  vault = await startForTest();
  registered = await vault.control.makeClientCertificate();
});
afterAll(() => vault.stop());

interface Form {
  readonly alg: string;
  readonly thumbprint: 'x5t' | 'x5t#S256';
  readonly pem: string;
  readonly claims: Readonly<Record<string, unknown>>;
}

const clientId = (): string => vault.info.clients[0]?.clientId ?? '';
const endpoint = (): string => `${vault.info.authority}/${vault.info.tenantId}/oauth2/v2.0/token`;

/** An assertion as MSAL makes it, with changes. */
function sign(changes: Partial<Form> = {}): Promise<string> {
  const form: Form = { alg: 'PS256', thumbprint: 'x5t#S256', pem: registered, claims: {}, ...changes };
  const certificate = new X509Certificate(form.pem);
  const hash = form.thumbprint === 'x5t' ? 'sha1' : 'sha256';
  const now = Math.floor(vault.now() / 1000);
  const claims = {
    aud: endpoint(),
    iss: clientId(),
    sub: clientId(),
    jti: randomUUID(),
    nbf: now,
    iat: now,
    exp: now + 600,
    ...form.claims,
  };
  const header = { typ: 'JWT', alg: form.alg, [form.thumbprint]: createHash(hash).update(certificate.raw).digest('base64url') };
  return new SignJWT(claims).setProtectedHeader(header).sign(createPrivateKey(form.pem));
}

const ask = (assertion: string, more: Readonly<Record<string, string>> = {}): Promise<Reply> =>
  askToken(vault.info, {
    ...{ grant_type: 'client_credentials', client_id: clientId(), scope },
    ...{ client_assertion_type: assertionType, client_assertion: assertion, ...more },
  });

for (const [alg, thumbprint] of [
  ['PS256', 'x5t#S256'],
  ['RS256', 'x5t'],
  ['RS256', 'x5t#S256'],
] as const) {
  test(`a registered certificate proves the client: ${alg} with ${thumbprint}`, async () => {
    const token = String(json(await ask(await sign({ alg, thumbprint }))).access_token);
    const claims = JSON.parse(Buffer.from(token.split('.')[1] ?? '', 'base64url').toString());
    expect(claims).toMatchObject({ appid: clientId(), appidacr: '2', idtyp: 'app' });
    expect((await call(vault.info, { path: '/secrets/db-password?api-version=7.6', token })).status).toBe(200);
  });
}

const refusals: Readonly<Record<string, readonly [code: number, text: RegExp, assertion: () => Promise<string>]>> = {
  'a certificate that is not registered': [
    700027,
    /Reason - The key was not found\., Thumbprint of key used by client: '[0-9A-F]{64}'/,
    async () => sign({ pem: await makeClientCertificate(vault.now()) }),
  ],
  'another key under the registered thumbprint': [
    700027,
    /signature value did not match/,
    async () => {
      const other = await makeClientCertificate(vault.now());
      return sign({
        pem: `${other.slice(0, other.indexOf('-----BEGIN CERTIFICATE'))}${registered.slice(registered.indexOf('-----BEGIN CERTIFICATE'))}`,
      });
    },
  ],
  'an assertion of yesterday': [
    700024,
    /Current time: \d{4}-.+Z, assertion valid from \d{4}-.+Z, expiry time of assertion \d{4}-.+Z\./,
    () => sign({ claims: { nbf: Math.floor(vault.now() / 1000) - 90_000, exp: Math.floor(vault.now() / 1000) - 86_400 } }),
  ],
  'an assertion of tomorrow': [
    700024,
    /not within its valid time range/,
    () => sign({ claims: { nbf: Math.floor(vault.now() / 1000) + 86_400, exp: Math.floor(vault.now() / 1000) + 90_000 } }),
  ],
  'another audience': [700023, /audience claim does not match/, () => sign({ claims: { aud: 'https://login.example/token' } })],
  'a subject that is not the issuer': [700021, /doesn't match 'client_id'/, () => sign({ claims: { sub: 'somebody' } })],
  'no token at all': [50027, /malformed/, async () => 'nonsense'],
};

for (const [name, [code, text, assertion]] of Object.entries(refusals)) {
  test(`AADSTS${code}: ${name}`, async () => expectRefusal(await ask(await assertion()), code, text));
}

test('AADSTS900144: an assertion of no known type', async () => {
  expectRefusal(await ask(await sign(), { client_assertion_type: 'jwt' }), 900144, /client_assertion_type/);
});

test('a federated token of the outside issuer proves the client', async () => {
  const reply = await ask(await vault.control.mintFederatedToken(noChanges));
  expect(reply.status).toBe(200);
});

const federated: readonly (readonly [string, number, RegExp, Partial<TokenChanges>])[] = [
  ['another issuer', 700211, /issuer 'https:\/\/issuer\.example'/, { claims: { iss: 'https://issuer.example' } }],
  ['another audience', 700212, /audience 'api:\/\/other'/, { claims: { aud: 'api://other' } }],
  ['another subject', 700213, /subject 'system:serviceaccount:other:sample'/, { claims: { sub: 'system:serviceaccount:other:sample' } }],
  ['a broken signature', 50013, /signature validation/, { signature: 'broken' }],
  ['an expired token', 700024, /valid time range/, { claims: { nbf: 1, exp: 2 } }],
];
for (const [name, code, text, changes] of federated) {
  test(`AADSTS${code}: federated, ${name}`, async () => {
    expectRefusal(await ask(await vault.control.mintFederatedToken({ ...noChanges, ...changes })), code, text);
  });
}

test('AADSTS70021: a client that federates with nobody', async () => {
  const reader = vault.info.clients[1]?.clientId ?? '';
  const reply = await ask(await vault.control.mintFederatedToken(noChanges), { client_id: reader });
  expectRefusal(reply, 70021, /Assertion Issuer: 'https:\/\/localhost:\d+\/outside-issuer'\. Assertion Subject: 'system:/);
});

function expectRefusal(reply: Reply, code: number, text: RegExp): void {
  const body = json(reply);
  expect(body.error_codes).toEqual([code]);
  expect(body.error_description).toMatch(new RegExp(`^AADSTS${code}: `));
  expect(body.error_description).toMatch(text);
  expect(body.error_uri).toContain(String(code));
}
