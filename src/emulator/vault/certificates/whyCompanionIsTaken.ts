import type { Answer } from '../../http/answer.ts';
import { newest } from '../objectOperations.ts';
import { refuse } from '../refusals.ts';
import type { VaultObjects } from '../vaultObjects.ts';
import type { Entry, Versioned } from '../versionedStore.ts';

/** A certificate needs the names of a key and a secret, which must not be those of others. @unverified */
export function whyCompanionIsTaken(name: string, { keys, secrets }: VaultObjects, now: number): Answer | undefined {
  const isForeign = (entry: Entry<Versioned> | undefined): boolean => entry !== undefined && newest(entry).managed !== true;
  const taken = isForeign(keys.find(name, now)) || isForeign(secrets.find(name, now));
  return taken ? refuse(409, 'Conflict', `A key or a secret with the name ${name} exists already.`) : undefined;
}
