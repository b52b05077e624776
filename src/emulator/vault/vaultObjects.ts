import type { SecretVersion } from './secrets/secretVersion.ts';
import { VersionedStore } from './versionedStore.ts';

/** Everything that the vault keeps; made anew at every start. */
export class VaultObjects {
  readonly secrets = new VersionedStore<SecretVersion>();
}
