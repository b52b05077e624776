import * as vscode from 'vscode';
import { currentSettings } from './currentSettings.ts';
import type { UserSettings } from './readSettings.ts';

/** The user's settings, read anew only when they have changed: every hover and inlay hint asks for them, and to ask the editor takes milliseconds. */
export class RememberedSettings {
  readonly #listener: vscode.Disposable;
  #known: UserSettings | undefined;

  constructor() {
    this.#listener = vscode.workspace.onDidChangeConfiguration(change => {
      if (change.affectsConfiguration('kvhttp')) this.#known = undefined;
    });
  }

  /** As they are now. */
  readonly read = (): UserSettings => {
    this.#known ??= currentSettings();
    return this.#known;
  };

  dispose(): void {
    this.#listener.dispose();
  }
}
