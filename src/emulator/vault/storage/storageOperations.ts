import type { Answer } from '../../http/answer.ts';
import { jsonAnswer } from '../../http/answer.ts';
import type { Call, Operation } from '../operation.ts';
import { page } from '../paging.ts';
import { refuse } from '../refusals.ts';
import type { VaultObjects } from '../vaultObjects.ts';

/** A storage account whose keys the vault turns. Times are epoch seconds. */
export interface ManagedStorageAccount {
  readonly name: string;
  readonly resourceId: string;
  readonly activeKeyName: 'key1' | 'key2';
  readonly autoRegenerateKey: boolean;
  /** ISO 8601 duration. */
  readonly regenerationPeriod: string;
  readonly created: number;
}

/** Managed storage accounts, the data plane's fourth kind: retired for new ones, still read by auditors. */
export const storageOperations: readonly Operation[] = [
  {
    method: 'GET',
    path: 'storage',
    permission: { kind: 'storage', word: 'list', action: 'storageaccounts/read' },
    run: list,
  },
  {
    method: 'GET',
    path: 'storage/{name}',
    permission: { kind: 'storage', word: 'get', action: 'storageaccounts/read' },
    run: get,
  },
];

function list(call: Call, { storageAccounts }: VaultObjects): Answer {
  return page(
    call,
    'storage',
    storageAccounts,
    ({ name }) => name,
    account => ({ id: idOf(call, account), resourceId: account.resourceId, attributes: attributesOf(account) }),
  );
}

function get(call: Call, { storageAccounts }: VaultObjects): Answer {
  const { name = '' } = call.params;
  const account = storageAccounts.find(candidate => candidate.name.toLowerCase() === name.toLowerCase());
  // @unverified
  if (account === undefined) return refuse(404, 'StorageAccountNotFound', `Storage account not found: ${name}`);
  const { resourceId, activeKeyName, autoRegenerateKey, regenerationPeriod } = account;
  const attributes = attributesOf(account);
  return jsonAnswer(200, { id: idOf(call, account), resourceId, activeKeyName, autoRegenerateKey, regenerationPeriod, attributes });
}

const idOf = ({ origin }: Call, { name }: ManagedStorageAccount): string => `${origin}/storage/${name}`;

const attributesOf = ({ created }: ManagedStorageAccount): object => ({
  enabled: true,
  created,
  updated: created,
  recoveryLevel: 'Recoverable+Purgeable',
});
