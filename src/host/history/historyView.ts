import * as vscode from 'vscode';
import { DisposableStore } from '../disposableStore.ts';
import type { HistoryNode } from './historyTree.ts';

/** Answers what stands in the view; loaded when the view is first shown. */
export interface HistoryLines {
  nodes(): readonly HistoryNode[];
  item(node: HistoryNode): vscode.TreeItem;
}

/** The last runs, in the activity bar below the vaults. */
export class HistoryView implements vscode.TreeDataProvider<HistoryNode> {
  readonly #store = new DisposableStore();
  readonly #changed = this.#store.add(new vscode.EventEmitter<undefined>());
  readonly onDidChangeTreeData = this.#changed.event;
  readonly #lines: () => HistoryLines;

  constructor(lines: () => HistoryLines) {
    this.#lines = lines;
    this.#store.add(vscode.window.createTreeView('kvhttp.history', { treeDataProvider: this, canSelectMany: true }));
  }

  refresh(): void {
    this.#changed.fire(undefined);
  }

  getChildren(node?: HistoryNode): HistoryNode[] {
    return node === undefined ? [...this.#lines().nodes()] : [];
  }

  getTreeItem(node: HistoryNode): vscode.TreeItem {
    return this.#lines().item(node);
  }

  dispose(): void {
    this.#store.dispose();
  }
}
