// @ts-check
import 'reflect-metadata';
import assert from 'node:assert/strict';
import { X509Certificate } from 'node:crypto';
import { test } from 'node:test';
import { CertificateClient } from '@azure/keyvault-certificates';
import { SecretClient } from '@azure/keyvault-secrets';
import * as x509 from '@peculiar/x509';
import { all, clientOptions, credentialOf, embedded, quickly, refusal, watched, wholeSurface } from './embedded.mjs';

const credential = credentialOf();
const client = watched(new CertificateClient(embedded.localUrl, credential, clientOptions));
const secrets = new SecretClient(embedded.localUrl, credential, clientOptions);

const self = { issuerName: 'Self', subject: 'CN=interop.example', keyType: /** @type {const} */ ('EC') };

/**
 * @param {string} name
 * @param {import('@azure/keyvault-certificates').CertificatePolicy} policy
 */
const create = async (name, policy = self) => (await client.beginCreateCertificate(name, policy, quickly)).pollUntilDone();

test('create self-signed, get, versions, update, policy, list', async () => {
  const made = await create('c-self', {
    ...self,
    subjectAlternativeNames: { dnsNames: ['a.example'] },
    validityInMonths: 6,
    keyUsage: ['digitalSignature'],
    enhancedKeyUsage: ['1.3.6.1.5.5.7.3.1'],
    lifetimeActions: [{ action: 'AutoRenew', lifetimePercentage: 70 }],
  });
  const cer = new X509Certificate(Buffer.from(made.cer ?? []));
  assert.equal(cer.subject, 'CN=interop.example');
  assert.equal(cer.subjectAltName, 'DNS:a.example');
  assert.equal(made.properties.x509ThumbprintString, cer.fingerprint.replaceAll(':', '').toLowerCase());
  assert.deepEqual(made.policy?.lifetimeActions?.[0], { action: 'AutoRenew', lifetimePercentage: 70, daysBeforeExpiry: undefined });
  const again = await create('c-self');
  assert.notEqual(again.properties.version, made.properties.version);
  const { version = '' } = made.properties;
  assert.deepEqual(Buffer.from((await client.getCertificateVersion('c-self', version)).cer ?? []), cer.raw);
  assert.equal((await client.getCertificate('c-self')).id, again.id);
  assert.equal((await all(client.listPropertiesOfCertificateVersions('c-self'))).length, 2);
  assert.ok((await all(client.listPropertiesOfCertificates({ includePending: true }))).some(({ name }) => name === 'c-self'));
  const updated = await client.updateCertificateProperties('c-self', version, { enabled: false, tags: { a: 'b' } });
  assert.deepEqual([updated.properties.enabled, updated.properties.tags], [false, { a: 'b' }]);
  // This version of the client gives back an empty policy whatever the service answers.
  await client.updateCertificatePolicy('c-self', { ...self, validityInMonths: 3 });
  assert.equal((await client.getCertificatePolicy('c-self')).validityInMonths, 3);
});

test('import PKCS#12 and PEM: what one certificate gives out, another takes in', async () => {
  await create('c-pfx-source');
  const pfx = await secrets.getSecret('c-pfx-source');
  assert.equal(pfx.properties.contentType, 'application/x-pkcs12');
  const imported = await client.importCertificate('c-pfx', Buffer.from(pfx.value ?? '', 'base64'));
  assert.deepEqual(imported.cer, (await client.getCertificate('c-pfx-source')).cer);
  await create('c-pem-source', { ...self, contentType: 'application/x-pem-file' });
  const pem = await secrets.getSecret('c-pem-source');
  const fromPem = await client.importCertificate('c-pem', Buffer.from(pem.value ?? ''), {
    policy: { ...self, contentType: 'application/x-pem-file' },
  });
  assert.deepEqual(fromPem.cer, (await client.getCertificate('c-pem-source')).cer);
});

