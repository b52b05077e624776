import { type Answer, jsonAnswer } from '../http/answer.ts';
import { deletionFacts } from './objectAttributes.ts';
import { companionsOf, may, type ObjectKind } from './objectKind.ts';
import type { Call, Operation } from './operation.ts';
import { page } from './paging.ts';
import { beingDeleted, beingRecovered, deletedButRecoverable, managedByCertificate, notFound, type ObjectWord } from './refusals.ts';
import type { VaultObjects } from './vaultObjects.ts';
import type { Entry, Versioned } from './versionedStore.ts';

/** List, list of versions and delete: the same for every kind. */
export function objectOperations<V extends Versioned>(kind: ObjectKind<V>): readonly Operation[] {
  const { collection, readAction } = kind;
  const list = may(collection, 'list', readAction);
  return [
    { method: 'GET', path: collection, permission: list, run: (call, objects) => listObjects(kind, call, objects) },
    { method: 'GET', path: `${collection}/{name}/versions`, permission: list, run: (call, objects) => listVersions(kind, call, objects) },
    {
      method: 'DELETE',
      path: `${collection}/{name}`,
      permission: may(collection, 'delete', 'delete'),
      run: (call, objects) => deleteObject(kind, call, objects),
    },
  ];
}

function listObjects<V extends Versioned>(kind: ObjectKind<V>, call: Call, objects: VaultObjects): Answer {
  const show = (entry: Entry<V>): object => kind.item(call, `${kind.collection}/${entry.name}`, newest(entry));
  const { isListed = () => true } = kind;
  const listed = kind
    .store(objects)
    .list('live', call.now)
    .filter(entry => isListed(newest(entry), call.query));
  return page(call, kind.collection, listed, entry => entry.name.toLowerCase(), show);
}

function listVersions<V extends Versioned>(kind: ObjectKind<V>, call: Call, objects: VaultObjects): Answer {
  const name = call.params.name ?? '';
  const entry = kind.store(objects).find(name, call.now);
  // Recorded: the versions of a missing secret are an empty list, not a 404.
  const versions = entry?.lifecycle.kind === 'live' ? entry.versions.toSorted((a, b) => (a.version < b.version ? -1 : 1)) : [];
  const path = `${kind.collection}/${entry?.name ?? name}`;
  const show = (version: V): object => kind.item(call, `${path}/${version.version}`, version);
  return page(call, `${path}/versions`, versions, ({ version }) => version, show);
}

function deleteObject<V extends Versioned>(kind: ObjectKind<V>, call: Call, objects: VaultObjects): Answer {
  const name = call.params.name ?? '';
  const store = kind.store(objects);
  const entry = store.find(name, call.now);
  if (entry?.lifecycle.kind === 'being-deleted') return beingDeleted(kind.word);
  if (entry?.lifecycle.kind !== 'live') return notFound(kind.word, name);
  if (newest(entry).managed) return managedByCertificate(kind.word, 'delete');
  for (const each of [store, ...companionsOf(kind, objects)]) each.delete(name, call.now);
  const facts = deletionFacts(call, `deleted${kind.collection}`, entry.name, call.now);
  return jsonAnswer(200, { ...facts, ...kind.bundle(call, entry.name, newest(entry)) });
}

export function newest<V extends Versioned>(entry: Entry<V>): V {
  const last = entry.versions.at(-1);
  if (last === undefined) throw new Error(`${entry.name} has no version`);
  return last;
}

/** The version that the path names, the newest where it names none; or the 404 of the service. */
export function findVersion<V extends Versioned>(
  kind: ObjectKind<V>,
  call: Call,
  objects: VaultObjects,
): { readonly name: string; readonly version: V } | Answer {
  const { name = '', version = '' } = call.params;
  const missing = notFound(kind.word, version === '' ? name : `${name}/${version}`);
  const entry = kind.store(objects).find(name, call.now);
  if (entry?.lifecycle.kind !== 'live') return missing;
  const found = version === '' ? newest(entry) : entry.versions.find(candidate => candidate.version === version.toLowerCase());
  return found === undefined ? missing : { name: entry.name, version: found };
}

/** A name stays taken while its object is deleted, or on its way there or back, and while it is that of a certificate. */
export function whyNameIsTaken(word: ObjectWord, name: string, entry: Entry<Versioned> | undefined): Answer | undefined {
  switch (entry?.lifecycle.kind) {
    case 'deleted':
      return deletedButRecoverable(word, entry.name);
    case 'being-deleted':
    case 'being-purged':
      return beingDeleted(word);
    case 'being-recovered':
      return beingRecovered(word, name);
    case 'live':
      return newest(entry).managed ? managedByCertificate(word, 'set') : undefined;
    default:
      return undefined;
  }
}
