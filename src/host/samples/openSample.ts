import * as vscode from 'vscode';

const fileName = 'quickstart.kvhttp';

/** Folder of the user's own copy of the sample, outside every workspace. */
export function sampleFolder(context: vscode.ExtensionContext): vscode.Uri {
  return vscode.Uri.joinPath(context.globalStorageUri, 'samples');
}

/** True for the sample itself and the user's copy of it: its requests mean the embedded vault. */
export function isSampleDocument(context: vscode.ExtensionContext, document: string): boolean {
  const places = [sampleFolder(context), vscode.Uri.joinPath(context.extensionUri, 'media', 'samples')];
  return places.some(place => document.startsWith(`${place.toString()}/`));
}

/**
 * Opens the sample as a file that can be sent from, changed and kept: the user's own copy of it. A copy that was changed is never
 * overwritten without asking, one that was not follows the extension's.
 */
export async function openSample(context: vscode.ExtensionContext): Promise<void> {
  const original = vscode.Uri.joinPath(context.extensionUri, 'media', 'samples', fileName);
  const copy = vscode.Uri.joinPath(sampleFolder(context), fileName);
  const fresh = await vscode.workspace.fs.readFile(original);
  const current = await readIfThere(copy);
  if (current === undefined || (!sameBytes(current, fresh) && (await wantsFresh()))) await vscode.workspace.fs.writeFile(copy, fresh);
  const document = await vscode.workspace.openTextDocument(copy);
  await vscode.window.showTextDocument(document, { preview: false });
}

async function wantsFresh(): Promise<boolean> {
  const mine = { label: vscode.l10n.t('Open my copy'), detail: vscode.l10n.t('With the changes made to it') };
  const anew = { label: vscode.l10n.t('Start over'), detail: vscode.l10n.t('Replace my copy by the sample as it came') };
  const chosen = await vscode.window.showQuickPick([mine, anew], { title: vscode.l10n.t('The sample was changed') });
  return chosen === anew;
}

async function readIfThere(uri: vscode.Uri): Promise<Uint8Array | undefined> {
  try {
    return await vscode.workspace.fs.readFile(uri);
  } catch {
    // Not copied yet.
    return undefined;
  }
}

function sameBytes(a: Uint8Array, b: Uint8Array): boolean {
  return a.length === b.length && a.every((byte, index) => byte === b[index]);
}
