import { type Answer, jsonAnswer } from '../../http/answer.ts';
import { readJsonObject } from '../../http/readJsonObject.ts';
import { findVersion } from '../objectOperations.ts';
import type { Call, Operation } from '../operation.ts';
import { badParameter, notJson } from '../refusals.ts';
import type { VaultObjects } from '../vaultObjects.ts';
import { keyKind } from './keyVersion.ts';
import { type RotationPolicy, readRotation, shownRotation, usualRotation } from './rotationPolicy.ts';

const path = 'keys/{name}/rotationpolicy';

export const rotationOperations: readonly Operation[] = [
  { method: 'GET', path, permission: { kind: 'keys', word: 'getrotationpolicy', action: 'keyrotationpolicies/read' }, run: get },
  { method: 'PUT', path, permission: { kind: 'keys', word: 'setrotationpolicy', action: 'keyrotationpolicies/write' }, run: set },
];

/** Kept under the oldest version's id: it then follows a key through deletion and recovery, and not into the next of its name. */
export function rotationOf(name: string, { keys, rotationPolicies }: VaultObjects, now: number): RotationPolicy | undefined {
  return rotationPolicies.get(keys.find(name, now)?.versions[0]?.version ?? '');
}

function get(call: Call, objects: VaultObjects): Answer {
  const found = findVersion(keyKind, call, objects);
  if ('status' in found) return found;
  const policy = rotationOf(found.name, objects, call.now);
  return jsonAnswer(200, policy === undefined ? usualRotation : shownRotation(call.origin, found.name, policy));
}

function set(call: Call, objects: VaultObjects): Answer {
  const found = findVersion(keyKind, call, objects);
  if ('status' in found) return found;
  const body = readJsonObject(call.body);
  if (body === undefined) return notJson;
  const policy = readRotation(body, rotationOf(found.name, objects, call.now), Math.floor(call.now / 1000));
  if (typeof policy === 'string') return badParameter(policy);
  const [oldest] = objects.keys.find(found.name, call.now)?.versions ?? [];
  objects.rotationPolicies.set(oldest?.version ?? '', policy);
  return jsonAnswer(200, shownRotation(call.origin, found.name, policy));
}
