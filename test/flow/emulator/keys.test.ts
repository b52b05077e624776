import {
  constants,
  createHash,
  createPrivateKey,
  createPublicKey,
  generateKeyPairSync,
  type JsonWebKeyInput,
  privateDecrypt,
  publicEncrypt,
  sign as signMessage,
  verify as verifyMessage,
} from 'node:crypto';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { startForTest, type TestVault } from './startForTest.ts';
import { call, errorOf, json, type Reply } from './vaultClient.ts';

const version = 'api-version=7.6';
const message = Buffer.from('the message that the caller has hashed');
let vault: TestVault;

beforeAll(async () => {
  vault = await startForTest();
});
afterAll(() => vault.stop());

const ask = (method: string, path: string, body?: object): Promise<Reply> =>
  call(vault.info, { method, path: `${path}?${version}`, token: vault.info.tokens.valid, ...(body === undefined ? {} : { body }) });

interface Jwk {
  readonly kid: string;
  readonly kty: string;
  readonly key_ops: readonly string[];
  readonly [member: string]: unknown;
}
const keyOf = (reply: Reply): Jwk => (json(reply) as unknown as { key: Jwk }).key;
const bytes = (reply: Reply, field = 'value'): Buffer => Buffer.from(String(json(reply)[field]), 'base64url');
const base64url = (data: Buffer): string => data.toString('base64url');
const publicKeyOf = (jwk: Jwk) =>
  createPublicKey({ key: { ...jwk, crv: jwk.crv === 'P-256K' ? 'secp256k1' : jwk.crv } as JsonWebKeyInput['key'], format: 'jwk' });

test('a started vault has the keys that it names', async () => {
  const list = await ask('GET', '/keys');
  expect(list.status).toBe(200);
  for (const name of vault.info.objects.keys) expect(list.body).toContain(`/keys/${name}"`);
});

test('create, versions, rotate, update, delete', async () => {
  const first = keyOf(await ask('POST', '/keys/turning/create', { kty: 'EC', crv: 'P-256', key_ops: ['sign'], tags: { a: 'b' } }));
  expect(first).toMatchObject({ kty: 'EC', crv: 'P-256', key_ops: ['sign'] });
  expect(Object.keys(first)).not.toContain('d');
  const second = keyOf(await ask('POST', '/keys/turning/rotate'));
  expect(second.kid).not.toBe(first.kid);
  expect(second.key_ops).toEqual(['sign']);
  const versions = json(await ask('GET', '/keys/turning/versions')) as { value: { kid: string }[] };
  expect(versions.value.map(({ kid }) => kid).toSorted()).toEqual([first.kid, second.kid].toSorted());
  const updated = json(await ask('PATCH', '/keys/turning', { key_ops: ['verify'], attributes: { enabled: false } }));
  expect(updated).toMatchObject({ key: { kid: second.kid, key_ops: ['verify'] }, attributes: { enabled: false } });
  expect(json(await ask('DELETE', '/keys/turning'))).toMatchObject({
    key: { kid: second.kid },
    recoveryId: expect.stringContaining('/deletedkeys/turning'),
  });
  expect(errorOf(await ask('GET', '/keys/turning'))).toMatchObject({ code: 'KeyNotFound' });
});

