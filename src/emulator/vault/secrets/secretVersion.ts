import { type ObjectAttributes, shownAttributes } from '../objectAttributes.ts';
import type { ObjectKind } from '../objectKind.ts';

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
  bundle: (origin, name, secret) => ({
    contentType: secret.contentType,
    id: `${origin}/secrets/${name}/${secret.version}`,
    attributes: shownAttributes(secret),
    tags: secret.tags,
    ...(secret.managed ? { kid: `${origin}/keys/${name}/${secret.version}`, managed: true } : {}),
  }),
  item: (origin, path, secret) => ({
    contentType: secret.contentType,
    id: `${origin}/${path}`,
    attributes: shownAttributes(secret),
    tags: secret.tags,
    managed: secret.managed,
  }),
};

/** The value stands first, as the service writes it. */
export const bundleWithValue = (origin: string, name: string, secret: SecretVersion): object => ({
  value: secret.value,
  ...secretKind.bundle(origin, name, secret),
});
