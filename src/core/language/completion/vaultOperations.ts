import { type Operation, type OperationRow, operationOfRow } from './operation.ts';

const encrypt = '{\n  "alg": "«1|RSA-OAEP-256,RSA-OAEP,RSA1_5,A256GCM,A256CBCPAD|»",\n  "value": "«2:base64url»"\n}';
const wrap = '{\n  "alg": "«1|RSA-OAEP-256,RSA-OAEP,A256KW|»",\n  "value": "«2:base64url of the key»"\n}';
const sign = '{\n  "alg": "«1|RS256,PS256,ES256,RS512,PS512,ES512,ES256K|»",\n  "value": "«2:base64url of the digest»"\n}';
const verify =
  '{\n  "alg": "«1|RS256,PS256,ES256,RS512,PS512,ES512,ES256K|»",\n  "digest": "«2:base64url of the digest»",\n  "value": "«3:base64url of the signature»"\n}';
const restore = '{\n  "value": "«1:the value that backup gave»"\n}';
const attributes = '{\n  "attributes": { "enabled": «1|true,false|» },\n  "tags": { "«2:owner»": "«3:team»" }\n}';
const certificatePolicy =
  '{\n  "policy": {\n    "key_props": { "kty": "RSA", "key_size": 2048, "exportable": true, "reuse_key": false },\n    "secret_props": { "contentType": "«1|application/x-pkcs12,application/x-pem-file|»" },\n    "x509_props": { "subject": "CN=«2:example.com»", "validity_months": «3:12» },\n    "issuer": { "name": "«4|Self,Unknown|»" }\n  }\n}';