for (const [algorithm, kty, hash, options] of [
  ['RS256', { kty: 'RSA', key_size: 2048 }, 'sha256', { padding: constants.RSA_PKCS1_PADDING }],
  ['RS512', { kty: 'RSA', key_size: 2048 }, 'sha512', { padding: constants.RSA_PKCS1_PADDING }],
  ['PS256', { kty: 'RSA', key_size: 2048 }, 'sha256', { padding: constants.RSA_PKCS1_PSS_PADDING, saltLength: 32 }],
  ['PS384', { kty: 'RSA', key_size: 2048 }, 'sha384', { padding: constants.RSA_PKCS1_PSS_PADDING, saltLength: 48 }],
  ['ES256', { kty: 'EC', crv: 'P-256' }, 'sha256', { dsaEncoding: 'ieee-p1363' }],
  ['ES384', { kty: 'EC', crv: 'P-384' }, 'sha384', { dsaEncoding: 'ieee-p1363' }],
  ['ES512', { kty: 'EC', crv: 'P-521' }, 'sha512', { dsaEncoding: 'ieee-p1363' }],
  ['ES256K', { kty: 'EC', crv: 'P-256K' }, 'sha256', { dsaEncoding: 'ieee-p1363' }],
] as const) {
  test(`${algorithm}: what the vault signs OpenSSL verifies, and the other way round`, async () => {
    const name = `sign-${algorithm}`;
    const jwk = keyOf(await ask('POST', `/keys/${name}/create`, kty));
    const digest = createHash(hash).update(message).digest();
    const signed = await ask('POST', `/keys/${name}/sign`, { alg: algorithm, value: base64url(digest) });
    expect(json(signed).kid).toBe(jwk.kid);
    expect(verifyMessage(hash, message, { key: publicKeyOf(jwk), ...options }, bytes(signed))).toBe(true);

    const verify = async (of: Buffer, signature: Buffer): Promise<unknown> =>
      json(await ask('POST', `/keys/${name}/verify`, { alg: algorithm, digest: base64url(of), value: base64url(signature) })).value;
    expect(await verify(digest, bytes(signed))).toBe(true);
    const broken = Buffer.from(bytes(signed));
    broken[broken.length - 3] = (broken.at(-3) ?? 0) ^ 1;
    expect(await verify(digest, broken)).toBe(false);
    expect(await verify(createHash(hash).update('another').digest(), bytes(signed))).toBe(false);

    const pair = kty.kty === 'RSA' ? generateKeyPairSync('rsa', { modulusLength: 2048 }) : undefined;
    const own =
      pair?.privateKey ??
      generateKeyPairSync('ec', { namedCurve: kty.kty === 'EC' && kty.crv === 'P-256K' ? 'secp256k1' : kty.kty === 'EC' ? kty.crv : '' })
        .privateKey;
    const exported = own.export({ format: 'jwk' });
    const key = { ...exported, ...(exported.crv === 'secp256k1' ? { crv: 'P-256K' } : {}) };
    expect((await ask('PUT', `/keys/${name}`, { key })).status).toBe(200);
    expect(await verify(digest, signMessage(hash, message, { key: own, ...options }))).toBe(true);
  });
}

for (const [algorithm, padding] of [
  ['RSA-OAEP', { padding: constants.RSA_PKCS1_OAEP_PADDING, oaepHash: 'sha1' }],
  ['RSA-OAEP-256', { padding: constants.RSA_PKCS1_OAEP_PADDING, oaepHash: 'sha256' }],
  ['RSA1_5', { padding: constants.RSA_PKCS1_PADDING }],
] as const) {
  test(`${algorithm}: encrypt and decrypt, wrap and unwrap, and with OpenSSL`, async () => {
    const { privateKey, publicKey } = generateKeyPairSync('rsa', { modulusLength: 2048 });
    const path = `/keys/cipher-${algorithm.replace('_', '-')}`;
    await ask('PUT', path, { key: privateKey.export({ format: 'jwk' }) });
    for (const [there, back] of [
      ['encrypt', 'decrypt'],
      ['wrapkey', 'unwrapkey'],
    ] as const) {
      const made = bytes(await ask('POST', `${path}/${there}`, { alg: algorithm, value: base64url(message) }));
      expect(bytes(await ask('POST', `${path}/${back}`, { alg: algorithm, value: base64url(made) }))).toEqual(message);
      if (algorithm !== 'RSA1_5') expect(privateDecrypt({ key: privateKey, ...padding }, made)).toEqual(message);
    }
    const foreign = publicEncrypt({ key: publicKey, ...padding }, message);
    expect(bytes(await ask('POST', `${path}/decrypt`, { alg: algorithm, value: base64url(foreign) }))).toEqual(message);
    const garbage = await ask('POST', `${path}/decrypt`, { alg: algorithm, value: base64url(Buffer.alloc(256, 7)) });
    expect(garbage.status).toBe(400);
  });
}

