import type { CredentialConfig, VaultConfig } from '../../core/model/vault.ts';

/** Changes to the raw lists of the settings: entries that we cannot read stay as they are. */
export type RawList = readonly unknown[];

export function rawList(value: unknown): RawList {
  return Array.isArray(value) ? value : [];
}

/** The list with the entry in place of the one of that name, else at the end. `replaces` is the old name where it changes. */
export function withEntry(list: RawList, entry: VaultConfig | CredentialConfig, replaces: string = entry.name): RawList {
  const index = list.findIndex(each => nameOf(each) === replaces);
  return index < 0 ? [...list, entry] : list.map((each, at) => (at === index ? entry : each));
}

export function withoutEntry(list: RawList, name: string): RawList {
  return list.filter(each => nameOf(each) !== name);
}

/** A name that no entry has yet: `contoso`, `contoso-2` … */
export function freeName(wanted: string, taken: readonly string[]): string {
  for (let count = 1; ; count++) {
    const name = count === 1 ? wanted : `${wanted}-${count}`;
    if (!taken.includes(name)) return name;
  }
}

function nameOf(entry: unknown): unknown {
  return typeof entry === 'object' && entry !== null ? (entry as { name?: unknown }).name : undefined;
}
