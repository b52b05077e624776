import type { EmbeddedVaultControl } from '../core/model/embeddedVault.ts';
import type { EmbeddedWorld } from './embeddedWorld.ts';
import { makeClientCertificate } from './lab/clientCertificate.ts';
import type { MovableClock } from './movableClock.ts';
import { federatedAudience, federatedIssuerOf, federatedSubject, type SampleApp, sampleTenantId } from './sampleIdentity.ts';
import { writeSnapshot } from './snapshot.ts';
import { claimsOf, mintChanged } from './token/mintToken.ts';
import { draftToken } from './token/tokenDraft.ts';
import { vaultResource } from './vault/authenticate.ts';
import type { VaultObjects } from './vault/vaultObjects.ts';

/** The switches of a running embedded vault. `owner` is the first client, whose tokens the lab changes. */
export function createControl(world: EmbeddedWorld, clock: MovableClock, objects: VaultObjects, owner: SampleApp): EmbeddedVaultControl {
  const { keys, authority, certificates, devices } = world.entra;
  return {
    setScenario: async scenario => world.setScenario(scenario),
    setFault: async fault => world.setFault(fault),
    moveClock: async seconds => clock.move(seconds),
    mint: changes => {
      const subject = { clientId: owner.clientId, objectId: owner.objectId, managedIdentity: undefined, proof: '1' } as const;
      return mintChanged(keys, claimsOf(subject, draftToken(vaultResource, sampleTenantId, clock.now())), changes);
    },
    makeClientCertificate: async () => {
      const pem = await makeClientCertificate(clock.now());
      certificates.register(owner.clientId, pem);
      return pem;
    },
    mintFederatedToken: changes => {
      const now = Math.floor(clock.now() / 1000);
      const claims = {
        iss: federatedIssuerOf(authority),
        sub: federatedSubject,
        aud: federatedAudience,
        iat: now,
        nbf: now,
        exp: now + 3600,
      };
      return mintChanged(keys, claims, changes);
    },
    decideDeviceCode: async (userCode, decision) => devices.decide(userCode, decision === 'approve' ? 'approved' : 'declined', clock.now()),
    snapshot: async () => writeSnapshot(objects, clock.now()),
  };
}
