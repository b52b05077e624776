import { createHash, createHmac, randomBytes } from 'node:crypto';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { startForTest, type TestVault } from './startForTest.ts';
import { call, json, type Reply, tokenOf } from './vaultClient.ts';

const host = 'kvhttp--sample.managedhsm.azure.net';
let vault: TestVault;
let token: string;

beforeAll(async () => {
  vault = await startForTest();
  token = await tokenOf(vault.info, 'sample', { scope: 'https://managedhsm.azure.net/.default' });
});
afterAll(() => vault.stop());

const ask = (method: string, path: string, body: object): Promise<Reply> =>
  call(vault.info, { method, path: `${path}?api-version=7.6`, host, token, body });
const hex = (text: string): string => Buffer.from(text, 'hex').toString('base64url');
const bytesOf = (reply: Reply): Buffer => Buffer.from(String(json(reply).value), 'base64url');

for (const [asked, made] of [
  [{ kty: 'RSA' }, 'RSA-HSM'],
  [{ kty: 'EC-HSM', crv: 'P-384' }, 'EC-HSM'],
  [{ kty: 'oct', key_size: 128 }, 'oct-HSM'],
] as const) {
  test(`${asked.kty} becomes ${made}: every key is kept in hardware`, async () => {
    const reply = json(await ask('POST', `/keys/kind-${made}/create`, asked)) as unknown as { key: { kty: string } };
    expect(reply.key.kty).toBe(made);
  });
}

for (const algorithm of ['A256GCM', 'A256CBC', 'A256CBCPAD', 'A256KW']) {
  test(`${algorithm}: there and back`, async () => {
    const path = `/keys/aes-${algorithm}`;
    await ask('POST', `${path}/create`, { kty: 'oct-HSM', key_size: 256 });
    const value = Buffer.alloc(32, 5);
    const [there, back] = algorithm === 'A256KW' ? ['wrapkey', 'unwrapkey'] : ['encrypt', 'decrypt'];
    const made = json(await ask('POST', `${path}/${there}`, { alg: algorithm, value: value.toString('base64url') }));
    const { value: encrypted, iv, tag } = made;
    expect(encrypted).not.toBe(value.toString('base64url'));
    expect(bytesOf(await ask('POST', `${path}/${back}`, { alg: algorithm, value: encrypted, iv, tag }))).toEqual(value);
    if (tag !== undefined) {
      const forged = await ask('POST', `${path}/${back}`, { alg: algorithm, value: encrypted, iv, tag: hex('00'.repeat(16)) });
      expect(forged.status).toBe(400);
    }
  });
}

for (const [algorithm, size] of [
  ['CKM_AES_KEY_WRAP', 32],
  ['CKM_AES_KEY_WRAP_PAD', 19],
] as const) {
  test(`${algorithm} of ${size} bytes: there and back`, async () => {
    await ask('POST', '/keys/wrapping/create', { kty: 'oct-HSM', key_size: 256 });
    const value = randomBytes(size).toString('base64url');
    const wrapped = json(await ask('POST', '/keys/wrapping/wrapkey', { alg: algorithm, value }));
    expect(wrapped.value).not.toBe(value);
    expect(json(await ask('POST', '/keys/wrapping/unwrapkey', { alg: algorithm, value: wrapped.value ?? null })).value).toBe(value);
  });
}

for (const [rfc, algorithm, k, wrapped, plain] of [
  [
    'RFC 3394',
    'A128KW',
    '000102030405060708090a0b0c0d0e0f',
    '1fa68b0a8112b447aef34bd8fb5a7b829d3e862371d2cfe5',
    '00112233445566778899aabbccddeeff',
  ],
  [
    'RFC 5649',
    'CKM_AES_KEY_WRAP_PAD',
    '5840df6e29b02af1ab493b705bf16ea1ae8338f4dcc176a8',
    '138bdeaa9b8fa7fc61f97742e72248ee5ae6ae5360d1ae6a5f54f373fa543b6a',
    'c37b7e6492584340bed12207808941155068f738',
  ],
] as const) {
  test(`what ${rfc} wraps, the HSM unwraps`, async () => {
    const path = `/keys/${rfc.replace(' ', '')}`;
    await ask('PUT', path, { key: { kty: 'oct-HSM', k: hex(k) } });
    expect(bytesOf(await ask('POST', `${path}/unwrapkey`, { alg: algorithm, value: hex(wrapped) })).toString('hex')).toBe(plain);
  });
}

for (const [algorithm, hash] of [
  ['HS256', 'sha256'],
  ['HS384', 'sha384'],
  ['HS512', 'sha512'],
] as const) {
  test(`${algorithm}: HMAC of the digest, verified by the same key alone`, async () => {
    const k = randomBytes(32);
    const key = { kty: 'oct-HSM', k: k.toString('base64url'), key_ops: ['sign', 'verify'] };
    await ask('PUT', `/keys/${algorithm}`, { key });
    const digest = createHash(hash).update('what is signed').digest();
    const signature = bytesOf(await ask('POST', `/keys/${algorithm}/sign`, { alg: algorithm, value: digest.toString('base64url') }));
    expect(signature).toEqual(createHmac(hash, k).update(digest).digest());
    const verify = async (value: Buffer): Promise<unknown> => {
      const body = { alg: algorithm, digest: digest.toString('base64url'), value: value.toString('base64url') };
      return json(await ask('POST', `/keys/${algorithm}/verify`, body)).value;
    };
    expect(await verify(signature)).toBe(true);
    expect(await verify(Buffer.from(signature.map(byte => byte ^ 1)))).toBe(false);
    expect(await verify(signature.subarray(1))).toBe(false);
  });
}

test('HMAC needs a symmetric key that may sign', async () => {
  const digest = createHash('sha256').update('x').digest().toString('base64url');
  await ask('POST', '/keys/curve/create', { kty: 'EC-HSM' });
  expect((await ask('POST', '/keys/curve/sign', { alg: 'HS256', value: digest })).status).toBe(400);
  await ask('POST', '/keys/cipher/create', { kty: 'oct-HSM' });
  expect((await ask('POST', '/keys/cipher/sign', { alg: 'HS256', value: digest })).status).toBe(403);
});
