import { type ObjectAttributes, shownAttributes } from '../objectAttributes.ts';
import type { ObjectKind } from '../objectKind.ts';
import type { VaultPlace } from '../vaultPlace.ts';

/** One version of a secret. */
export interface SecretVersion extends ObjectAttributes {
  readonly version: string;
  readonly value: string;
  readonly contentType: string | undefined;
  readonly managed?: true;
}

export const secretKind: ObjectKind<SecretVersion> = {
  word: 'Secret',
  collection: 'secrets',
  readAction: 'readMetadata/action',
  store: objects => objects.secrets,
  bundle: (place, name, secret) => ({
    contentType: secret.contentType,
    id: `${place.origin}/secrets/${name}/${secret.version}`,
    attributes: shownAttributes(place, secret),
    tags: secret.tags,
    ...(secret.managed ? { kid: `${place.origin}/keys/${name}/${secret.version}`, managed: true } : {}),
  }),
  item: (place, path, secret) => ({
    contentType: secret.contentType,
    id: `${place.origin}/${path}`,
    attributes: shownAttributes(place, secret),
    tags: secret.tags,
    managed: secret.managed,
  }),
};

/** The value stands first, as the service writes it. */
export const bundleWithValue = (place: VaultPlace, name: string, secret: SecretVersion): object => ({
  value: secret.value,
  ...secretKind.bundle(place, name, secret),
});
