import * as vscode from 'vscode';
import type { CredentialKind } from '../../core/model/vault.ts';
import type { CredentialSecrets } from './credentialSecrets.ts';

/** Asks for the secret of a credential and whether to keep it; undefined where that was dismissed. */
export async function askSecret(credential: string, kind: CredentialKind, secrets: CredentialSecrets): Promise<string | undefined> {
  const secret = await vscode.window.showInputBox({
    title: titleOf(credential, kind),
    prompt: vscode.l10n.t('It goes to the token endpoint alone and is never written to a file.'),
    password: true,
    ignoreFocusOut: true,
    validateInput: value => (value.trim() === '' ? vscode.l10n.t('Enter the secret, or press Escape to send nothing.') : undefined),
  });
  if (secret === undefined) return undefined;
  const keep = { label: vscode.l10n.t('Keep it in the secret storage of the editor'), lasting: true };
  const session = { label: vscode.l10n.t('Use it in this session only'), lasting: false };
  const choice = await vscode.window.showQuickPick([keep, session], {
    title: vscode.l10n.t('Keep the secret of {0}?', credential),
    ignoreFocusOut: true,
  });
  if (choice === undefined) return undefined;
  await secrets.set(credential, secret.trim(), choice.lasting);
  return secret.trim();
}

function titleOf(credential: string, kind: CredentialKind): string {
  if (kind === 'pastedToken') return vscode.l10n.t('Access token for {0}', credential);
  if (kind === 'clientCertificate') return vscode.l10n.t('Password of the certificate of {0}', credential);
  return vscode.l10n.t('Client secret of {0}', credential);
}
