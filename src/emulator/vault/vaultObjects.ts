import type { SecretVersion } from './secretVersion.ts';
import { VersionedStore } from './versionedStore.ts';

/** Everything that the vault keeps; made anew at every start. */
export class VaultObjects {
  readonly secrets = new VersionedStore<SecretVersion>();
}
