import * as vscode from 'vscode';
import { asCode, type CopyForm, copyFormNames, copyForms } from '../core/copy/asCode.ts';
import type { CopiedRequest } from '../core/copy/copiedRequest.ts';
import { type CopyNeeds, copyNeeds } from '../core/copy/copyNeeds.ts';

const t = vscode.l10n.t;

/** Asks for the form of a copy. */
export async function chooseCopyForm(): Promise<CopyForm | undefined> {
  const items = copyForms.map(form => ({ label: copyFormNames[form], form }));
  return (await vscode.window.showQuickPick(items, { title: t('Copy as…') }))?.form;
}

/** Puts a request on the clipboard as a command or a small program, and says what it needs before it runs. */
export async function copyAs(form: CopyForm, request: CopiedRequest): Promise<void> {
  await vscode.env.clipboard.writeText(asCode(form, request));
  const said = needsText(copyNeeds(form, request));
  vscode.window.setStatusBarMessage(said, said.length > 80 ? 15_000 : 5_000);
}

function needsText({ token, secrets, files, gaps }: CopyNeeds): string {
  return [
    token ? t('Copied. Put a token into ACCESS_TOKEN before you run it.') : t('Copied.'),
    ...(secrets.length === 0
      ? []
      : [t('What is secret in the body was left out: put it into the environment as {0}.', secrets.join(', '))]),
    ...(files.length === 0 ? [] : [t('It reads {0} from the folder in which you run it.', files.join(', '))]),
    ...(gaps.length === 0 ? [] : [t('Fill in what was left out: {0}.', gaps.slice(0, 5).join(', '))]),
  ].join(' ');
}
