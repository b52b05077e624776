import * as vscode from 'vscode';
import type { Engine } from '../protocol/engine.ts';
import { vaultNameOf } from './commandArguments.ts';
import type { ReadPermissions } from './doors/readPermissions.ts';
import type { CredentialSecrets } from './secrets/credentialSecrets.ts';

const t = vscode.l10n.t;

export interface ForgetDeps {
  readonly secrets: CredentialSecrets;
  readonly permissions: ReadPermissions;
  /** The engine where it was used already. */
  engine(): Engine | undefined;
  changed(): void;
}

/** Forgets cached challenges and tokens of one vault, or of all where none is named. */
export async function clearCaches(argument: unknown, { engine, changed }: ForgetDeps): Promise<void> {
  const vault = vaultNameOf(argument) ?? null;
  await engine()?.clearCaches({ vault, challenges: true, tokens: true });
  changed();
  const text =
    vault === null ? t('Cached challenges and tokens were forgotten.') : t('Cached challenge and token of {0} were forgotten.', vault);
  vscode.window.setStatusBarMessage(text, 5000);
}

/** Forgets the challenge or the tokens of one vault: its next request shows the missing step again. */
export async function forgetPart(argument: unknown, part: 'challenge' | 'token', { engine, changed }: ForgetDeps): Promise<void> {
  const vault = vaultNameOf(argument);
  if (vault === undefined) return;
  await engine()?.clearCaches({ vault, challenges: part === 'challenge', tokens: part === 'token' });
  changed();
  const text = part === 'challenge' ? t('The challenge of {0} was forgotten.', vault) : t('The tokens for {0} were forgotten.', vault);
  vscode.window.setStatusBarMessage(text, 5000);
}

/** Deletes everything secret that we keep, after asking: stored secrets, permitted variables and files, and the tokens made with them. */
export async function forgetSecrets(deps: ForgetDeps): Promise<void> {
  const names = await deps.secrets.names();
  const forget = t('Forget');
  const detail =
    names.length === 0
      ? t('No secret is stored. Permitted variables and files and cached tokens are forgotten too.')
      : t('Secrets of: {0}', names.join(', '));
  const answer = await vscode.window.showWarningMessage(t('Forget all stored secrets?'), { modal: true, detail }, forget);
  if (answer !== forget) return;
  await deps.secrets.forgetAll();
  await deps.permissions.forgetAll();
  await deps.engine()?.clearCaches({ vault: null, challenges: false, tokens: true });
  deps.changed();
  vscode.window.setStatusBarMessage(t('All stored secrets were forgotten.'), 5000);
}
