import { embeddedVaultName, embeddedVaultUrl } from '../../core/run/embeddedSetup.ts';
import type { Engine, VaultFacts } from '../../protocol/engine.ts';
import type { RunStore } from '../send/runStore.ts';
import type { UserSettings } from '../settings/readSettings.ts';
import { lastAnswers } from './lastAnswers.ts';
import type { EmbeddedState, VaultTreeFacts } from './vaultTree.ts';

export interface VaultFactSources {
  readonly runs: RunStore;
  settings(): UserSettings;
  /** The engine where it was used already. */
  engine(): Engine | undefined;
  embedded(): EmbeddedState;
  /** Epoch ms. */
  now(): number;
}

/** Gathers what the vaults view shows; never rejects, a fault becomes a line of the view. */
export async function gatherVaultFacts(sources: VaultFactSources): Promise<VaultTreeFacts> {
  const { vaults, problems } = sources.settings();
  const asked = await askEngine(sources.engine());
  return {
    vaults,
    problems,
    facts: asked.facts,
    engineFault: asked.fault,
    lastAnswers: lastAnswers(sources.runs),
    embedded: sources.embedded(),
    sample: { name: embeddedVaultName, url: embeddedVaultUrl },
    now: Math.floor(sources.now() / 1000),
  };
}

async function askEngine(engine: Engine | undefined): Promise<{ readonly facts: readonly VaultFacts[]; readonly fault: string | null }> {
  try {
    return { facts: (await engine?.vaultFacts()) ?? [], fault: null };
  } catch (error) {
    return { facts: [], fault: error instanceof Error ? error.message : String(error) };
  }
}
