import * as vscode from 'vscode';
import type { CredentialKind } from '../../core/model/vault.ts';
import type { CredentialSecrets } from './credentialSecrets.ts';

export interface SecretQuestion {
  /** Under which it is kept. */
  readonly name: string;
  readonly title: string;
  /** What it is used for. */
  readonly use: string;
}

/** Asks for a secret and whether to keep it; undefined where that was dismissed. */
export async function askSecret({ name, title, use }: SecretQuestion, secrets: CredentialSecrets): Promise<string | undefined> {
  const secret = await vscode.window.showInputBox({
    title,
    prompt: use,
    password: true,
    ignoreFocusOut: true,
    validateInput: value => (value.trim() === '' ? vscode.l10n.t('Enter the secret, or press Escape to send nothing.') : undefined),
  });
  if (secret === undefined) return undefined;
  const keep = { label: vscode.l10n.t('Keep it in the secret storage of the editor'), lasting: true };
  const session = { label: vscode.l10n.t('Use it in this session only'), lasting: false };
  const choice = await vscode.window.showQuickPick([keep, session], {
    title: vscode.l10n.t('Keep the secret of {0}?', name),
    ignoreFocusOut: true,
  });
  if (choice === undefined) return undefined;
  await secrets.set(name, secret.trim(), choice.lasting);
  return secret.trim();
}

export function credentialQuestion(name: string, kind: CredentialKind): SecretQuestion {
  return { name, title: titleOf(name, kind), use: vscode.l10n.t('It goes to the token endpoint alone and is never written to a file.') };
}

export function certificateQuestion(host: string): SecretQuestion {
  return {
    name: `client certificate for ${host}`,
    title: vscode.l10n.t('Password of the client certificate for {0}', host),
    use: vscode.l10n.t('It opens the file on this machine, and is sent nowhere.'),
  };
}

function titleOf(credential: string, kind: CredentialKind): string {
  if (kind === 'pastedToken') return vscode.l10n.t('Access token for {0}', credential);
  if (kind === 'clientCertificate') return vscode.l10n.t('Password of the certificate of {0}', credential);
  return vscode.l10n.t('Client secret of {0}', credential);
}
