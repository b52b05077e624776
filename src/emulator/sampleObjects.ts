import { sampleSubscriptionId } from './sampleIdentity.ts';
import type { Scenario } from './scenario/scenario.ts';
import { readPolicy } from './vault/certificates/certificatePolicy.ts';
import { keepCertificate } from './vault/certificates/keepCertificate.ts';
import { selfSigned } from './vault/certificates/makeCertificate.ts';
import { makeKey } from './vault/keys/makeKey.ts';
import { newAttributes, newVersionId } from './vault/objectAttributes.ts';
import type { SecretVersion } from './vault/secrets/secretVersion.ts';
import type { ManagedStorageAccount } from './vault/storage/storageOperations.ts';
import { VaultObjects } from './vault/vaultObjects.ts';
import { settlingMs } from './vault/versionedStore.ts';

/** The secret of the samples and of the scenarios. */
export const sampleSecretName = 'db-password';

const others: Readonly<Record<string, Partial<SecretVersion>>> = {
  'api-key': { contentType: 'text/plain' },
  'connection-string': { contentType: 'text/plain', tags: { environment: 'sample' } },
  'disabled-secret': { enabled: false },
  'expired-secret': { expires: 1_577_836_800 },
  'storage-key': { tags: { environment: 'sample', owner: 'kvhttp' } },
};

export const sampleSecretNames: readonly string[] = [sampleSecretName, ...Object.keys(others)].sort();

/** Curves alone: an RSA key would make every start wait for it. */
const sampleKeys = { 'signing-key': { crv: 'P-256' } } as const;
export const sampleKeyNames: readonly string[] = Object.keys(sampleKeys).sort();

export const sampleCertificateNames: readonly string[] = ['tls-certificate'];
/** PEM and a curve: made at every start, and thus in a moment. */
const samplePolicy = {
  issuer: { name: 'Self' },
  key_props: { kty: 'EC', crv: 'P-256' },
  secret_props: { contentType: 'application/x-pem-file' },
  x509_props: { subject: 'CN=sample.example', sans: { dns_names: ['sample.example'] } },
};

/** A new vault with its samples. `now` is epoch ms. */
export async function createSampleObjects(now: number): Promise<VaultObjects> {
  const objects = new VaultObjects();
  for (const name of sampleSecretNames) objects.secrets.add(name, sampleSecret(name, now, others[name]), now);
  objects.secrets.add(sampleSecretName, sampleSecret(sampleSecretName, now), now);
  for (const [name, body] of Object.entries(sampleKeys)) {
    const made = await makeKey({ kty: 'EC', family: 'EC' }, body);
    if (typeof made === 'string') throw new Error(made);
    objects.keys.add(name, { version: newVersionId(), ...made, ...newAttributes({}, now) }, now);
  }
  for (const name of sampleCertificateNames) await addCertificate(objects, name, now);
  objects.storageAccounts = ['samplestorage1', 'samplestorage2'].map(name => storageAccount(name, Math.floor(now / 1000)));
  return objects;
}

async function addCertificate(objects: VaultObjects, name: string, now: number): Promise<void> {
  const policy = readPolicy(samplePolicy, undefined, Math.floor(now / 1000));
  if (typeof policy === 'string') throw new Error(policy);
  const key = await makeKey({ kty: 'EC', family: 'EC' }, { crv: policy.curve ?? '' });
  if (typeof key === 'string') throw new Error(key);
  const chain = [selfSigned(policy, key.material, now)] as const;
  keepCertificate(objects, name, { version: newVersionId(), chain, key, policy, change: {}, viaOperation: true }, now);
}

function storageAccount(name: string, created: number): ManagedStorageAccount {
  const resourceId = `/subscriptions/${sampleSubscriptionId}/resourceGroups/kvhttp-sample/providers/Microsoft.Storage/storageAccounts/kvhttp${name}`;
  return { name, resourceId, activeKeyName: 'key1', autoRegenerateKey: true, regenerationPeriod: 'P90D', created };
}

/** Brings the sample secret into the state that a scenario wants; secrets of the user stay as they are. */
export function setSampleState(objects: VaultObjects, state: Scenario['sampleSecret'], now: number): void {
  const known = objects.secrets.find(sampleSecretName, now)?.versions ?? [sampleSecret(sampleSecretName, now)];
  const enabled = state !== 'disabled';
  const last = known.length - 1;
  objects.secrets.set(
    sampleSecretName,
    known.map((secret, index) => (index === last ? { ...secret, enabled } : secret)),
  );
  if (state === 'deleted') objects.secrets.delete(sampleSecretName, now - settlingMs);
}

function sampleSecret(name: string, now: number, changes: Partial<SecretVersion> = {}): SecretVersion {
  const value = `sample-not-a-secret-${name}`;
  return { version: newVersionId(), value, contentType: undefined, ...newAttributes({}, now), ...changes };
}
