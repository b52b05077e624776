import * as vscode from 'vscode';
import { commands } from '../commands.ts';
import { DisposableStore } from '../disposableStore.ts';
import type { EmbeddedState } from '../vaults/vaultTree.ts';
import { statusText } from './statusText.ts';

export interface StatusDoors {
  /** Name of the environment in use for a document; null for none. */
  environmentOf(document: string): string | null;
  embedded(): EmbeddedState;
}

/** One item of the status bar, there while a request file is active and made when the first one is. */
export class EnvironmentStatus {
  readonly #store = new DisposableStore();
  readonly #doors: StatusDoors;
  #item: vscode.StatusBarItem | undefined;

  constructor(doors: StatusDoors) {
    this.#doors = doors;
    this.#store.add(vscode.window.onDidChangeActiveTextEditor(() => this.refresh()));
    this.#store.add(vscode.workspace.onDidOpenTextDocument(() => this.refresh()));
    // Behind the editor's own first questions: the activation itself loads nothing.
    const first = setTimeout(() => this.refresh(), 0);
    this.#store.add({ dispose: () => clearTimeout(first) });
  }

  refresh(): void {
    const document = vscode.window.activeTextEditor?.document;
    if (document?.languageId !== 'kvhttp') {
      this.#item?.hide();
      return;
    }
    const item = this.#made();
    const { text, tooltip, ariaLabel } = statusText(
      this.#doors.environmentOf(document.uri.toString()),
      this.#doors.embedded(),
      vscode.l10n.t,
    );
    item.text = text;
    item.tooltip = tooltip;
    item.accessibilityInformation = { label: ariaLabel };
    item.show();
  }

  dispose(): void {
    this.#store.dispose();
  }

  #made(): vscode.StatusBarItem {
    if (this.#item === undefined) {
      this.#item = this.#store.add(vscode.window.createStatusBarItem('kvhttp.environment', vscode.StatusBarAlignment.Right, 90));
      this.#item.name = vscode.l10n.t('Key Vault Environment');
      this.#item.command = commands.chooseEnvironment;
    }
    return this.#item;
  }
}
