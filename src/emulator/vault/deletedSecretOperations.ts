import { type Answer, jsonAnswer } from '../http/answer.ts';
import type { Call, Operation, Permission } from './operation.ts';
import { page } from './paging.ts';
import { beingDeleted, deletedNotFound } from './refusals.ts';
import { newest } from './secretOperations.ts';
import { deletionFacts, type SecretVersion, secretBundle, secretItem } from './secretVersion.ts';
import type { VaultObjects } from './vaultObjects.ts';
import type { Entry } from './versionedStore.ts';

const may = (word: string, action: string): Permission => ({ kind: 'secrets', word, action: `secrets/${action}` });

/** Soft-deleted secrets: list, get, recover, purge. */
export const deletedSecretOperations: readonly Operation[] = [
  { method: 'GET', path: 'deletedsecrets', permission: may('list', 'readMetadata/action'), run: listDeleted },
  { method: 'GET', path: 'deletedsecrets/{name}', permission: may('get', 'readMetadata/action'), run: getDeleted },
  { method: 'DELETE', path: 'deletedsecrets/{name}', permission: may('purge', 'purge/action'), run: purgeDeleted },
  { method: 'POST', path: 'deletedsecrets/{name}/recover', permission: may('recover', 'recover/action'), run: recoverDeleted },
];

function listDeleted(call: Call, { secrets }: VaultObjects): Answer {
  return page(
    call,
    'deletedsecrets',
    secrets.list('deleted', call.now),
    entry => entry.name.toLowerCase(),
    entry => ({ ...deletion(call, entry), ...secretItem(`${call.origin}/secrets/${entry.name}`, newest(entry)) }),
  );
}

function getDeleted(call: Call, objects: VaultObjects): Answer {
  const found = findDeleted(call, objects);
  if ('status' in found) return found;
  return jsonAnswer(200, { ...deletion(call, found), ...secretBundle(call.origin, found.name, newest(found), false) });
}

function purgeDeleted(call: Call, objects: VaultObjects): Answer {
  const found = findDeleted(call, objects, 'conflict');
  if ('status' in found) return found;
  objects.secrets.purge(found.name, call.now);
  return { status: 204, headers: [], body: undefined };
}

function recoverDeleted(call: Call, objects: VaultObjects): Answer {
  const found = findDeleted(call, objects, 'conflict');
  if ('status' in found) return found;
  objects.secrets.recover(found.name, call.now);
  return jsonAnswer(200, secretBundle(call.origin, found.name, newest(found), false));
}

/** While a deletion runs a read still finds nothing (recorded), and a change is a conflict. */
function findDeleted(
  call: Call,
  { secrets }: VaultObjects,
  whileRunning: 'missing' | 'conflict' = 'missing',
): Entry<SecretVersion> | Answer {
  const name = call.params.name ?? '';
  const entry = secrets.find(name, call.now);
  if (entry?.lifecycle.kind === 'deleted') return entry;
  const running = entry?.lifecycle.kind === 'being-deleted' || entry?.lifecycle.kind === 'being-purged';
  return running && whileRunning === 'conflict' ? beingDeleted('Secret') : deletedNotFound('Secret', name);
}

function deletion(call: Call, entry: Entry<SecretVersion>): object {
  return entry.lifecycle.kind === 'deleted' ? deletionFacts(call.origin, 'deletedsecrets', entry.name, entry.lifecycle.deletedAt) : {};
}
