import { randomUUID } from 'node:crypto';
import * as vscode from 'vscode';
import type { ControlledVault } from '../../core/model/embeddedVault.ts';
import { embeddedSetup } from '../../core/run/embeddedSetup.ts';
import { embeddedAsk } from '../../core/run/lab/embeddedAsk.ts';
import { matrixCases } from '../../core/run/matrix/matrixCases.ts';
import { matrixMarkdown } from '../../core/run/matrix/matrixTable.ts';
import { runMatrix } from '../../core/run/matrix/runMatrix.ts';
import type { Engine, HostDoors } from '../../protocol/engine.ts';
import type { ReportDocuments } from '../explain/reportDocuments.ts';

const t = vscode.l10n.t;

export interface MatrixParts {
  readonly reports: ReportDocuments;
  startVault(): Promise<ControlledVault>;
  createEngine(doors: HostDoors): Engine;
  /** Epoch ms. */
  now(): number;
}

/** The matrix asks nobody for anything: the engine knows the embedded vault's clients by itself. */
const shutDoors: HostDoors = {
  clientSecret: async () => undefined,
  prompt: async () => undefined,
  processEnv: async () => undefined,
  dotenv: async () => undefined,
  readFile: async () => undefined,
  editorToken: async () => undefined,
  showDeviceCode: async () => undefined,
  certificatePassword: async () => undefined,
};

/** One request against everything that can be wrong, on a vault and an engine of its own: those of the window keep their caches. */
export async function matrixCommand(parts: MatrixParts): Promise<void> {
  const options = { location: vscode.ProgressLocation.Notification, title: t('Every refusal in one table'), cancellable: true };
  const table = await vscode.window.withProgress(options, async (progress, cancelled) => {
    const stop = new AbortController();
    const listening = cancelled.onCancellationRequested(() => stop.abort());
    const vault = await parts.startVault();
    const engine = parts.createEngine(shutDoors);
    try {
      const { info, control } = vault;
      const { vault: sample, credentials } = embeddedSetup(info);
      engine.configure({
        ...{ trusted: vscode.workspace.isTrusted, vaults: [sample], credentials, timeoutMs: 30_000, allowedHosts: [], connectTo: [] },
        ...{ certificates: [], proxy: null, embedded: info },
      });
      const send = async (text: string, variables: Readonly<Record<string, string>>) => {
        await engine.clearCaches({ vault: null, challenges: true, tokens: true });
        return engine.send(embeddedAsk(randomUUID(), text, variables), () => {}, stop.signal);
      };
      const increment = 100 / matrixCases.length;
      const tell = ({ name }: { readonly name: string }) => progress.report({ increment, message: name });
      return matrixMarkdown(await runMatrix(matrixCases, { info, control, send, now: parts.now }, tell, stop.signal));
    } finally {
      listening.dispose();
      await engine.dispose();
      await vault.stop();
    }
  });
  await parts.reports.show(t('Every refusal in one table'), table);
}
