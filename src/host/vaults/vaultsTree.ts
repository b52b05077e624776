import * as vscode from 'vscode';
import { assertNever } from '../../core/model/assertNever.ts';
import { embeddedVaultConfig } from '../embedded/embeddedVaultConfig.ts';
import { dragObjects } from '../objects/dragObjects.ts';
import type { ObjectListings } from '../objects/objectListings.ts';
import { type BelowList, listNode, listNodes, objectNodes } from '../objects/objectNodes.ts';
import type { ListRef } from '../objects/vaultObject.ts';
import type { UserSettings } from '../settings/readSettings.ts';
import { treeItemOf } from '../treeItemOf.ts';
import { type VaultNode, type VaultTreeFacts, vaultTree } from './vaultTree.ts';

export type VaultsNode = VaultNode | BelowList;

export interface VaultsTreeParts {
  readonly listings: ObjectListings;
  facts(): Promise<VaultTreeFacts>;
  settings(): UserSettings;
  /** Epoch ms. */
  now(): number;
  /** Draws the node anew; undefined for all. */
  redraw(node: VaultsNode | undefined): void;
}

/** What stands in the vaults view: vaults, their lists, and what the lists hold. */
export class VaultsTree {
  readonly #parts: VaultsTreeParts;
  /** Lists as they were drawn last: the editor knows a line again only by the same object. */
  readonly #drawn = new Map<string, VaultsNode>();

  constructor(parts: VaultsTreeParts) {
    this.#parts = parts;
  }

  async children(node: VaultsNode | undefined): Promise<VaultsNode[]> {
    if (node === undefined) return [...vaultTree(await this.#parts.facts(), vscode.l10n.t)];
    switch (node.kind) {
      case 'vault':
        return this.#remember(this.#listsOf(node.vault));
      case 'list':
        return this.#remember(await this.#below(node));
      case 'object':
      case 'remark':
      case 'list-remark':
        return [];
      default:
        return assertNever(node);
    }
  }

  item(node: VaultsNode): vscode.TreeItem {
    // The count of a list is known only after its line was drawn for the first time.
    return treeItemOf(node.kind === 'list' ? listNode(node, this.#parts.listings.known(node), vscode.l10n.t) : node);
  }

  drag(nodes: readonly VaultsNode[], data: vscode.DataTransfer): void {
    dragObjects(nodes, name => this.#vault(name), data);
  }

  /** Reads the next page of a list, or the failed one again. */
  async more(list: ListRef): Promise<void> {
    await withListProgress(() => this.#parts.listings.more(list));
    this.#redrawList(list);
  }

  #listsOf(name: string): readonly VaultsNode[] {
    const vault = this.#vault(name);
    return vault === undefined ? [] : listNodes(vault, list => this.#parts.listings.known(list), vscode.l10n.t);
  }

  async #below(list: ListRef): Promise<readonly VaultsNode[]> {
    const { listings, now } = this.#parts;
    const first = listings.known(list) === undefined;
    const listing = first ? await withListProgress(() => listings.open(list)) : await listings.open(list);
    // Its count is known now; its line was drawn without.
    if (first) setTimeout(() => this.#redrawList(list), 0);
    return objectNodes(list, listing, listings.known({ ...list, deleted: true }), Math.floor(now() / 1000), vscode.l10n.t);
  }

  #vault(name: string): UserSettings['vaults'][number] | undefined {
    return [...this.#parts.settings().vaults, embeddedVaultConfig].find(vault => vault.name === name);
  }

  #remember(nodes: readonly VaultsNode[]): VaultsNode[] {
    for (const node of nodes) if (node.kind === 'list') this.#drawn.set(node.id, node);
    return [...nodes];
  }

  #redrawList({ vault, objects, deleted }: ListRef): void {
    const drawn = [...this.#drawn.values()].find(
      node => node.kind === 'list' && node.vault === vault && node.objects === objects && node.deleted === deleted,
    );
    this.#parts.redraw(drawn);
  }
}

function withListProgress<T>(read: () => Promise<T>): Thenable<T> {
  return vscode.window.withProgress({ location: { viewId: 'kvhttp.vaults' } }, read);
}
