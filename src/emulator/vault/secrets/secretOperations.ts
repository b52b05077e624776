import type { JsonObject } from '../../../core/model/tokenFacts.ts';
import { type Answer, jsonAnswer } from '../../http/answer.ts';
import { readJsonObject } from '../../http/readJsonObject.ts';
import { isSince } from '../apiVersion.ts';
import { backupOperations } from '../backupOperations.ts';
import { deletedOperations } from '../deletedOperations.ts';
import { newAttributes, newVersionId, readAttributeChange } from '../objectAttributes.ts';
import { may } from '../objectKind.ts';
import { findVersion, objectOperations, whyNameIsTaken } from '../objectOperations.ts';
import type { Call, Operation } from '../operation.ts';
import { badParameter, disabled, invalidProperty, notJson } from '../refusals.ts';
import type { VaultObjects } from '../vaultObjects.ts';
import { formsSince, inAskedForm } from './secretForm.ts';
import { bundleWithValue, type SecretVersion, secretKind } from './secretVersion.ts';

const maxValueLength = 25_600;

/** Everything that the data plane does with secrets. */
export const secretOperations: readonly Operation[] = [
  ...objectOperations(secretKind),
  ...backupOperations(secretKind),
  ...deletedOperations(secretKind),
  { method: 'GET', path: 'secrets/{name}/{version?}', permission: may('secrets', 'get', 'getSecret/action'), run: getSecret },
  { method: 'PUT', path: 'secrets/{name}', permission: may('secrets', 'set', 'setSecret/action'), run: setSecret },
  { method: 'PATCH', path: 'secrets/{name}/{version?}', permission: may('secrets', 'set', 'update/action'), run: updateSecret },
];

function getSecret(call: Call, objects: VaultObjects): Answer {
  const found = findVersion(secretKind, call, objects);
  if ('status' in found) return found;
  if (!found.version.enabled) return disabled('Secret', 'get');
  const secret = inAskedForm(found.version, call);
  if ('status' in secret) return secret;
  return jsonAnswer(200, { ...bundleWithValue(call, found.name, secret), previousVersion: previousVersion(call, objects, found) });
}

/** Of a certificate's secret alone. */
function previousVersion(
  { query, now }: Call,
  { secrets }: VaultObjects,
  { name, version }: { readonly name: string; readonly version: SecretVersion },
): string | undefined {
  if (!version.managed || !isSince(query, formsSince)) return undefined;
  const versions = secrets.find(name, now)?.versions ?? [];
  return versions[versions.indexOf(version) - 1]?.version;
}

function setSecret(call: Call, { secrets }: VaultObjects): Answer {
  const { name = '' } = call.params;
  const conflict = whyNameIsTaken('Secret', name, secrets.find(name, call.now));
  if (conflict !== undefined) return conflict;
  const body = readJsonObject(call.body);
  if (body === undefined) return notJson;
  if (typeof body.value !== 'string') return invalidProperty('value');
  if (body.value.length > maxValueLength) {
    return badParameter(`Secret is beyond the maximum permitted length of ${maxValueLength} characters.`);
  }
  const change = readAttributeChange(body);
  if (typeof change === 'string') return badParameter(change);
  const contentType = readContentType(body);
  if (contentType === null) return invalidProperty('contentType');
  const secret: SecretVersion = { version: newVersionId(), value: body.value, contentType, ...newAttributes(change, call.now) };
  secrets.add(name, secret, call.now);
  return jsonAnswer(200, bundleWithValue(call, secrets.find(name, call.now)?.name ?? name, secret));
}

function updateSecret(call: Call, objects: VaultObjects): Answer {
  const found = findVersion(secretKind, call, objects);
  if ('status' in found) return found;
  const body = readJsonObject(call.body);
  if (body === undefined) return notJson;
  const change = readAttributeChange(body);
  if (typeof change === 'string') return badParameter(change);
  const contentType = readContentType(body);
  if (contentType === null) return invalidProperty('contentType');
  const secret: SecretVersion = {
    ...found.version,
    ...change,
    contentType: contentType ?? found.version.contentType,
    updated: Math.floor(call.now / 1000),
  };
  objects.secrets.replace(found.name, secret);
  return jsonAnswer(200, secretKind.bundle(call, found.name, secret));
}

/** undefined where there is none, null where it is not acceptable. */
function readContentType({ contentType }: JsonObject): string | undefined | null {
  if (contentType === undefined || contentType === null) return undefined;
  return typeof contentType === 'string' && contentType.length <= 255 ? contentType : null;
}
