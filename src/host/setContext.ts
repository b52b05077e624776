import * as vscode from 'vscode';
import { contextKeys } from './commands.ts';

/** Sets a when-clause key of ours. The editor answers later; nothing waits for it. */
export function setContext(key: keyof typeof contextKeys, value: boolean): void {
  void vscode.commands.executeCommand('setContext', contextKeys[key], value);
}
