import type { KeyVersion } from './keys/keyVersion.ts';
import type { SecretVersion } from './secrets/secretVersion.ts';
import { VersionedStore } from './versionedStore.ts';

/** Everything that the vault keeps; made anew at every start. */
export class VaultObjects {
  readonly secrets = new VersionedStore<SecretVersion>();
  readonly keys = new VersionedStore<KeyVersion>();
}
