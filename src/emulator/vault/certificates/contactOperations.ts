import type { JsonObject, JsonValue } from '../../../core/model/tokenFacts.ts';
import { type Answer, jsonAnswer } from '../../http/answer.ts';
import { readJsonObject } from '../../http/readJsonObject.ts';
import type { Call, Operation, Permission } from '../operation.ts';
import { invalidProperty, refuse } from '../refusals.ts';
import type { VaultObjects } from '../vaultObjects.ts';

const path = 'certificates/contacts';
const permission: Permission = { kind: 'certificates', word: 'managecontacts', action: 'certificatecontacts/write' };

/** Who is told by mail of certificates that end: one list per vault. */
export const contactOperations: readonly Operation[] = [
  { method: 'GET', path, permission, run: get },
  { method: 'PUT', path, permission, run: put },
  { method: 'DELETE', path, permission, run: remove },
];

function get(call: Call, { contacts }: VaultObjects): Answer {
  return contacts.length === 0 ? none : jsonAnswer(200, shown(call, contacts));
}

function put(call: Call, objects: VaultObjects): Answer {
  const { contacts } = readJsonObject(call.body) ?? {};
  if (!Array.isArray(contacts) || contacts.length === 0 || !contacts.every(isContact)) {
    return invalidProperty('contacts');
  }
  objects.contacts = contacts as readonly JsonObject[];
  return jsonAnswer(200, shown(call, objects.contacts));
}

function remove(call: Call, objects: VaultObjects): Answer {
  const { contacts } = objects;
  if (contacts.length === 0) return none;
  objects.contacts = [];
  return jsonAnswer(200, shown(call, contacts));
}

const none = refuse(404, 'ContactsNotFound', 'Contacts not found');

const shown = ({ origin }: Call, contacts: readonly JsonObject[]): object => ({ id: `${origin}/${path}`, contacts });

function isContact(value: JsonValue): boolean {
  if (typeof value !== 'object' || value === null || Array.isArray(value)) return false;
  const { email } = value as JsonObject;
  return typeof email === 'string' && email.includes('@');
}