const day = 86_400;
for (const [name, key, operation, inner] of [
  ['key_ops without sign', { kty: 'EC', key_ops: ['verify'] }, 'sign', 'KeyOperationForbidden'],
  ['a disabled key', { kty: 'EC', attributes: { enabled: false } }, 'sign', 'KeyDisabled'],
  ['an expired key', { kty: 'EC', attributes: { exp: 1 } }, 'sign', 'KeyExpired'],
  ['a key from tomorrow', { kty: 'EC', attributes: { nbf: Math.floor(Date.now() / 1000) + day } }, 'sign', 'KeyNotYetValid'],
] as const) {
  test(`${name} does not ${operation}: 403 ${inner}`, async () => {
    await ask('POST', '/keys/refusing/create', key);
    const reply = await ask('POST', `/keys/refusing/${operation}`, { alg: 'ES256', value: base64url(Buffer.alloc(32)) });
    expect(reply.status).toBe(403);
    expect(errorOf(reply)).toMatchObject({ code: 'Forbidden', inner });
  });
}

test('an expired key still verifies', async () => {
  const { privateKey } = generateKeyPairSync('ec', { namedCurve: 'P-256' });
  await ask('PUT', '/keys/aged', { key: privateKey.export({ format: 'jwk' }), attributes: { exp: 1 } });
  const signature = signMessage('sha256', message, {
    key: createPrivateKey(privateKey.export({ format: 'pem', type: 'pkcs8' })),
    dsaEncoding: 'ieee-p1363',
  });
  const digest = base64url(createHash('sha256').update(message).digest());
  expect(json(await ask('POST', '/keys/aged/verify', { alg: 'ES256', digest, value: base64url(signature) })).value).toBe(true);
});

for (const kty of ['oct', 'oct-HSM']) {
  test(`a vault keeps no symmetric keys: ${kty}, made or imported`, async () => {
    const refusal = { code: 'BadParameter', message: `Invalid kty value: ${kty}`, inner: 'KeyTypeNotSupported' };
    expect(errorOf(await ask('POST', '/keys/symmetric/create', { kty }))).toEqual(refusal);
    expect(errorOf(await ask('PUT', '/keys/symmetric', { key: { kty, k: base64url(Buffer.alloc(32)) } }))).toEqual(refusal);
    expect((await ask('GET', '/keys/symmetric')).status).toBe(404);
  });
}

for (const [name, path, body] of [
  ['an unknown kty', '/keys/bad/create', { kty: 'DSA' }],
  ['an unknown curve', '/keys/bad/create', { kty: 'EC', crv: 'P-1' }],
  ['an odd size', '/keys/bad/create', { kty: 'RSA', key_size: 1024 }],
  ['an even exponent', '/keys/bad/create', { kty: 'RSA', public_exponent: 4 }],
  ['a digest that is no base64url', '/keys/signing-key/sign', { alg: 'ES256', value: `!!${base64url(Buffer.alloc(32))}` }],
  ['a digest that is no text', '/keys/signing-key/sign', { alg: 'ES256', value: 5 }],
  ['an unknown operation', '/keys/bad/create', { kty: 'EC', key_ops: ['fly'] }],
  ['a digest of the wrong length', '/keys/signing-key/sign', { alg: 'ES256', value: 'AAAA' }],
  ['an algorithm of another curve', '/keys/signing-key/sign', { alg: 'ES384', value: base64url(Buffer.alloc(48)) }],
  ['an algorithm of another kind', '/keys/signing-key/sign', { alg: 'RS256', value: base64url(Buffer.alloc(32)) }],
] as const) {
  test(`${name}: 400 BadParameter`, async () => {
    expect(errorOf(await ask('POST', path, body)).code).toBe('BadParameter');
  });
}

test('an import of a size that a vault does not keep, and one into hardware', async () => {
  const jwk = (bits: number): object => generateKeyPairSync('rsa', { modulusLength: bits }).privateKey.export({ format: 'jwk' });
  expect(errorOf(await ask('PUT', '/keys/small', { key: jwk(1024) })).code).toBe('BadParameter');
  expect(json(await ask('PUT', '/keys/hard', { key: jwk(2048), Hsm: true }))).toMatchObject({ key: { kty: 'RSA-HSM' } });
});

test('a public exponent is the one that was asked for', async () => {
  expect(json(await ask('POST', '/keys/exponent/create', { kty: 'RSA', public_exponent: 3 }))).toMatchObject({ key: { e: 'Aw' } });
});
