import { type Answer, jsonAnswer } from '../http/answer.ts';
import { deletionFacts } from './objectAttributes.ts';
import { companionsOf, may, type ObjectKind } from './objectKind.ts';
import { newest } from './objectOperations.ts';
import type { Call, Operation } from './operation.ts';
import { page } from './paging.ts';
import { beingDeleted, deletedNotFound, managedByCertificate, purgeProtected } from './refusals.ts';
import type { VaultObjects } from './vaultObjects.ts';
import type { Entry, Versioned } from './versionedStore.ts';

/** Soft-deleted objects of one kind: list, get, recover, purge. */
export function deletedOperations<V extends Versioned>(kind: ObjectKind<V>): readonly Operation[] {
  const { collection, readAction } = kind;
  const path = `deleted${collection}/{name}`;
  return [
    {
      method: 'GET',
      path: `deleted${collection}`,
      permission: may(collection, 'list', readAction),
      run: (call, objects) => listDeleted(kind, call, objects),
    },
    { method: 'GET', path, permission: may(collection, 'get', readAction), run: (call, objects) => getDeleted(kind, call, objects) },
    {
      method: 'DELETE',
      path,
      permission: may(collection, 'purge', 'purge/action'),
      run: (call, objects) => purgeDeleted(kind, call, objects),
    },
    {
      method: 'POST',
      path: `${path}/recover`,
      permission: may(collection, 'recover', 'recover/action'),
      run: (call, objects) => recoverDeleted(kind, call, objects),
    },
  ];
}

function listDeleted<V extends Versioned>(kind: ObjectKind<V>, call: Call, objects: VaultObjects): Answer {
  const show = (entry: Entry<V>): object => ({
    ...deletion(kind, call, entry),
    ...kind.item(call, `${kind.collection}/${entry.name}`, newest(entry)),
  });
  const { isListed = () => true } = kind;
  const listed = kind
    .store(objects)
    .list('deleted', call.now)
    .filter(entry => isListed(newest(entry), call.query));
  return page(call, `deleted${kind.collection}`, listed, entry => entry.name.toLowerCase(), show);
}

function getDeleted<V extends Versioned>(kind: ObjectKind<V>, call: Call, objects: VaultObjects): Answer {
  const found = findDeleted(kind, call, objects, 'missing');
  if ('status' in found) return found;
  return jsonAnswer(200, { ...deletion(kind, call, found), ...kind.bundle(call, found.name, newest(found)) });
}

function purgeDeleted<V extends Versioned>(kind: ObjectKind<V>, call: Call, objects: VaultObjects): Answer {
  const found = findDeleted(kind, call, objects, 'conflict');
  if ('status' in found) return found;
  if (newest(found).managed) return managedByCertificate(kind.word, 'purge');
  if (call.purgeProtection) return purgeProtected;
  for (const store of [kind.store(objects), ...companionsOf(kind, objects)]) store.purge(found.name, call.now);
  return { status: 204, headers: [], body: undefined };
}

function recoverDeleted<V extends Versioned>(kind: ObjectKind<V>, call: Call, objects: VaultObjects): Answer {
  const found = findDeleted(kind, call, objects, 'conflict');
  if ('status' in found) return found;
  if (newest(found).managed) return managedByCertificate(kind.word, 'recover');
  for (const store of [kind.store(objects), ...companionsOf(kind, objects)]) store.recover(found.name, call.now);
  return jsonAnswer(200, kind.bundle(call, found.name, newest(found)));
}

/** While a deletion runs a read still finds nothing (recorded), and a change is a conflict. */
function findDeleted<V extends Versioned>(
  kind: ObjectKind<V>,
  call: Call,
  objects: VaultObjects,
  whileRunning: 'missing' | 'conflict',
): Entry<V> | Answer {
  const name = call.params.name ?? '';
  const entry = kind.store(objects).find(name, call.now);
  if (entry?.lifecycle.kind === 'deleted') return entry;
  const running = entry?.lifecycle.kind === 'being-deleted' || entry?.lifecycle.kind === 'being-purged';
  return running && whileRunning === 'conflict' ? beingDeleted(kind.word) : deletedNotFound(kind.word, name);
}

function deletion<V extends Versioned>({ collection }: ObjectKind<V>, call: Call, { name, lifecycle }: Entry<V>): object {
  return lifecycle.kind === 'deleted' ? deletionFacts(call, `deleted${collection}`, name, lifecycle.deletedAt) : {};
}
