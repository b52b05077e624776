import * as vscode from 'vscode';
import type { Run } from '../../core/model/run.ts';
import { probeRequest, type RequestVault } from '../objects/requestText.ts';
import { kindsOf } from '../objects/vaultObject.ts';
import type { InternalRequests } from '../send/internalRequests.ts';
import type { RunView } from '../send/sender.ts';

const t = vscode.l10n.t;

export interface VaultTestDoors {
  readonly requests: InternalRequests;
  readonly view: RunView;
  edit(vault: string): unknown;
}

/** Asks a vault that was just configured for its challenge and says what came of it. No token is asked for, none is sent. */
export async function testVault(vault: RequestVault, { requests, view, edit }: VaultTestDoors): Promise<void> {
  const text = probeRequest(vault, kindsOf(vault.url)[0] ?? 'secrets');
  const options = {
    location: vscode.ProgressLocation.Notification,
    title: t('Asking {0} for its challenge…', vault.name),
    cancellable: true,
  };
  const run = await vscode.window.withProgress(options, (_, cancel) => {
    const abort = new AbortController();
    cancel.onCancellationRequested(() => abort.abort());
    return requests.send([vault.name, 'test'], text, true, abort.signal);
  });
  if (run.trace.outcome.kind !== 'cancelled') await tell(vault, run, view, edit);
}

async function tell({ name }: RequestVault, run: Run, view: RunView, edit: (vault: string) => unknown): Promise<void> {
  const open = t('Open Trace');
  const { challenge } = run.trace;
  if (challenge?.resource) {
    const message = t('{0} answers: tenant {1}, resource {2}.', name, challenge.tenant ?? '-', challenge.resource);
    if ((await vscode.window.showInformationMessage(message, open)) === open) view.showRun(run);
    return;
  }
  const change = t('Edit Vault');
  const answer = await vscode.window.showWarningMessage(
    t('{0} was saved, but it gave no challenge: {1}', name, run.headline),
    open,
    change,
  );
  if (answer === open) view.showRun(run);
  if (answer === change) await edit(name);
}
