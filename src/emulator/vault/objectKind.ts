import type { Permission } from './operation.ts';
import type { ObjectWord } from './refusals.ts';
import type { VaultObjects } from './vaultObjects.ts';
import type { VaultPlace } from './vaultPlace.ts';
import type { Companion, Versioned, VersionedStore } from './versionedStore.ts';

/** What secrets, keys and certificates differ in; everything that they share is written once against this. */
export interface ObjectKind<V extends Versioned> {
  /** As the service's sentences call one of them. */
  readonly word: ObjectWord;
  readonly collection: 'secrets' | 'keys' | 'certificates';
  /** Data action that lists and shows without the value. */
  readonly readAction: string;
  readonly store: (objects: VaultObjects) => VersionedStore<V>;
  /** Stores whose objects of the same name come and go with this one: the key and the secret of a certificate. */
  readonly companions?: (objects: VaultObjects) => readonly Companion[];
  /** Whether a list shows it; all are shown where this is absent. */
  readonly isListed?: (version: V, query: URLSearchParams) => boolean;
  /** One version as the service answers it, without what is secret. */
  readonly bundle: (place: VaultPlace, name: string, version: V) => object;
  /** One row of a list; the id has the version in lists of versions alone. */
  readonly item: (place: VaultPlace, path: string, version: V) => object;
}

export const companionsOf = <V extends Versioned>(kind: ObjectKind<V>, objects: VaultObjects): readonly Companion[] =>
  kind.companions?.(objects) ?? [];

export const may = (kind: Permission['kind'], word: string, action: string): Permission => ({ kind, word, action: `${kind}/${action}` });
