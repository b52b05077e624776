import * as vscode from 'vscode';
import type { HostDoors } from '../../protocol/engine.ts';

/** Shows the code of a device-code sign-in beside the editor. The request waits meanwhile, and can be cancelled. */
export function showDeviceCode({ credential, userCode, verificationUri }: Parameters<HostDoors['showDeviceCode']>[0]): void {
  const open = vscode.l10n.t('Copy Code and Open Browser');
  const text = vscode.l10n.t('Sign in as {0}: enter the code {1} at {2}', credential, userCode, verificationUri);
  void vscode.window.showInformationMessage(text, open).then(async answer => {
    if (answer !== open) return;
    await vscode.env.clipboard.writeText(userCode);
    await vscode.env.openExternal(vscode.Uri.parse(verificationUri, true));
  });
}
