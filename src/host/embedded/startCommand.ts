import { type ScenarioName, scenarioNames } from '../../core/model/embeddedVault.ts';
import { vaultNameOf } from '../commandArguments.ts';
import { chooseScenario } from './chooseScenario.ts';
import type { EmbeddedVaultService } from './embeddedVaultService.ts';
import { startWithProgress } from './startWithProgress.ts';

/** Starts the embedded vault with a scenario: the one that was handed in, `normal` for a line of the tree, else one that is asked for. A running vault changes over. */
export async function startCommand(argument: unknown, embedded: EmbeddedVaultService): Promise<void> {
  const given = vaultNameOf(argument) === undefined ? scenarioNames.find(name => name === argument) : 'normal';
  const scenario: ScenarioName | undefined = given ?? (await chooseScenario());
  if (scenario !== undefined) await startWithProgress(embedded, scenario);
}
