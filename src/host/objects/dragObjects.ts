import * as vscode from 'vscode';
import type { UserSettings } from '../settings/readSettings.ts';
import type { VaultsNode } from '../vaults/vaultsTree.ts';
import { requestMime } from './requestMime.ts';
import { listRequest, objectRequest, type RequestVault } from './requestText.ts';
import { kindsOf } from './vaultObject.ts';

/** Fills a drag from the vaults view: requests for our files, the same as plain text, and the addresses for everybody else. */
export function dragObjects(
  nodes: readonly VaultsNode[],
  vaultOf: (name: string) => UserSettings['vaults'][number] | undefined,
  data: vscode.DataTransfer,
): void {
  const dragged = nodes.flatMap(node => draggedOf(node, vaultOf(node.vault)) ?? []);
  if (dragged.length === 0) return;
  const text = dragged.map(each => each.request).join('\n');
  data.set(requestMime, new vscode.DataTransferItem(text));
  data.set('text/plain', new vscode.DataTransferItem(text));
  data.set('text/uri-list', new vscode.DataTransferItem(dragged.map(each => each.url).join('\r\n')));
}

/** The request that a line of the view stands for; undefined where it stands for none. */
export function draggedOf(
  node: VaultsNode,
  vault: RequestVault | undefined,
): { readonly request: string; readonly url: string } | undefined {
  if (vault === undefined) return undefined;
  switch (node.kind) {
    case 'object':
      return { request: objectRequest(node, vault), url: node.url };
    case 'list':
      return { request: listRequest(node, vault, null), url: `${vault.url}/${node.deleted ? 'deleted' : ''}${node.objects}` };
    case 'vault': {
      const objects = kindsOf(vault.url)[0] ?? 'secrets';
      return { request: listRequest({ vault: vault.name, objects, deleted: false }, vault, null), url: vault.url };
    }
    default:
      return undefined;
  }
}
