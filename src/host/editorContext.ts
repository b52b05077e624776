import * as vscode from 'vscode';
import { contextKeys } from './commands.ts';

/** Our when-clause keys as the editor was last told them. It answers later; nothing waits for it. */
export class EditorContext {
  readonly #told = new Map<keyof typeof contextKeys, boolean>();

  set(key: keyof typeof contextKeys, value: boolean): void {
    if (this.#told.get(key) === value) return;
    this.#told.set(key, value);
    void vscode.commands.executeCommand('setContext', contextKeys[key], value);
  }
}
