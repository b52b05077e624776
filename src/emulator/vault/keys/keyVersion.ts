import type { KeyObject } from 'node:crypto';
import { type ObjectAttributes, shownAttributes } from '../objectAttributes.ts';
import type { ObjectKind } from '../objectKind.ts';
import type { ReleasePolicy } from './releasePolicy.ts';

export type KeyFamily = 'RSA' | 'EC' | 'oct';

/** One version of a key. The private part never leaves the vault. */
export interface KeyVersion extends ObjectAttributes {
  readonly version: string;
  /** As asked for, `-HSM` included: there is no HSM here, and callers compare the word. */
  readonly kty: string;
  readonly family: KeyFamily;
  readonly operations: readonly string[];
  /** The public members of the JWK: n and e, or crv, x and y; none for oct. */
  readonly publicMembers: Readonly<Record<string, string>>;
  /** The private key, or the symmetric one. */
  readonly material: KeyObject;
  readonly managed?: true;
  /** Where the key may leave, to whom. */
  readonly releasePolicy?: ReleasePolicy | undefined;
}

export const keyId = (origin: string, name: string, { version }: KeyVersion): string => `${origin}/keys/${name}/${version}`;

export const keyKind: ObjectKind<KeyVersion> = {
  word: 'Key',
  collection: 'keys',
  readAction: 'read',
  store: objects => objects.keys,
  bundle: (place, name, key) => ({
    key: { kid: keyId(place.origin, name, key), kty: key.kty, key_ops: key.operations, ...key.publicMembers },
    attributes: { ...shownAttributes(place, key), exportable: key.releasePolicy !== undefined },
    tags: key.tags,
    managed: key.managed,
    release_policy: key.releasePolicy,
  }),
  item: (place, path, key) => ({
    kid: `${place.origin}/${path}`,
    attributes: { ...shownAttributes(place, key), exportable: key.releasePolicy !== undefined },
    tags: key.tags,
    managed: key.managed,
  }),
};
