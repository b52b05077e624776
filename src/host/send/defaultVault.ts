import { embeddedVaultName } from '../../core/run/embeddedSetup.ts';

export interface PlanFacts {
  /** Names of the configured vaults. */
  readonly vaults: readonly string[];
  /** The document is the sample file: its requests mean the embedded vault. */
  readonly isSample: boolean;
}

/** The vault that a request without one gets: the sample's own, or the only configured one. Two would be a guess. */
export function defaultVaultOf({ vaults, isSample }: PlanFacts): string | null {
  if (isSample) return embeddedVaultName;
  return vaults.length === 1 ? (vaults[0] ?? null) : null;
}
