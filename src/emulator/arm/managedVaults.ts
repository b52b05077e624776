import type { Caller } from '../vault/caller.ts';
import type { AccessPolicyEntry, ManagedVault } from './managedVault.ts';

export interface DeletedVault {
  readonly vault: ManagedVault;
  /** Epoch ms. */
  readonly deletedAt: number;
}

/** Epoch ms. */
export const purgeDate = ({ vault, deletedAt }: DeletedVault): number =>
  deletedAt + vault.properties.softDeleteRetentionInDays * 86_400_000;

/** Every vault of the subscription, and those that were deleted and not yet purged. Names are unique in all of Azure: so here. */
export class ManagedVaults {
  readonly #live = new Map<string, ManagedVault>();
  readonly #deleted = new Map<string, DeletedVault>();

  constructor(first: ManagedVault) {
    this.put(first);
  }

  /** What was deleted is purged on its date: every look is at a time, epoch ms. */
  findDeleted(name: string, now: number): DeletedVault | undefined {
    const deleted = this.#deleted.get(name.toLowerCase());
    return deleted !== undefined && now < purgeDate(deleted) ? deleted : undefined;
  }

  listDeleted = (now: number): readonly DeletedVault[] => [...this.#deleted.values()].filter(deleted => now < purgeDate(deleted));

  find = (name: string): ManagedVault | undefined => this.#live.get(name.toLowerCase());
  list = (): readonly ManagedVault[] => [...this.#live.values()];

  put(vault: ManagedVault): void {
    this.#live.set(vault.name.toLowerCase(), vault);
    this.#deleted.delete(vault.name.toLowerCase());
  }

  delete(name: string, deletedAt: number): void {
    const vault = this.find(name);
    if (vault === undefined) return;
    this.#live.delete(name.toLowerCase());
    this.#deleted.set(name.toLowerCase(), { vault, deletedAt });
  }

  purge(name: string): void {
    this.#deleted.delete(name.toLowerCase());
  }
}

/** `add` joins permissions with what the same identity has, `replace` puts them in its place, `remove` takes them away. */
export function changePolicies(
  known: readonly AccessPolicyEntry[],
  how: 'add' | 'replace' | 'remove',
  given: readonly AccessPolicyEntry[],
): readonly AccessPolicyEntry[] {
  return given.reduce((policies, entry) => {
    const old = policies.find(each => isSameIdentity(each, entry));
    const others = policies.filter(each => !isSameIdentity(each, entry));
    const permissions =
      how === 'replace' || old === undefined ? entry.permissions : joinPermissions(old.permissions, entry.permissions, how);
    if (how === 'remove') return old === undefined || isEmpty(permissions) ? others : [...others, { ...old, permissions }];
    return [...others, { ...entry, permissions }];
  }, known);
}

function joinPermissions(
  old: AccessPolicyEntry['permissions'],
  given: AccessPolicyEntry['permissions'],
  how: 'add' | 'remove',
): AccessPolicyEntry['permissions'] {
  const kinds = [...new Set([...Object.keys(old), ...Object.keys(given)])] as (keyof AccessPolicyEntry['permissions'])[];
  return Object.fromEntries(
    kinds.map(kind => {
      const before = old[kind] ?? [];
      const now = given[kind] ?? [];
      return [kind, how === 'add' ? [...new Set([...before, ...now])] : before.filter(word => !now.includes(word))];
    }),
  );
}

const isSameIdentity = (one: AccessPolicyEntry, other: AccessPolicyEntry): boolean =>
  one.objectId === other.objectId && one.applicationId === other.applicationId;
const isEmpty = (permissions: AccessPolicyEntry['permissions']): boolean => Object.values(permissions).every(words => words.length === 0);

/** What the network rules of a vault mean for a caller. */
export function networkFor({ properties }: ManagedVault, { address }: Pick<Caller, 'address'>): 'open' | 'firewall' | 'private-link-only' {
  if (properties.publicNetworkAccess === 'Disabled') return 'private-link-only';
  const rules = properties.networkAcls;
  if (rules === undefined || rules.defaultAction === 'Allow') return 'open';
  return rules.ipRules.some(({ value }) => isInRange(address, value)) ? 'open' : 'firewall';
}

function isInRange(address: string, range: string): boolean {
  const [base = '', bits = '32'] = range.split('/');
  const size = 2 ** (32 - Number(bits));
  return Math.floor(toNumber(address) / size) === Math.floor(toNumber(base) / size);
}

const toNumber = (address: string): number => address.split('.').reduce((sum, part) => sum * 256 + Number(part), 0);
