import * as vscode from 'vscode';
import { type CommandTable, commands } from './commands.ts';
import { DisposableStore } from './disposableStore.ts';

/** Registers every command of the table; the type of the table makes a missing one a compile error. */
export function registerCommands(table: CommandTable): vscode.Disposable {
  const store = new DisposableStore();
  for (const id of Object.values(commands)) store.add(vscode.commands.registerCommand(id, table[id]));
  return store;
}
