import { type Answer, jsonAnswer } from '../../http/answer.ts';
import { readJsonObject } from '../../http/readJsonObject.ts';
import { may } from '../objectKind.ts';
import { findVersion } from '../objectOperations.ts';
import type { Call, Operation } from '../operation.ts';
import { invalidProperty, notJson, refuse } from '../refusals.ts';
import type { VaultObjects } from '../vaultObjects.ts';
import { keyKind } from './keyVersion.ts';

/** Release to an attested environment, and what an HSM says of its keys. */
export const releaseOperations: readonly Operation[] = [
  ...['keys/{name}/release', 'keys/{name}/{version}/release'].map(
    (path): Operation => ({ method: 'POST', path, permission: may('keys', 'release', 'release/action'), run: release }),
  ),
  ...['keys/{name}/attestation', 'keys/{name}/{version}/attestation'].map(
    (path): Operation => ({ method: 'GET', path, permission: may('keys', 'get', 'read'), run: attest }),
  ),
];

/** There is no attested environment here: every way ends in a refusal. @unverified Sentences and codes. */
function release(call: Call, objects: VaultObjects): Answer {
  const found = findVersion(keyKind, call, objects);
  if ('status' in found) return found;
  const body = readJsonObject(call.body);
  if (body === undefined) return notJson;
  if (typeof body.target !== 'string' || body.target === '') return invalidProperty('target');
  if (found.version.releasePolicy === undefined) {
    return refuse(403, 'Forbidden', 'Operation release is not permitted on this key.', 'KeyOperationForbidden');
  }
  return refuse(403, 'Forbidden', 'Target environment attestation statement cannot be verified.', 'AttestationFailed');
}

/** No HSM made these keys, so nothing is attested: the plain bundle. */
function attest(call: Call, objects: VaultObjects): Answer {
  const found = findVersion(keyKind, call, objects);
  return 'status' in found ? found : jsonAnswer(200, keyKind.bundle(call, found.name, found.version));
}
