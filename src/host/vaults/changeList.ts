import * as vscode from 'vscode';
import { type RawList, rawList } from './editVaultList.ts';

/** Changes a list of the user's settings; entries that we cannot read stay as they are. */
export async function changeList(setting: 'vaults' | 'credentials', edit: (list: RawList) => RawList): Promise<void> {
  const configuration = vscode.workspace.getConfiguration('kvhttp');
  const list = rawList(configuration.inspect(setting)?.globalValue);
  await configuration.update(setting, edit(list), vscode.ConfigurationTarget.Global);
}
