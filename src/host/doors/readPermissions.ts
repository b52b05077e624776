import * as vscode from 'vscode';
import { assertNever } from '../../core/model/assertNever.ts';

const stateKey = 'kvhttp.permittedReads';

/** What a request would read: a variable by its name, a file by its path on this machine. */
export interface WantedRead {
  readonly source: 'env' | 'dotenv' | 'file';
  readonly name: string;
}

/**
 * What of this machine requests may read. A request file can send what it reads anywhere it may send at all, so each variable and file
 * is asked for once, and the answer is kept outside the workspace. Names only, no values.
 */
export class ReadPermissions {
  readonly #state: vscode.Memento;
  readonly #session = new Set<string>();

  constructor(state: vscode.Memento) {
    this.#state = state;
  }

  async allow(wanted: WantedRead): Promise<boolean> {
    const entry = `${wanted.source}:${wanted.name}`;
    if (this.#session.has(entry) || this.#kept().includes(entry)) return true;
    const once = vscode.l10n.t('Allow in This Session');
    const always = vscode.l10n.t('Always Allow');
    const answer = await vscode.window.showWarningMessage(questionOf(wanted), { modal: true, detail: detailOf(wanted) }, once, always);
    if (answer === undefined) return false;
    this.#session.add(entry);
    if (answer === always) await this.#state.update(stateKey, [...this.#kept(), entry]);
    return true;
  }

  async forgetAll(): Promise<void> {
    this.#session.clear();
    await this.#state.update(stateKey, undefined);
  }

  #kept(): readonly string[] {
    const kept = this.#state.get<unknown>(stateKey);
    return Array.isArray(kept) ? kept.filter(entry => typeof entry === 'string') : [];
  }
}

function questionOf({ source, name }: WantedRead): string {
  switch (source) {
    case 'env':
      return vscode.l10n.t('Let request files read the environment variable "{0}"?', name);
    case 'dotenv':
      return vscode.l10n.t('Let request files read "{0}" from .env files?', name);
    case 'file':
      return vscode.l10n.t('Let request files send what stands in "{0}"?', vscode.workspace.asRelativePath(name));
    default:
      return assertNever(source);
  }
}

function detailOf({ source }: WantedRead): string {
  return source === 'file'
    ? vscode.l10n.t('The file becomes part of the body of the request that is being sent.')
    : vscode.l10n.t('The value becomes part of the request that is being sent.');
}
