// @ts-check
import assert from 'node:assert/strict';
import { createHash, generateKeyPairSync, randomBytes } from 'node:crypto';
import { test } from 'node:test';
import { CryptographyClient, KeyClient } from '@azure/keyvault-keys';
import { all, clientOptions, credentialOf, embedded, ownNameOptions, quickly, refusal, watched, wholeSurface } from './embedded.mjs';

const credential = credentialOf();
const client = watched(new KeyClient(embedded.localUrl, credential, clientOptions));

const hsm = watched(new KeyClient(embedded.hsmUrl, credential, ownNameOptions));

/** @param {import('@azure/keyvault-keys').KeyVaultKey} key */
const cryptoOf = key => watched(new CryptographyClient(key, credential, clientOptions));

test('create each kind, get, versions, update, list', async () => {
  const rsa = await client.createRsaKey('k-rsa', { keySize: 2048, tags: { a: 'b' }, keyOps: ['sign', 'verify'] });
  assert.deepEqual([rsa.keyType, rsa.keyOperations, rsa.properties.tags], ['RSA', ['sign', 'verify'], { a: 'b' }]);
  assert.equal(rsa.key?.n?.length, 256);
  const ec = await client.createEcKey('k-ec', { curve: 'P-384' });
  assert.equal(ec.key?.crv, 'P-384');
  const again = await client.createKey('k-ec', 'EC', { curve: 'P-256K', expiresOn: new Date('2031-01-01T00:00:00Z') });
  assert.notEqual(again.properties.version, ec.properties.version);
  assert.equal((await client.getKey('k-ec', { version: ec.properties.version ?? '' })).key?.crv, 'P-384');
  assert.equal((await client.getKey('k-ec')).properties.version, again.properties.version);
  assert.equal((await client.getKeyAttestation('k-ec')).name, 'k-ec');
  const updated = await client.updateKeyProperties('k-ec', ec.properties.version ?? '', { enabled: false, keyOps: ['verify'] });
  assert.deepEqual([updated.properties.enabled, updated.keyOperations], [false, ['verify']]);
  assert.equal((await all(client.listPropertiesOfKeyVersions('k-ec'))).length, 2);
  const names = (await all(client.listPropertiesOfKeys())).map(({ name }) => name);
  for (const name of ['k-rsa', 'k-ec']) assert.ok(names.includes(name));
});

test('import', async () => {
  const { n, e, d, p, q, dp, dq, qi } = generateKeyPairSync('rsa', { modulusLength: 2048 }).privateKey.export({ format: 'jwk' });
  const bytes = (/** @type {string | undefined} */ text) => Buffer.from(text ?? '', 'base64url');
  const jwk = { kty: 'RSA', n: bytes(n), e: bytes(e), d: bytes(d), p: bytes(p), q: bytes(q), dp: bytes(dp), dq: bytes(dq), qi: bytes(qi) };
  const imported = await client.importKey('k-import', jwk);
  assert.deepEqual(Buffer.from(imported.key?.n ?? []), jwk.n);
});

test('rotate and its policy', async () => {
  const first = await client.createEcKey('k-turn');
  const policy = { expiresIn: 'P90D', lifetimeActions: [{ action: /** @type {const} */ ('Rotate'), timeAfterCreate: 'P60D' }] };
  const set = await client.updateKeyRotationPolicy('k-turn', policy);
  assert.deepEqual([set.expiresIn, set.lifetimeActions?.[0]?.timeAfterCreate], ['P90D', 'P60D']);
  assert.equal((await client.getKeyRotationPolicy('k-turn')).expiresIn, 'P90D');
  const second = await client.rotateKey('k-turn');
  assert.notEqual(second.properties.version, first.properties.version);
  assert.ok(second.properties.expiresOn);
});

test('delete, recover, purge, backup, restore', async () => {
  const key = await client.createEcKey('k-gone');
  const backup = await client.backupKey('k-gone');
  assert.ok(backup);
  const deleted = await (await client.beginDeleteKey('k-gone', quickly)).pollUntilDone();
  assert.equal(deleted.name, 'k-gone');
  assert.ok((await client.getDeletedKey('k-gone')).properties.recoveryId);
  assert.ok((await all(client.listDeletedKeys())).some(({ name }) => name === 'k-gone'));
  await (await client.beginRecoverDeletedKey('k-gone', quickly)).pollUntilDone();
  assert.equal((await client.getKey('k-gone')).id, key.id);
  await (await client.beginDeleteKey('k-gone', quickly)).pollUntilDone();
  await client.purgeDeletedKey('k-gone');
  await new Promise(resolve => setTimeout(resolve, 2000));
  assert.equal((await client.restoreKeyBackup(backup)).id, key.id);
});

for (const [algorithm, curve] of /** @type {const} */ ([
  ['ES256', 'P-256'],
  ['ES384', 'P-384'],
  ['ES512', 'P-521'],
  ['ES256K', 'P-256K'],
])) {
  test(`${algorithm}: sign and verify, of digests and of data`, async () => {
    await signAndVerify(await client.createEcKey(`k-sign-${algorithm}`, { curve }), algorithm);
  });
}

