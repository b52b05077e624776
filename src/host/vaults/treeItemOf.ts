import * as vscode from 'vscode';
import { commands } from '../commands.ts';
import type { VaultNode } from './vaultTree.ts';

/** A line of the vaults view as the editor draws it. */
export function treeItemOf(node: VaultNode): vscode.TreeItem {
  const item = new vscode.TreeItem(node.label, vscode.TreeItemCollapsibleState.None);
  item.id = node.id;
  item.description = node.description;
  item.tooltip = node.tooltip;
  item.contextValue = node.contextValue;
  item.iconPath = new vscode.ThemeIcon(node.icon, node.iconColor === null ? undefined : new vscode.ThemeColor(node.iconColor));
  item.accessibilityInformation = { label: node.ariaLabel };
  if (node.setting !== null) item.command = { command: 'workbench.action.openSettings', title: node.label, arguments: [node.setting] };
  if (node.contextValue === 'fault') item.command = { command: commands.refreshVaults, title: node.label };
  return item;
}
