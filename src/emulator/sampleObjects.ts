import type { Scenario } from './scenario/scenario.ts';
import { makeKey } from './vault/keys/makeKey.ts';
import { newAttributes, newVersionId } from './vault/objectAttributes.ts';
import type { SecretVersion } from './vault/secrets/secretVersion.ts';
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
const sampleKeys = { 'signing-key': { kty: 'EC', crv: 'P-256' } } as const;
export const sampleKeyNames: readonly string[] = Object.keys(sampleKeys).sort();

/** A new vault with its samples. `now` is epoch ms. */
export async function createSampleObjects(now: number): Promise<VaultObjects> {
  const objects = new VaultObjects();
  for (const name of sampleSecretNames) objects.secrets.add(name, sampleSecret(name, now, others[name]), now);
  objects.secrets.add(sampleSecretName, sampleSecret(sampleSecretName, now), now);
  for (const [name, body] of Object.entries(sampleKeys)) {
    const made = await makeKey(body);
    if (typeof made === 'string') throw new Error(made);
    objects.keys.add(name, { version: newVersionId(), ...made, ...newAttributes({}, now) }, now);
  }
  return objects;
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