const rows: readonly OperationRow[] = [
  ['GET', '/secrets/{name}', 'Read a secret: its newest version'],
  ['GET', '/secrets/{name}/{version}', 'Read one version of a secret'],
  [
    'PUT',
    '/secrets/{name}',
    'Set a secret: makes a new version',
    '{\n  "value": "«1:the value»",\n  "contentType": "«2:text/plain»",\n  "attributes": { "enabled": true }\n}',
  ],
  ['PATCH', '/secrets/{name}/{version}', 'Change attributes and tags of a secret, not its value', attributes],
  ['DELETE', '/secrets/{name}', 'Delete a secret: it can be recovered until it is purged'],
  ['GET', '/secrets', 'List the secrets: names and attributes, no values'],
  ['GET', '/secrets/{name}/versions', 'List the versions of a secret'],
  ['POST', '/secrets/{name}/backup', 'Back a secret up, all versions in one value'],
  ['POST', '/secrets/restore', 'Restore a secret from a backup', restore],
  ['GET', '/deletedsecrets', 'List the deleted secrets'],
  ['GET', '/deletedsecrets/{name}', 'Read a deleted secret, without its value'],
  ['POST', '/deletedsecrets/{name}/recover', 'Recover a deleted secret'],
  ['DELETE', '/deletedsecrets/{name}', 'Purge a deleted secret, for good'],

  [
    'POST',
    '/keys/{name}/create',
    'Create a key',
    '{\n  "kty": "«1|RSA,EC,RSA-HSM,EC-HSM,oct-HSM|»",\n  "key_size": «2|2048,3072,4096|»,\n  "key_ops": ["sign", "verify"]\n}',
  ],
  ['PUT', '/keys/{name}', 'Import a key', '{\n  "key": { "kty": "RSA", "n": "«1:base64url»", "e": "AQAB", "d": "«2:base64url»" }\n}'],
  ['POST', '/keys/{name}/rotate', 'Rotate a key: makes a new version by its policy'],
  ['GET', '/keys/{name}', 'Read the public part of a key'],
  ['GET', '/keys/{name}/{version}', 'Read the public part of one version of a key'],
  ['GET', '/keys/{name}/{version}/attestation', 'Read the attestation of a key', null, '7.6'],
  [
    'PATCH',
    '/keys/{name}/{version}',
    'Change operations, attributes and tags of a key',
    '{\n  "key_ops": ["«1:sign»", "«2:verify»"],\n  "attributes": { "enabled": «3|true,false|» }\n}',
  ],
  ['DELETE', '/keys/{name}', 'Delete a key: it can be recovered until it is purged'],
  ['GET', '/keys', 'List the keys'],
  ['GET', '/keys/{name}/versions', 'List the versions of a key'],
  ['POST', '/keys/{name}/backup', 'Back a key up'],
  ['POST', '/keys/restore', 'Restore a key from a backup', restore],
  ['POST', '/keys/{name}/{version}/encrypt', 'Encrypt with a key', encrypt],
  ['POST', '/keys/{name}/{version}/decrypt', 'Decrypt with a key', encrypt],
  ['POST', '/keys/{name}/{version}/wrapkey', 'Wrap a symmetric key', wrap],
  ['POST', '/keys/{name}/{version}/unwrapkey', 'Unwrap a symmetric key', wrap],
  ['POST', '/keys/{name}/{version}/sign', 'Sign a digest', sign],
  ['POST', '/keys/{name}/{version}/verify', 'Verify a signature', verify],
  [
    'POST',
    '/keys/{name}/{version}/release',
    'Release an exportable key to an attested environment',
    '{\n  "target": "«1:attestation token»"\n}',
    '7.3',
  ],
  ['GET', '/keys/{name}/rotationpolicy', 'Read the rotation policy of a key', null, '7.3'],
  [
    'PUT',
    '/keys/{name}/rotationpolicy',
    'Set the rotation policy of a key',
    '{\n  "lifetimeActions": [{ "trigger": { "timeBeforeExpiry": "«1:P30D»" }, "action": { "type": "«2|Rotate,Notify|»" } }],\n  "attributes": { "expiryTime": "«3:P2Y»" }\n}',
    '7.3',
  ],
  ['GET', '/deletedkeys', 'List the deleted keys'],
  ['GET', '/deletedkeys/{name}', 'Read a deleted key'],
  ['POST', '/deletedkeys/{name}/recover', 'Recover a deleted key'],
  ['DELETE', '/deletedkeys/{name}', 'Purge a deleted key, for good'],

  ['POST', '/certificates/{name}/create', 'Create a certificate: answers 202 and an operation', certificatePolicy],
  [
    'POST',
    '/certificates/{name}/import',
    'Import a certificate with its key',
    '{\n  "value": "«1:base64 of the PFX»",\n  "pwd": "«2:password»"\n}',
  ],
  ['GET', '/certificates/{name}', 'Read a certificate'],
  ['GET', '/certificates/{name}/{version}', 'Read one version of a certificate'],
  ['PATCH', '/certificates/{name}/{version}', 'Change attributes and tags of a certificate', attributes],
  ['GET', '/certificates/{name}/policy', 'Read the policy of a certificate'],
  ['PATCH', '/certificates/{name}/policy', 'Change the policy of a certificate', '{\n  "x509_props": { "validity_months": «1:12» }\n}'],
  ['GET', '/certificates/{name}/pending', 'Read the pending operation of a certificate'],
  ['PATCH', '/certificates/{name}/pending', 'Cancel the pending operation of a certificate', '{\n  "cancellation_requested": true\n}'],
  ['DELETE', '/certificates/{name}/pending', 'Delete the pending operation of a certificate'],
  [
    'POST',
    '/certificates/{name}/pending/merge',
    'Merge a signed certificate into the pending one',
    '{\n  "x5c": ["«1:base64 of the certificate»"]\n}',
  ],
  ['DELETE', '/certificates/{name}', 'Delete a certificate, with its key and secret'],
  ['GET', '/certificates', 'List the certificates'],
  ['GET', '/certificates/{name}/versions', 'List the versions of a certificate'],
  ['POST', '/certificates/{name}/backup', 'Back a certificate up'],
  ['POST', '/certificates/restore', 'Restore a certificate from a backup', restore],
  ['GET', '/certificates/contacts', 'List the certificate contacts'],
  ['PUT', '/certificates/contacts', 'Set the certificate contacts', '{\n  "contacts": [{ "email": "«1:somebody@example.com»" }]\n}'],
  ['DELETE', '/certificates/contacts', 'Delete the certificate contacts'],
  ['GET', '/certificates/issuers', 'List the certificate issuers'],
  ['GET', '/certificates/issuers/{issuer}', 'Read a certificate issuer'],
  ['PUT', '/certificates/issuers/{issuer}', 'Set a certificate issuer', '{\n  "provider": "«1|DigiCert,GlobalSign|»"\n}'],
  ['PATCH', '/certificates/issuers/{issuer}', 'Change a certificate issuer', '{\n  "attributes": { "enabled": «1|true,false|» }\n}'],
  ['DELETE', '/certificates/issuers/{issuer}', 'Delete a certificate issuer'],
  ['GET', '/deletedcertificates', 'List the deleted certificates'],
  ['GET', '/deletedcertificates/{name}', 'Read a deleted certificate'],
  ['POST', '/deletedcertificates/{name}/recover', 'Recover a deleted certificate'],
  ['DELETE', '/deletedcertificates/{name}', 'Purge a deleted certificate, for good'],
];

/** The data plane of a vault. */
export const vaultOperations: readonly Operation[] = rows.map(operationOfRow);
