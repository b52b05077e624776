import { randomUUID } from 'node:crypto';
import { type Answer, jsonAnswer } from '../http/answer.ts';
import { readJsonObject } from '../http/readJsonObject.ts';
import { companionsOf, may, type ObjectKind } from './objectKind.ts';
import { newest, whyNameIsTaken } from './objectOperations.ts';
import type { Call, Operation } from './operation.ts';
import { badParameter, invalidProperty, notFound, refuse } from './refusals.ts';
import type { VaultObjects } from './vaultObjects.ts';
import type { Versioned } from './versionedStore.ts';

/**
 * Backup and restore of one kind. A real backup is encrypted and fits only vaults of the same subscription and
 * geography; here it is a ticket for what the vault keeps, so no value leaves it, and it is void after a restart.
 */
export function backupOperations<V extends Versioned>(kind: ObjectKind<V>): readonly Operation[] {
  const { collection } = kind;
  return [
    {
      method: 'POST',
      path: `${collection}/restore`,
      permission: may(collection, 'restore', 'restore/action'),
      run: (call, objects) => restore(kind, call, objects),
    },
    {
      method: 'POST',
      path: `${collection}/{name}/backup`,
      permission: may(collection, 'backup', 'backup/action'),
      run: (call, objects) => backup(kind, call, objects),
    },
  ];
}

function backup<V extends Versioned>(kind: ObjectKind<V>, call: Call, objects: VaultObjects): Answer {
  const name = call.params.name ?? '';
  const entry = kind.store(objects).find(name, call.now);
  if (entry?.lifecycle.kind !== 'live') return notFound(kind.word, name);
  const ticket = `kvhttp-backup-${kind.collection}-${randomUUID()}`;
  for (const store of [kind.store(objects), ...companionsOf(kind, objects)]) store.backUp(ticket, name, call.now);
  return jsonAnswer(200, { value: Buffer.from(ticket, 'utf8').toString('base64url') });
}

function restore<V extends Versioned>(kind: ObjectKind<V>, call: Call, objects: VaultObjects): Answer {
  const { value } = readJsonObject(call.body) ?? {};
  if (typeof value !== 'string') return invalidProperty('value');
  const store = kind.store(objects);
  const ticket = Buffer.from(value, 'base64url').toString('utf8');
  const kept = store.findBackup(ticket);
  // @unverified
  if (kept === undefined) return badParameter('Backup blob is corrupt.');
  const present = store.find(kept.name, call.now);
  if (present?.lifecycle.kind === 'live') {
    // @unverified
    return refuse(409, 'Conflict', `The ${kind.word.toLowerCase()} ${kept.name} already exists.`, `${kind.word}AlreadyExists`);
  }
  const conflict = whyNameIsTaken(kind.word, kept.name, present);
  if (conflict !== undefined) return conflict;
  for (const each of [store, ...companionsOf(kind, objects)]) each.restore(ticket);
  return jsonAnswer(200, kind.bundle(call, kept.name, newest(kept)));
}
