import type { ScenarioName } from '../core/model/embeddedVault.ts';
import type { TextSpan } from '../core/model/textSpan.ts';
import type { FlowKind } from '../core/model/trace.ts';

/** Every command of the extension, once. The manifest names the same set (a unit test compares both ways). */
export const commands = {
  send: 'kvhttp.send',
  sendAs: 'kvhttp.sendAs',
  sendAll: 'kvhttp.sendAll',
  cancel: 'kvhttp.cancel',
  resend: 'kvhttp.resend',
  addVault: 'kvhttp.addVault',
  editVault: 'kvhttp.editVault',
  removeVault: 'kvhttp.removeVault',
  refreshVaults: 'kvhttp.refreshVaults',
  startEmbeddedVault: 'kvhttp.startEmbeddedVault',
  stopEmbeddedVault: 'kvhttp.stopEmbeddedVault',
  runMatrix: 'kvhttp.runMatrix',
  tokenLab: 'kvhttp.tokenLab',
  sendLabToken: 'kvhttp.sendLabToken',
  openSample: 'kvhttp.openSample',
  decodeToken: 'kvhttp.decodeToken',
  openTrace: 'kvhttp.openTrace',
  exportTrace: 'kvhttp.exportTrace',
  compareTraces: 'kvhttp.compareTraces',
  copyAsCurl: 'kvhttp.copyAsCurl',
  copyRequest: 'kvhttp.copyRequest',
  importCurl: 'kvhttp.importCurl',
  clearCaches: 'kvhttp.clearCaches',
  forgetSecrets: 'kvhttp.forgetSecrets',
  newRequestFile: 'kvhttp.newRequestFile',
  insertRequest: 'kvhttp.insertRequest',
  probeVault: 'kvhttp.probeVault',
  copyObjectId: 'kvhttp.copyObjectId',
  showToken: 'kvhttp.showToken',
  forgetChallenge: 'kvhttp.forgetChallenge',
  forgetToken: 'kvhttp.forgetToken',
  loadMore: 'kvhttp.loadMore',
  retryList: 'kvhttp.retryList',
  explain: 'kvhttp.explain',
  analyzeAuditLog: 'kvhttp.analyzeAuditLog',
  resolveVaultName: 'kvhttp.resolveVaultName',
  explainHandshake: 'kvhttp.explainHandshake',
  openHistory: 'kvhttp.openHistory',
  clearHistory: 'kvhttp.clearHistory',
  chooseEnvironment: 'kvhttp.chooseEnvironment',
  discoverVaults: 'kvhttp.discoverVaults',
} as const;

/** What a tree item hands to its command: only the name is used, and only after it was looked up again. */
export interface VaultRef {
  readonly vault: string;
}

/** What a line that stands for a run hands to its command. */
export interface RunRef {
  readonly run: string;
}

/** Arguments as our own callers pass them. The palette and the keyboard pass none; other extensions may pass anything. */
export interface CommandArgs {
  'kvhttp.send': [documentUri?: string, request?: TextSpan];
  'kvhttp.sendAs': [documentUri?: string, request?: TextSpan, flow?: FlowKind];
  'kvhttp.sendAll': [documentUri?: string];
  'kvhttp.cancel': [runId?: string];
  'kvhttp.resend': [runId?: string, flow?: FlowKind];
  'kvhttp.addVault': [];
  'kvhttp.editVault': [vault?: VaultRef];
  'kvhttp.removeVault': [vault?: VaultRef];
  'kvhttp.refreshVaults': [];
  'kvhttp.startEmbeddedVault': [scenario?: ScenarioName | VaultRef];
  'kvhttp.stopEmbeddedVault': [];
  'kvhttp.runMatrix': [];
  'kvhttp.tokenLab': [];
  'kvhttp.sendLabToken': [documentUri?: string];
  'kvhttp.openSample': [];
  'kvhttp.decodeToken': [];
  'kvhttp.openTrace': [runId?: string];
  'kvhttp.exportTrace': [runId?: string];
  'kvhttp.compareTraces': [runId?: string, otherRunId?: string];
  'kvhttp.copyRequest': [documentUri?: string, request?: TextSpan];
  'kvhttp.importCurl': [command?: string];
  'kvhttp.copyAsCurl': [runId?: string, exchange?: number];
  'kvhttp.clearCaches': [vault?: VaultRef];
  'kvhttp.forgetSecrets': [];
  'kvhttp.newRequestFile': [vault?: VaultRef];
  'kvhttp.insertRequest': [line?: VaultRef];
  'kvhttp.probeVault': [vault?: VaultRef];
  'kvhttp.copyObjectId': [line?: VaultRef];
  'kvhttp.showToken': [vault?: VaultRef];
  'kvhttp.forgetChallenge': [vault?: VaultRef];
  'kvhttp.forgetToken': [vault?: VaultRef];
  'kvhttp.loadMore': [list?: VaultRef];
  'kvhttp.retryList': [list?: VaultRef];
  /** The file as `vscode.Uri`, from the explorer. */
  'kvhttp.explain': [file?: object];
  'kvhttp.analyzeAuditLog': [file?: object];
  'kvhttp.resolveVaultName': [runId?: string];
  'kvhttp.explainHandshake': [runId?: string];
  'kvhttp.openHistory': [line?: RunRef];
  'kvhttp.clearHistory': [];
  'kvhttp.chooseEnvironment': [];
  'kvhttp.discoverVaults': [];
}

export type CommandId = keyof CommandArgs;

/** A command handler gets what the caller passed, unchecked: reading it is the handler's first duty. */
export type CommandHandler = (...args: readonly unknown[]) => unknown;
export type CommandTable = { readonly [K in CommandId]: CommandHandler };

/** When-clause context keys that the extension sets. */
export const contextKeys = {
  running: 'kvhttp.running',
  hasRun: 'kvhttp.hasRun',
  embeddedRunning: 'kvhttp.embeddedRunning',
} as const;
