import * as vscode from 'vscode';
import type { Environments } from './environments.ts';

const t = vscode.l10n.t;

/** Lets a person pick the environment of this workspace; offers to write one where there is none. */
export async function chooseEnvironment(environments: Environments): Promise<void> {
  const document = vscode.window.activeTextEditor?.document.uri.toString() ?? '';
  const names = await environments.names(document);
  if (names.length === 0) {
    const open = t('Open Settings');
    const text = t('There is no environment yet. Write one into the setting kvhttp.environments or into http-client.env.json.');
    if ((await vscode.window.showInformationMessage(text, open)) === open)
      await vscode.commands.executeCommand('workbench.action.openSettings', 'kvhttp.environments');
    return;
  }
  const { name: current } = await environments.of(document);
  const items = names.map(name => ({ label: name, ...(name === current ? { description: t('in use') } : {}) }));
  const picked = await vscode.window.showQuickPick(items, { title: t('Environment for requests of this workspace') });
  if (picked !== undefined) await environments.choose(picked.label);
}
