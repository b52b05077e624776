import { createPrivateKey, X509Certificate } from 'node:crypto';
import { expect, test } from 'vitest';
import { makeClientCertificate } from '../../../src/emulator/lab/clientCertificate.ts';

test('one file with the private key and a certificate that it has signed, for thirty days', async () => {
  const at = Date.parse('2031-05-06T07:08:09Z');
  const pem = await makeClientCertificate(at);
  expect(pem.match(/^-----(BEGIN|END) .+-----$/gm)).toEqual([
    ...['-----BEGIN PRIVATE KEY-----', '-----END PRIVATE KEY-----'],
    ...['-----BEGIN CERTIFICATE-----', '-----END CERTIFICATE-----'],
  ]);
  const certificate = new X509Certificate(pem);
  expect(certificate.subject).toBe('CN=kvhttp sample client\\, not for use elsewhere');
  expect(certificate.checkPrivateKey(createPrivateKey(pem))).toBe(true);
  expect(certificate.verify(certificate.publicKey)).toBe(true);
  expect(certificate.keyUsage).toEqual(['1.3.6.1.5.5.7.3.2']);
  expect(new Date(certificate.validFrom)).toEqual(new Date('2031-05-05T07:08:09Z'));
  expect(new Date(certificate.validTo)).toEqual(new Date('2031-06-05T07:08:09Z'));
});
