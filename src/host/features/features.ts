import type * as vscode from 'vscode';
import type { LoadedNames } from '../../core/language/completion/completionFacts.ts';
import type { Run } from '../../core/model/run.ts';
import type { SignatureCheck } from '../../core/model/tokenFacts.ts';
import type { Engine } from '../../protocol/engine.ts';
import type { CauseWords } from '../causeWords.ts';
import type { CommandTable } from '../commands.ts';
import type { ReadPermissions } from '../doors/readPermissions.ts';
import type { EmbeddedVaultService } from '../embedded/embeddedVaultService.ts';
import type { Matrix, MatrixView } from '../embedded/matrix.ts';
import type { Environments } from '../environment/environments.ts';
import type { HistoryLines } from '../history/historyView.ts';
import type { Log } from '../log/lazyLog.ts';
import type { CredentialSecrets } from '../secrets/credentialSecrets.ts';
import type { PlanFacts } from '../send/defaultVault.ts';
import type { SendPlanner } from '../send/planSend.ts';
import type { RunStore, StoredRun } from '../send/runStore.ts';
import type { SentRequest } from '../send/sendCommands.ts';
import type { RunView, Sender } from '../send/sender.ts';
import type { UserSettings } from '../settings/readSettings.ts';
import type { MatrixAct } from '../trace/panelAsk.ts';
import type { VaultsNode, VaultsTree } from '../vaults/vaultsTree.ts';

/** Commands that are loaded when somebody first runs one of them. */
export const featureCommands = [
  'kvhttp.addVault',
  'kvhttp.editVault',
  'kvhttp.removeVault',
  'kvhttp.refreshVaults',
  'kvhttp.runMatrix',
  'kvhttp.tokenLab',
  'kvhttp.sendLabToken',
  'kvhttp.openSample',
  'kvhttp.decodeToken',
  'kvhttp.clearCaches',
  'kvhttp.forgetSecrets',
  'kvhttp.newRequestFile',
  'kvhttp.insertRequest',
  'kvhttp.probeVault',
  'kvhttp.copyObjectId',
  'kvhttp.showToken',
  'kvhttp.forgetChallenge',
  'kvhttp.forgetToken',
  'kvhttp.loadMore',
  'kvhttp.retryList',
  'kvhttp.explain',
  'kvhttp.analyzeAuditLog',
  'kvhttp.resolveVaultName',
  'kvhttp.explainHandshake',
  'kvhttp.openHistory',
  'kvhttp.clearHistory',
  'kvhttp.chooseEnvironment',
  'kvhttp.discoverVaults',
] as const satisfies readonly (keyof CommandTable)[];

export type FeatureCommands = Pick<CommandTable, (typeof featureCommands)[number]>;

/** What the features are given: what lives as long as the window. */
export interface FeatureParts {
  readonly context: vscode.ExtensionContext;
  readonly sender: Sender;
  readonly runs: RunStore;
  /** Those of now. */
  settings(): UserSettings;
  readonly environments: Environments;
  readonly secrets: CredentialSecrets;
  readonly permissions: ReadPermissions;
  readonly embedded: EmbeddedVaultService;
  readonly view: RunView & MatrixView;
  readonly causes: CauseWords;
  readonly log: Log;
  plans(): SendPlanner;
  planFacts(document: string): PlanFacts;
  /** The engine where it was used already. */
  engine(): Engine | undefined;
  /** Epoch ms. */
  now(): number;
  redrawVaults(node: VaultsNode | undefined): void;
  redrawHistory(): void;
  resend(run: string): unknown;
}

/** The views and the commands around them: a bundle of its own, loaded when a view is shown or a command of it runs. */
export interface Features extends vscode.Disposable {
  readonly commands: FeatureCommands;
  readonly vaults: VaultsTree;
  readonly tokens: vscode.TextDocumentContentProvider;
  /** Checks a token against the keys that are known here, without a network; undefined where none are. */
  signatureOf(token: string): Promise<SignatureCheck | undefined>;
  readonly reports: vscode.TextDocumentContentProvider;
  readonly drop: vscode.DocumentDropEditProvider;
  readonly lab: vscode.CodeLensProvider;
  readonly matrix: Pick<Matrix, MatrixAct>;
  readonly history: HistoryLines;
  /** Keeps a finished run in the history. */
  record(stored: StoredRun): void;
  /** Where the request of a kept run stands. */
  past(run: string): SentRequest | undefined;
  /** Names in a vault as far as its lists were read already. */
  loadedNames(vault: string): LoadedNames;
  /** Asks where the vault's name of a run leads: the run with that in its findings; undefined where it is no longer known. */
  lookUp(run: string): Promise<Run | undefined>;
  /** Settings or the embedded vault have changed: lists of that vault, or of all, may be wrong. */
  forgetLists(vault: string | null): void;
}

/** The one export of the bundle. */
export interface FeatureBundle {
  createFeatures(parts: FeatureParts): Features;
}
