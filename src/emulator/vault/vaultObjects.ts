import type { JsonObject } from '../../core/model/tokenFacts.ts';
import type { CertificateVersion } from './certificates/certificateVersion.ts';
import type { CertificateIssuer } from './certificates/issuerOperations.ts';
import type { PendingCertificate } from './certificates/pendingCertificate.ts';
import { TestIssuer } from './certificates/testIssuer.ts';
import type { KeyVersion } from './keys/keyVersion.ts';
import type { RotationPolicy } from './keys/rotationPolicy.ts';
import type { SecretVersion } from './secrets/secretVersion.ts';
import type { ManagedStorageAccount } from './storage/storageOperations.ts';
import { VersionedStore } from './versionedStore.ts';

/** Everything that a vault or a managed HSM keeps; made anew at every start. Names are keys in lower case. */
export class VaultObjects {
  /** Decides which kinds of keys there can be. */
  readonly home: 'vault' | 'managedHsm';
  readonly secrets = new VersionedStore<SecretVersion>();
  readonly keys = new VersionedStore<KeyVersion>();
  readonly certificates = new VersionedStore<CertificateVersion>();
  readonly pendingCertificates = new Map<string, PendingCertificate>();
  readonly issuers = new Map<string, CertificateIssuer>();
  readonly testIssuer = new TestIssuer();
  contacts: readonly JsonObject[] = [];
  /** By the id of a key's oldest version. */
  readonly rotationPolicies = new Map<string, RotationPolicy>();
  /** Sorted by name. */
  storageAccounts: readonly ManagedStorageAccount[] = [];

  constructor(home: VaultObjects['home'] = 'vault') {
    this.home = home;
  }
}