test('a request, its merge, and the operation', async () => {
  const policy = { issuerName: 'Unknown', subject: 'CN=merged.example' };
  const poller = await client.beginCreateCertificate('c-merge', policy, quickly);
  assert.equal(poller.isDone(), false);
  const operation = (await client.getCertificateOperation('c-merge')).getOperationState().certificateOperation;
  assert.equal(operation?.status, 'inProgress');
  const csr = new x509.Pkcs10CertificateRequest(Buffer.from(operation?.csr ?? []));
  const keys = await crypto.subtle.generateKey({ name: 'ECDSA', namedCurve: 'P-256' }, false, ['sign', 'verify']);
  const signed = await x509.X509CertificateGenerator.create({
    subject: csr.subject,
    issuer: 'CN=Another authority',
    publicKey: await csr.publicKey.export(),
    signingKey: keys.privateKey,
    signingAlgorithm: { name: 'ECDSA', hash: 'SHA-256' },
    serialNumber: '0102',
    notBefore: new Date(Date.now() - 60_000),
    notAfter: new Date(Date.now() + 86_400_000),
  });
  // As in the client's own example: base64, which the client encodes once more.
  const merged = await client.mergeCertificate('c-merge', [Buffer.from(signed.toString('base64'))]);
  assert.deepEqual(Buffer.from(merged.cer ?? []), Buffer.from(signed.rawData));
  assert.equal((await poller.pollUntilDone()).name, 'c-merge');
});

test('cancel and delete an operation', async () => {
  const poller = await client.beginCreateCertificate('c-cancel', { issuerName: 'Unknown', subject: 'CN=c' }, quickly);
  await poller.cancelOperation();
  assert.equal(poller.getOperationState().isCancelled, true);
  assert.equal((await client.deleteCertificateOperation('c-cancel')).cancellationRequested, true);
  const { statusCode, code } = await refusal(client.deleteCertificateOperation('c-cancel'));
  assert.deepEqual([statusCode, code], [404, 'PendingCertificateNotFound']);
});

test('delete, recover, purge, backup, restore: with key and secret', async () => {
  const made = await create('c-gone');
  const backup = await client.backupCertificate('c-gone');
  assert.ok(backup);
  const deleted = await (await client.beginDeleteCertificate('c-gone', quickly)).pollUntilDone();
  assert.equal(deleted.name, 'c-gone');
  assert.ok((await client.getDeletedCertificate('c-gone')).recoveryId);
  assert.ok((await all(client.listDeletedCertificates())).some(({ name }) => name === 'c-gone'));
  await (await client.beginRecoverDeletedCertificate('c-gone', quickly)).pollUntilDone();
  await (await client.beginDeleteCertificate('c-gone', quickly)).pollUntilDone();
  await client.purgeDeletedCertificate('c-gone');
  await new Promise(resolve => setTimeout(resolve, 2000));
  assert.equal((await client.restoreCertificateBackup(backup)).id, made.id);
  assert.equal((await secrets.getSecret('c-gone')).properties.managed, true);
});

test('contacts', async () => {
  const contacts = [{ email: 'ada@example.com', name: 'Ada', phone: '1' }];
  assert.deepEqual(await client.setContacts(contacts), contacts);
  assert.deepEqual(await client.getContacts(), contacts);
  // This version of the client gives back an empty list whatever the service answers.
  await client.deleteContacts();
  assert.equal((await refusal(client.getContacts())).code, 'ContactsNotFound');
});

test('issuers', async () => {
  const created = await client.createIssuer('c-issuer', 'Test', { accountId: 'account', password: 'sample-not-a-secret' });
  // The client takes the second segment of the id for the name.
  assert.ok(created.id?.endsWith('/certificates/issuers/c-issuer'));
  assert.deepEqual([created.provider, created.accountId, created.password], ['Test', 'account', undefined]);
  const administratorContacts = [{ email: 'ada@example.com', firstName: 'Ada', lastName: 'L', phone: '1' }];
  const updated = await client.updateIssuer('c-issuer', { administratorContacts });
  assert.deepEqual(updated.administratorContacts, administratorContacts);
  assert.equal((await client.getIssuer('c-issuer')).provider, 'Test');
  assert.ok((await all(client.listPropertiesOfIssuers())).some(({ id }) => id?.endsWith('/issuers/c-issuer')));
  assert.equal((await client.deleteIssuer('c-issuer')).provider, 'Test');
  assert.equal((await refusal(client.getIssuer('c-issuer'))).code, 'CertificateIssuerNotFound');
});

wholeSurface(CertificateClient.prototype);
