import * as vscode from 'vscode';
import type { ScenarioName } from '../../core/model/embeddedVault.ts';
import type { EmbeddedVaultService } from './embeddedVaultService.ts';

/** Starts the embedded vault while the vaults view shows that something is going on; a failure is told with a way to try again. */
export async function startWithProgress(embedded: EmbeddedVaultService, scenario: ScenarioName): Promise<void> {
  try {
    await vscode.window.withProgress({ location: { viewId: 'kvhttp.vaults' } }, () => embedded.start(scenario));
  } catch (error) {
    const retry = vscode.l10n.t('Retry');
    const reason = error instanceof Error ? error.message : String(error);
    const answer = await vscode.window.showErrorMessage(vscode.l10n.t('The embedded vault did not start: {0}', reason), retry);
    if (answer === retry) await startWithProgress(embedded, scenario);
  }
}
