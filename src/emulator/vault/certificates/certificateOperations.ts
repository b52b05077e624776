import { type Answer, jsonAnswer } from '../../http/answer.ts';
import { readJsonObject } from '../../http/readJsonObject.ts';
import { backupOperations } from '../backupOperations.ts';
import { deletedOperations } from '../deletedOperations.ts';
import { readAttributeChange } from '../objectAttributes.ts';
import { may } from '../objectKind.ts';
import { findVersion, objectOperations } from '../objectOperations.ts';
import type { Call, Operation } from '../operation.ts';
import { badParameter, notJson } from '../refusals.ts';
import type { VaultObjects } from '../vaultObjects.ts';
import { readPolicy, shownPolicy } from './certificatePolicy.ts';
import { type CertificateVersion, certificateKind } from './certificateVersion.ts';
import { contactOperations } from './contactOperations.ts';
import { importCertificate } from './importCertificate.ts';
import { issuerOperations } from './issuerOperations.ts';
import { createCertificate, pendingOperations } from './pendingOperations.ts';

const mayGet = may('certificates', 'get', 'read');
const mayUpdate = may('certificates', 'update', 'update/action');

/** Everything that the data plane does with certificates. */
export const certificateOperations: readonly Operation[] = [
  ...contactOperations,
  ...issuerOperations,
  ...objectOperations(certificateKind),
  ...backupOperations(certificateKind),
  ...deletedOperations(certificateKind),
  ...pendingOperations,
  {
    method: 'POST',
    path: 'certificates/{name}/create',
    permission: may('certificates', 'create', 'create/action'),
    run: createCertificate,
  },
  {
    method: 'POST',
    path: 'certificates/{name}/import',
    permission: may('certificates', 'import', 'import/action'),
    run: importCertificate,
  },
  { method: 'GET', path: 'certificates/{name}/policy', permission: mayGet, run: getPolicy },
  { method: 'PATCH', path: 'certificates/{name}/policy', permission: mayUpdate, run: updatePolicy },
  { method: 'GET', path: 'certificates/{name}/{version?}', permission: mayGet, run: getCertificate },
  { method: 'PATCH', path: 'certificates/{name}/{version?}', permission: mayUpdate, run: updateCertificate },
];

function getCertificate(call: Call, objects: VaultObjects): Answer {
  const found = findVersion(certificateKind, call, objects);
  return 'status' in found ? found : jsonAnswer(200, certificateKind.bundle(call, found.name, found.version));
}

function getPolicy(call: Call, objects: VaultObjects): Answer {
  const found = findVersion(certificateKind, call, objects);
  return 'status' in found ? found : jsonAnswer(200, shownPolicy(call.origin, found.name, found.version.policy));
}

function updatePolicy(call: Call, objects: VaultObjects): Answer {
  const found = findVersion(certificateKind, call, objects);
  if ('status' in found) return found;
  const body = readJsonObject(call.body);
  if (body === undefined) return notJson;
  const policy = readPolicy(body, found.version.policy, Math.floor(call.now / 1000));
  if (typeof policy === 'string') return badParameter(policy);
  setPolicy(found.name, policy, call.now, objects);
  return jsonAnswer(200, shownPolicy(call.origin, found.name, policy));
}

function setPolicy(name: string, policy: CertificateVersion['policy'], now: number, { certificates }: VaultObjects): void {
  const versions = certificates.find(name, now)?.versions ?? [];
  certificates.set(
    name,
    versions.map(version => ({ ...version, policy })),
  );
}

/** Attributes of the certificate are those of its key and its secret too. */
function updateCertificate(call: Call, objects: VaultObjects): Answer {
  const found = findVersion(certificateKind, call, objects);
  if ('status' in found) return found;
  const body = readJsonObject(call.body);
  if (body === undefined) return notJson;
  const change = readAttributeChange(body);
  if (typeof change === 'string') return badParameter(change);
  const seconds = Math.floor(call.now / 1000);
  const policy =
    body.policy === undefined || body.policy === null ? found.version.policy : readPolicy(body.policy, found.version.policy, seconds);
  if (typeof policy === 'string') return badParameter(policy);
  // Its validity is written in the certificate.
  const { notBefore, expires } = found.version;
  const changed = { ...change, notBefore, expires, updated: seconds };
  const certificate: CertificateVersion = { ...found.version, ...changed, policy };
  setPolicy(found.name, policy, call.now, objects);
  objects.certificates.replace(found.name, certificate);
  const { version } = certificate;
  for (const store of [objects.keys, objects.secrets]) store.change(found.name, version, changed);
  return jsonAnswer(200, certificateKind.bundle(call, found.name, certificate));
}