for (const algorithm of /** @type {const} */ (['RS256', 'RS384', 'RS512', 'PS256', 'PS384', 'PS512'])) {
  test(`${algorithm}: sign and verify, of digests and of data`, async () => {
    await signAndVerify(await client.createRsaKey(`k-sign-${algorithm}`), algorithm);
  });
}

/**
 * @param {import('@azure/keyvault-keys').KeyVaultKey} key
 * @param {import('@azure/keyvault-keys').SignatureAlgorithm} algorithm
 */
async function signAndVerify(key, algorithm) {
  const crypto = cryptoOf(key);
  const data = Buffer.from('what is signed');
  const digest = createHash(`sha${algorithm.slice(2, 5)}`)
    .update(data)
    .digest();
  const { result } = await crypto.sign(algorithm, digest);
  assert.equal((await crypto.verify(algorithm, digest, result)).result, true);
  assert.equal(
    (
      await crypto.verify(
        algorithm,
        createHash(`sha${algorithm.slice(2, 5)}`)
          .update('another')
          .digest(),
        result,
      )
    ).result,
    false,
  );
  // The client verifies data by itself, and takes every RSA signature for one of PKCS #1.
  if (!algorithm.startsWith('PS')) assert.equal((await crypto.verifyData(algorithm, data, result)).result, true);
  const ofData = await crypto.signData(algorithm, data);
  assert.equal((await crypto.verify(algorithm, digest, ofData.result)).result, true);
}

for (const algorithm of /** @type {const} */ (['RSA-OAEP', 'RSA-OAEP-256', 'RSA1_5'])) {
  test(`${algorithm}: encrypt here or there, decrypt there; wrap and unwrap`, async () => {
    const crypto = cryptoOf(await client.createRsaKey(`k-cipher-${algorithm.replace('_', '-')}`));
    const plaintext = randomBytes(32);
    const encrypted = await crypto.encrypt({ algorithm, plaintext });
    assert.deepEqual(Buffer.from((await crypto.decrypt({ algorithm, ciphertext: encrypted.result })).result), plaintext);
    const wrapped = await crypto.wrapKey(algorithm, plaintext);
    assert.deepEqual(Buffer.from((await crypto.unwrapKey(algorithm, wrapped.result)).result), plaintext);
  });
}

test('symmetric keys are for a managed HSM: GCM, CBC with padding, key wrap', async () => {
  const { statusCode, code, message } = await refusal(client.createOctKey('k-oct', { hsm: true }));
  assert.deepEqual([statusCode, code, message], [400, 'BadParameter', 'Invalid kty value: oct-HSM']);
  const key = await hsm.createOctKey('k-aes', { keySize: 256 });
  assert.equal(key.keyType, 'oct-HSM');
  const crypto = watched(new CryptographyClient(key, credential, ownNameOptions));
  const plaintext = randomBytes(32);
  const gcm = await crypto.encrypt({ algorithm: 'A256GCM', plaintext, additionalAuthenticatedData: Buffer.from('more') });
  const { iv = new Uint8Array(), authenticationTag = new Uint8Array(), additionalAuthenticatedData = new Uint8Array() } = gcm;
  const opened = await crypto.decrypt({ algorithm: 'A256GCM', ciphertext: gcm.result, iv, authenticationTag, additionalAuthenticatedData });
  assert.deepEqual(Buffer.from(opened.result), plaintext);
  const cbc = await crypto.encrypt({ algorithm: 'A256CBCPAD', plaintext, iv: randomBytes(16) });
  const plain = await crypto.decrypt({ algorithm: 'A256CBCPAD', ciphertext: cbc.result, iv: cbc.iv ?? new Uint8Array() });
  assert.deepEqual(Buffer.from(plain.result), plaintext);
  const wrapped = await crypto.wrapKey('A256KW', plaintext);
  assert.deepEqual(Buffer.from((await crypto.unwrapKey('A256KW', wrapped.result)).result), plaintext);
});

test('a crypto client by name, and what a key must not do', async () => {
  await client.createEcKey('k-strict', { keyOps: ['verify'] });
  const crypto = watched(client.getCryptographyClient('k-strict'));
  assert.match((await refusal(crypto.sign('ES256', randomBytes(32)))).message, /not supported|not permitted|not allowed/);
});

test('random bytes: a managed HSM has them', async () => {
  assert.equal((await hsm.getRandomBytes(16)).length, 16);
});

test('what a vault refuses: random bytes and release', async () => {
  assert.equal((await refusal(client.getRandomBytes(8))).statusCode, 404);
  assert.equal((await refusal(client.releaseKey('k-rsa', 'eyJhbGciOiJub25lIn0.e30.'))).statusCode, 403);
});

wholeSurface(KeyClient.prototype, ['disambiguateUpdateKeyPropertiesArgs']);
const inner = [
  'fetchKey',
  'ensureValid',
  'getKeyMaterial',
  'getProvider',
  'initializeIV',
  'disambiguateEncryptArguments',
  'disambiguateDecryptArguments',
];
wholeSurface(CryptographyClient.prototype, inner);
