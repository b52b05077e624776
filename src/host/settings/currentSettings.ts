import * as vscode from 'vscode';
import type { EmbeddedVaultInfo } from '../../core/model/embeddedVault.ts';
import type { EngineSettings } from '../../protocol/engine.ts';
import { chooseProxy } from './chooseProxy.ts';
import { engineSettings } from './engineSettings.ts';
import { readSettings, type UserSettings } from './readSettings.ts';

/** The user's settings as they are now. */
export function currentSettings(): UserSettings {
  const configuration = vscode.workspace.getConfiguration('kvhttp');
  return readSettings(key => configuration.inspect(key), vscode.l10n.t);
}

/** What the engine must know now; the editor's proxy and `http.systemCertificates` come from the user's values too, never from the workspace's. */
export function currentEngineSettings(embedded: EmbeddedVaultInfo | null): EngineSettings {
  const user = currentSettings();
  const proxy = chooseProxy({
    own: user.proxy,
    editor: userText('proxy'),
    editorSupport: userText('proxySupport'),
    editorNoProxy: userList('noProxy'),
    env: process.env,
  });
  const systemCertificates = httpSetting('systemCertificates') !== false;
  return engineSettings(user, { trusted: vscode.workspace.isTrusted, proxy, systemCertificates, embedded });
}

function httpSetting(key: string): unknown {
  const found = vscode.workspace.getConfiguration('http').inspect(key);
  return found?.globalValue ?? found?.defaultValue;
}

function userText(key: string): string {
  const value = httpSetting(key);
  return typeof value === 'string' ? value : '';
}

function userList(key: string): readonly string[] {
  const value = httpSetting(key);
  return Array.isArray(value) ? value.filter(entry => typeof entry === 'string') : [];
}
