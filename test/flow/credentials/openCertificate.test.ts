import { X509Certificate } from 'node:crypto';
import { readFileSync } from 'node:fs';
import path from 'node:path';
import fc from 'fast-check';
import { decodeProtectedHeader, jwtVerify } from 'jose';
import { describe, expect, test } from 'vitest';
import { Secret } from '../../../src/core/model/secret.ts';
import { openCertificate } from '../../../src/engine/certificate/openCertificate.ts';
import { signAssertion } from '../../../src/engine/certificate/signAssertion.ts';

const folder = path.join(import.meta.dirname, 'certificates');
const fileNamed = (name: string): Buffer => readFileSync(path.join(folder, name));
/** Made with OpenSSL 3, all of one throw-away key; RC2 and RC4 with its legacy provider. */
const password = 'the-pässword';

describe('files that open', () => {
  test.each([
    ['plain.pem', null],
    ['locked.pem', password],
    ['aes.p12', password],
    ['triple-des.p12', password],
    ['rc2.p12', password],
    ['rc2-128.p12', password],
    ['no-password.p12', null],
  ])('%s', (name, given) => {
    const opened = openCertificate(fileNamed(name), given);
    expect(opened.kind).toBe('opened');
    if (opened.kind !== 'opened') return;
    const [certificate] = opened.certificates.map(der => new X509Certificate(der));
    expect(certificate?.subject).toBe('CN=kvhttp test app');
    expect(certificate?.checkPrivateKey(opened.key)).toBe(true);
  });
});

describe('files that do not', () => {
  test.each([
    ['locked.pem', null],
    ['locked.pem', 'wrong'],
    ['aes.p12', null],
    ['aes.p12', 'wrong'],
    ['triple-des.p12', 'wrong'],
    ['rc2.p12', 'wrong'],
  ])('%s with the password %s', (name, given) => {
    expect(openCertificate(fileNamed(name), given)).toEqual({ kind: 'password-wanted' });
  });

  test.each([
    ['a cipher of the last century', fileNamed('rc4.p12'), /RC4.*openssl pkcs12 -legacy .*openssl pkcs12 -export/],
    ['nothing', Buffer.alloc(0), /neither PEM nor/],
    ['a text', Buffer.from('hello'), /neither PEM nor/],
    ['a certificate without a key', Buffer.from(new X509Certificate(fileNamed('plain.pem')).toString()), /no private key/],
    ['a key without a certificate', Buffer.from(fileNamed('plain.pem').toString().split('-----BEGIN CERT')[0] ?? ''), /no certificate/],
    [
      'a broken key',
      Buffer.from(
        fileNamed('plain.pem')
          .toString()
          .replace(/\n[A-Za-z0-9+/]{64}\n/, '\n'),
      ),
      /cannot be read/,
    ],
  ])('%s', (_name, bytes, message) => {
    expect(openCertificate(bytes, password)).toEqual({ kind: 'unusable', message: expect.stringMatching(message) });
  });

  test('any damage ends in one of these answers and quotes nothing of the file', () => {
    const whole = fileNamed('rc2.p12');
    fc.assert(
      fc.property(fc.nat(whole.length - 1), fc.nat(255), fc.nat(whole.length), (at, value, length) => {
        const damaged = Buffer.from(whole);
        damaged[at] = value;
        const opened = openCertificate(damaged.subarray(0, length), password);
        expect(['opened', 'password-wanted', 'unusable']).toContain(opened.kind);
      }),
      { numRuns: 150 },
    );
  });
});

const ask = {
  file: '',
  password: null,
  algorithm: 'PS256',
  withChain: false,
  claims: { aud: 'https://x', iss: 'app', exp: 4_000_000_000 },
} as const;

describe('assertions', () => {
  const certificate = new X509Certificate(fileNamed('plain.pem'));

  test('PS256 with x5t#S256, verified with the certificate', async () => {
    const signed = await signAssertion(ask, fileNamed('plain.pem'));
    if (signed.kind !== 'signed') throw new Error(signed.kind);
    const { payload, protectedHeader } = await jwtVerify(signed.assertion, certificate.publicKey, { audience: 'https://x', issuer: 'app' });
    expect(payload.jti).toMatch(/^[0-9a-f-]{36}$/);
    expect(Buffer.from(String(protectedHeader['x5t#S256']), 'base64url').toString('hex')).toBe(
      certificate.fingerprint256.replaceAll(':', '').toLowerCase(),
    );
    expect(protectedHeader).toEqual({ alg: 'PS256', typ: 'JWT', 'x5t#S256': expect.any(String) });
    expect(signed.certificate.thumbprint).toBe(certificate.fingerprint.replaceAll(':', ''));
  });

  test('the chain on request; the old form for ADFS; a locked file with its password', async () => {
    const withChain = await signAssertion({ ...ask, withChain: true, password: new Secret(password) }, fileNamed('aes.p12'));
    if (withChain.kind !== 'signed') throw new Error(withChain.kind);
    expect(decodeProtectedHeader(withChain.assertion)['x5c']).toEqual([certificate.raw.toString('base64')]);
    const old = await signAssertion({ ...ask, algorithm: 'RS256' }, fileNamed('plain.pem'));
    if (old.kind !== 'signed') throw new Error(old.kind);
    expect(decodeProtectedHeader(old.assertion)).toEqual({ alg: 'RS256', typ: 'JWT', x5t: expect.any(String) });
  });

  test.each([
    ['mismatch.pem', /belongs to none of its certificates/],
    ['elliptic.pem', /no RSA key/],
  ])('%s is refused', async (name, message) => {
    expect(await signAssertion(ask, fileNamed(name))).toEqual({ kind: 'unusable', message: expect.stringMatching(message) });
  });

  test('a file that is not there', async () => {
    expect(await signAssertion(ask, undefined)).toEqual({ kind: 'unusable', message: expect.stringMatching(/cannot be read/) });
  });
});
