import * as vscode from 'vscode';

type VariableSource = 'env' | 'dotenv';
const stateKey = 'kvhttp.permittedVariables';

/**
 * Which variables of the machine requests may read. A request file can send what it reads anywhere it may send at all, so each name
 * is asked for once, and the answer is kept outside the workspace. Names only, no values.
 */
export class VariablePermissions {
  readonly #state: vscode.Memento;
  readonly #session = new Set<string>();

  constructor(state: vscode.Memento) {
    this.#state = state;
  }

  async allow(source: VariableSource, name: string): Promise<boolean> {
    const entry = `${source}:${name}`;
    if (this.#session.has(entry) || this.#kept().includes(entry)) return true;
    const once = vscode.l10n.t('Allow in This Session');
    const always = vscode.l10n.t('Always Allow');
    const question =
      source === 'env'
        ? vscode.l10n.t('Let request files read the environment variable "{0}"?', name)
        : vscode.l10n.t('Let request files read "{0}" from .env files?', name);
    const detail = vscode.l10n.t('The value becomes part of the request that is being sent.');
    const answer = await vscode.window.showWarningMessage(question, { modal: true, detail }, once, always);
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
