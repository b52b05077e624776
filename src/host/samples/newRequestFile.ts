import * as vscode from 'vscode';
import { embeddedVaultName } from '../../core/run/embeddedSetup.ts';
import { vaultNameOf } from '../commandArguments.ts';
import { requestTemplate } from './requestTemplate.ts';

/** Opens a new, unsaved request file for a vault: the named one, the only one, or the one that is picked. */
export async function newRequestFile(argument: unknown, vaults: readonly { readonly name: string; readonly url: string }[]): Promise<void> {
  const named = vaultNameOf(argument);
  const vault = vaults.find(each => each.name === named)?.name ?? (await pickName(vaults));
  if (vault === undefined) return;
  const document = await vscode.workspace.openTextDocument({ language: 'kvhttp', content: requestTemplate(vault) });
  await vscode.window.showTextDocument(document);
}

async function pickName(vaults: readonly { readonly name: string; readonly url: string }[]): Promise<string | undefined> {
  if (vaults.length === 0) return embeddedVaultName;
  const items = [
    ...vaults.map(({ name, url }) => ({ label: name, description: url, name })),
    { label: vscode.l10n.t('Sample vault'), description: vscode.l10n.t('inside this extension'), name: embeddedVaultName },
  ];
  return (await vscode.window.showQuickPick(items, { title: vscode.l10n.t('New requests for which vault?') }))?.name;
}
