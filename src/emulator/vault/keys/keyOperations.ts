import type { JsonObject } from '../../../core/model/tokenFacts.ts';
import { type Answer, jsonAnswer } from '../../http/answer.ts';
import { readJsonObject } from '../../http/readJsonObject.ts';
import { backupOperations } from '../backupOperations.ts';
import { deletedOperations } from '../deletedOperations.ts';
import { newAttributes, newVersionId, readAttributeChange } from '../objectAttributes.ts';
import { may } from '../objectKind.ts';
import { findVersion, objectOperations, whyNameIsTaken } from '../objectOperations.ts';
import type { Call, Operation } from '../operation.ts';
import { badParameter, invalidProperty, notJson } from '../refusals.ts';
import type { VaultObjects } from '../vaultObjects.ts';
import { cryptoOperations } from './cryptoOperations.ts';
import { readKeyType } from './keyType.ts';
import { type KeyVersion, keyKind } from './keyVersion.ts';
import { importKey, type MadeKey, makeKey, readOperations } from './makeKey.ts';
import { releaseOperations } from './releaseOperations.ts';
import { type ReleasePolicy, readReleasePolicy } from './releasePolicy.ts';
import { rotationOf, rotationOperations } from './rotationOperations.ts';
import { addDuration } from './rotationPolicy.ts';

/** Everything that the data plane does with keys. */
export const keyOperations: readonly Operation[] = [
  ...objectOperations(keyKind),
  ...backupOperations(keyKind),
  ...deletedOperations(keyKind),
  { method: 'POST', path: 'keys/{name}/create', permission: may('keys', 'create', 'create/action'), run: create },
  { method: 'POST', path: 'keys/{name}/rotate', permission: may('keys', 'rotate', 'rotate/action'), run: rotate },
  ...cryptoOperations,
  ...rotationOperations,
  ...releaseOperations,
  { method: 'PUT', path: 'keys/{name}', permission: may('keys', 'import', 'import/action'), run: importOne },
  { method: 'GET', path: 'keys/{name}/{version?}', permission: may('keys', 'get', 'read'), run: getKey },
  { method: 'PATCH', path: 'keys/{name}/{version?}', permission: may('keys', 'update', 'update/action'), run: updateKey },
];

async function create(call: Call, objects: VaultObjects): Promise<Answer> {
  const body = readJsonObject(call.body);
  if (body === undefined) return notJson;
  const type = readKeyType(body.kty, objects);
  return 'status' in type ? type : addVersion(call, objects, body, await makeKey(type, body));
}

function importOne(call: Call, objects: VaultObjects): Answer {
  const body = readJsonObject(call.body);
  if (body === undefined) return notJson;
  const { key } = body;
  if (typeof key !== 'object' || key === null || Array.isArray(key)) return invalidProperty('key');
  const jwk = key as JsonObject;
  const type = readKeyType(body.Hsm === true ? `${String(jwk.kty).replace(/-HSM$/, '')}-HSM` : jwk.kty, objects);
  return 'status' in type ? type : addVersion(call, objects, body, importKey(type, jwk));
}

async function rotate(call: Call, objects: VaultObjects): Promise<Answer> {
  const found = findVersion(keyKind, call, objects);
  if ('status' in found) return found;
  const { kty, operations, publicMembers, family, tags, releasePolicy } = found.version;
  const size =
    family === 'RSA' ? Buffer.from(publicMembers.n ?? '', 'base64url').length * 8 : (found.version.material.symmetricKeySize ?? 32) * 8;
  const body: JsonObject = { key_ops: operations, key_size: size, ...(family === 'EC' ? { crv: publicMembers.crv ?? '' } : {}) };
  const { expiryTime } = rotationOf(found.name, objects, call.now) ?? {};
  const end = expiryTime === undefined ? undefined : addDuration(Math.floor(call.now / 1000), expiryTime);
  const attributes = { ...(tags === undefined ? {} : { tags }), ...(end === undefined ? {} : { attributes: { exp: end } }) };
  return addVersion(call, objects, attributes, await makeKey({ kty, family }, body), releasePolicy);
}

function addVersion(call: Call, { keys }: VaultObjects, body: JsonObject, made: MadeKey | string, release?: ReleasePolicy): Answer {
  const { name = '' } = call.params;
  const conflict = whyNameIsTaken('Key', name, keys.find(name, call.now));
  if (conflict !== undefined) return conflict;
  if (typeof made === 'string') return badParameter(made);
  const change = readAttributeChange(body);
  if (typeof change === 'string') return badParameter(change);
  const releasePolicy = readReleasePolicy(body, made.kty, release);
  if (typeof releasePolicy === 'string') return badParameter(releasePolicy);
  const key: KeyVersion = { version: newVersionId(), ...made, ...newAttributes(change, call.now), releasePolicy };
  keys.add(name, key, call.now);
  return jsonAnswer(200, keyKind.bundle(call, keys.find(name, call.now)?.name ?? name, key));
}

function getKey(call: Call, objects: VaultObjects): Answer {
  const found = findVersion(keyKind, call, objects);
  return 'status' in found ? found : jsonAnswer(200, keyKind.bundle(call, found.name, found.version));
}

function updateKey(call: Call, objects: VaultObjects): Answer {
  const found = findVersion(keyKind, call, objects);
  if ('status' in found) return found;
  const body = readJsonObject(call.body);
  if (body === undefined) return notJson;
  const change = readAttributeChange(body);
  if (typeof change === 'string') return badParameter(change);
  const operations = body.key_ops === undefined ? found.version.operations : readOperations(body.key_ops, found.version.family);
  if (operations === undefined) return invalidProperty('key_ops');
  const releasePolicy = readReleasePolicy(body, found.version.kty, found.version.releasePolicy);
  if (typeof releasePolicy === 'string') return badParameter(releasePolicy);
  const key: KeyVersion = { ...found.version, ...change, operations, releasePolicy, updated: Math.floor(call.now / 1000) };
  objects.keys.replace(found.name, key);
  return jsonAnswer(200, keyKind.bundle(call, found.name, key));
}
