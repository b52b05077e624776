import * as vscode from 'vscode';
import { DisposableStore } from '../disposableStore.ts';
import { treeItemOf } from './treeItemOf.ts';
import { type VaultNode, type VaultTreeFacts, vaultTree } from './vaultTree.ts';

/** Minutes left on a token are shown while the view is visible: they change by themselves. */
const tickMs = 60_000;

/** The tree of vaults in the activity bar. Looking at it sends nothing: it shows what the caches of this session know. */
export class VaultsView implements vscode.TreeDataProvider<VaultNode> {
  readonly #store = new DisposableStore();
  readonly #changed = new vscode.EventEmitter<undefined>();
  readonly onDidChangeTreeData = this.#changed.event;
  readonly #facts: () => Promise<VaultTreeFacts>;
  #tick: NodeJS.Timeout | undefined;

  constructor(facts: () => Promise<VaultTreeFacts>) {
    this.#facts = facts;
    this.#store.add(this.#changed);
    const view = this.#store.add(vscode.window.createTreeView('kvhttp.vaults', { treeDataProvider: this }));
    this.#store.add(view.onDidChangeVisibility(({ visible }) => this.#setVisible(visible)));
  }

  refresh(): void {
    this.#changed.fire(undefined);
  }

  async getChildren(node?: VaultNode): Promise<VaultNode[]> {
    return node === undefined ? [...vaultTree(await this.#facts(), vscode.l10n.t)] : [];
  }

  getTreeItem(node: VaultNode): vscode.TreeItem {
    return treeItemOf(node);
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
