import * as vscode from 'vscode';
import { DisposableStore } from '../disposableStore.ts';
import type { VaultsNode, VaultsTree } from './vaultsTree.ts';

/** Minutes left on a token are shown while the view is visible: they change by themselves. */
const tickMs = 60_000;

/**
 * The tree of vaults in the activity bar. What it shows is loaded when the editor first asks for it; looking at it sends nothing, it shows
 * what the caches of this session know. Opening a list sends.
 */
export class VaultsView implements vscode.TreeDataProvider<VaultsNode> {
  readonly #store = new DisposableStore();
  readonly #changed = new vscode.EventEmitter<VaultsNode | undefined>();
  readonly onDidChangeTreeData = this.#changed.event;
  readonly #tree: () => VaultsTree;
  #tick: NodeJS.Timeout | undefined;

  constructor(tree: () => VaultsTree) {
    this.#tree = tree;
    this.#store.add(this.#changed);
    const dragAndDropController: vscode.TreeDragAndDropController<VaultsNode> = {
      dragMimeTypes: ['text/uri-list', 'text/plain'],
      dropMimeTypes: [],
      handleDrag: (nodes, data) => this.#tree().drag(nodes, data),
    };
    const view = this.#store.add(
      vscode.window.createTreeView('kvhttp.vaults', { treeDataProvider: this, dragAndDropController, canSelectMany: true }),
    );
    this.#store.add(view.onDidChangeVisibility(({ visible }) => this.#setVisible(visible)));
  }

  /** Draws one line and what is below it anew, or everything. */
  refresh(node?: VaultsNode): void {
    this.#changed.fire(node);
  }

  getChildren(node?: VaultsNode): Promise<VaultsNode[]> {
    return this.#tree().children(node);
  }

  getTreeItem(node: VaultsNode): vscode.TreeItem {
    return this.#tree().item(node);
  }

  dispose(): void {
    this.#setVisible(false);
    this.#store.dispose();
  }

  #setVisible(visible: boolean): void {
    clearInterval(this.#tick);
    this.#tick = visible ? setInterval(() => this.refresh(), tickMs) : undefined;
    if (visible) this.refresh();
  }
}
