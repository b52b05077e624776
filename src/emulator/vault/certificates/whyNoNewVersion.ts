import type { Answer } from '../../http/answer.ts';
import { newest, whyNameIsTaken } from '../objectOperations.ts';
import { refuse } from '../refusals.ts';
import type { VaultObjects } from '../vaultObjects.ts';
import type { Entry, Versioned } from '../versionedStore.ts';

/** Why no version of this certificate can be made or imported now. */
export const whyNoNewVersion = (name: string, objects: VaultObjects, now: number): Answer | undefined =>
  whyNameIsTaken('Certificate', name, objects.certificates.find(name, now)) ??
  whyCompanionIsTaken(name, objects, now) ??
  whyBusy(name, objects);

/** A certificate needs the names of a key and a secret, which must not be those of others. @unverified */
function whyCompanionIsTaken(name: string, { keys, secrets }: VaultObjects, now: number): Answer | undefined {
  const isForeign = (entry: Entry<Versioned> | undefined): boolean => entry !== undefined && newest(entry).managed !== true;
  const taken = isForeign(keys.find(name, now)) || isForeign(secrets.find(name, now));
  return taken ? refuse(409, 'Conflict', `A key or a secret with the name ${name} exists already.`) : undefined;
}

function whyBusy(name: string, { pendingCertificates }: VaultObjects): Answer | undefined {
  if (pendingCertificates.get(name.toLowerCase())?.status !== 'inProgress') return undefined;
  const message =
    "A new key vault certificate can not be created or imported while a pending key vault certificate's status is inProgress.";
  return refuse(409, 'Conflict', message);
}
