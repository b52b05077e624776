import * as vscode from 'vscode';
import type { TreeLine } from './treeLine.ts';

/** A line of a view as the editor draws it. */
export function treeItemOf(line: TreeLine): vscode.TreeItem {
  const { Collapsed, None } = vscode.TreeItemCollapsibleState;
  const item = new vscode.TreeItem(line.label, line.opens ? Collapsed : None);
  item.id = line.id;
  item.description = line.description;
  item.tooltip = line.tooltip;
  item.contextValue = line.contextValue;
  item.iconPath = new vscode.ThemeIcon(line.icon, line.iconColor === null ? undefined : new vscode.ThemeColor(line.iconColor));
  item.accessibilityInformation = { label: line.ariaLabel };
  if (line.command !== null) item.command = { command: line.command.id, title: line.label, arguments: [...line.command.args] };
  return item;
}
