import { randomUUID } from 'node:crypto';
import * as vscode from 'vscode';
import type { RequestKey } from './core/language/requestKey.ts';
import { runId } from './core/model/ids.ts';
import { startEmbeddedVaultInWorker } from './emulator/emulatorClient.ts';
import { createEngineClient } from './engine/engineClient.ts';
import { CauseWords } from './host/causeWords.ts';
import { runOf } from './host/commandArguments.ts';
import { commands } from './host/commands.ts';
import { createHostDoors } from './host/doors/hostDoors.ts';
import { ReadPermissions } from './host/doors/readPermissions.ts';
import { EditorContext } from './host/editorContext.ts';
import { embeddedVaultConfig } from './host/embedded/embeddedVaultConfig.ts';
import { EmbeddedVaultService } from './host/embedded/embeddedVaultService.ts';
import { startCommand } from './host/embedded/startCommand.ts';
import { EngineHolder } from './host/engineHolder.ts';
import { documentPlace } from './host/environment/documentPlace.ts';
import { EnvironmentStatus } from './host/environment/environmentStatus.ts';
import { Environments } from './host/environment/environments.ts';
import { watchEnvironments } from './host/environment/watchEnvironments.ts';
import { FeaturesHolder } from './host/features/featuresHolder.ts';
import { registerFeatures } from './host/features/registerFeatures.ts';
import { comparedRuns } from './host/history/comparedRuns.ts';
import { LanguageHolder } from './host/language/languageHolder.ts';
import { registerLanguage } from './host/language/registerLanguage.ts';
import { LazyLog } from './host/log/lazyLog.ts';
import { Pace } from './host/pace.ts';
import { readersLanguage } from './host/readersLanguage.ts';
import { registerCommands } from './host/registerCommands.ts';
import { answerPanel } from './host/runs/answerPanel.ts';
import { RunCommands } from './host/runs/runCommands.ts';
import { isSampleDocument } from './host/samples/openSample.ts';
import { CredentialSecrets } from './host/secrets/credentialSecrets.ts';
import { defaultVaultOf } from './host/send/defaultVault.ts';
import { lastResult } from './host/send/lastResult.ts';
import { RunStore } from './host/send/runStore.ts';
import { SendCommands } from './host/send/sendCommands.ts';
import { Sender } from './host/send/sender.ts';
import { currentEngineSettings } from './host/settings/currentSettings.ts';
import { RememberedSettings } from './host/settings/rememberedSettings.ts';
import { fingerprint } from './host/token/fingerprint.ts';
import { TracePanel } from './host/trace/tracePanel.ts';
import { warmWhenShown } from './host/warmWhenShown.ts';

/** Workers that are still running: `deactivate` gets no argument and must end them. */
const open: { close(): Promise<void> }[] = [];

/** Builds everything and registers it; starts nothing: no worker, no socket, no file. */
export function activate(context: vscode.ExtensionContext): void {
  const own = <T extends vscode.Disposable>(disposable: T): T => {
    context.subscriptions.push(disposable);
    return disposable;
  };
  const bundled = (file: string) => context.asAbsolutePath(`dist/${file}`);
  const now = () => Date.now();

  const secrets = new CredentialSecrets(context.secrets, () => {
    void vscode.window.showWarningMessage(
      vscode.l10n.t('The secret storage of the editor does not work here. Secrets are kept in memory until the window closes.'),
    );
  });
  const permissions = new ReadPermissions(context.globalState);
  const log = own(new LazyLog('Key Vault Request Debugger'));
  const runs = new RunStore();
  const editorContext = new EditorContext();
  const settingsChanged = own(new vscode.EventEmitter<void>());
  // Before whoever else listens to the settings: those read them anew.
  const settings = own(new RememberedSettings());
  const environments = new Environments({
    settings: () => settings.read().environments,
    placeOf: documentPlace,
    memory: context.workspaceState,
    changed: () => settingsChanged.fire(),
  });
  own(watchEnvironments(environments, () => settingsChanged.fire()));
  const embedded = new EmbeddedVaultService(
    options => startEmbeddedVaultInWorker(bundled('emulator.js'), options),
    state => {
      log.info(`embedded vault: ${state}`);
      engine.reconfigure();
      editorContext.set('embeddedRunning', state === 'running');
      features.existing?.forgetLists(embeddedVaultConfig.name);
      views.redrawVaults(undefined);
      status.refresh();
    },
  );
  const doors = createHostDoors({
    secrets,
    permissions,
    settings: settings.read,
    embedded: () => embedded.info,
    environmentOf: document => environments.known(document).name,
  });
  const engine = new EngineHolder(
    () => createEngineClient(bundled('engine.js'), doors),
    () => currentEngineSettings(embedded.info),
  );
  const panel = own(
    new TracePanel({
      extensionUri: context.extensionUri,
      now,
      run: id => runs.get(id)?.run,
      reveal: (id, exchange, part) => engine.get().reveal(id, exchange, part),
    }),
  );
  const causes = new CauseWords(context.asAbsolutePath('l10n'), vscode.env.language, readersLanguage);
  const sender = new Sender(
    {
      engine: () => engine.get(),
      view: panel,
      ensureEmbedded: async () => void (await embedded.start()),
      environment: document => environments.of(document),
      newRunId: () => runId(randomUUID()),
      now,
      inWords: run => causes.run(run),
      onBusy: busy => (busy ? busyKey.soon() : busyKey.now()),
    },
    runs,
  );
  // A new key has the editor look at all its menus: not for a run that is over before anybody could cancel it.
  const busyKey = own(new Pace(() => editorContext.set('running', sender.busy), 100));
  const planFacts = (document: string) => ({
    vaults: settings.read().vaults.map(vault => vault.name),
    isSample: isSampleDocument(context, document),
  });
  const sending = new SendCommands({
    sender,
    runs,
    view: panel,
    plans: () => language.get().plans,
    planFacts,
    past: run => features.get().past(run),
  });
  const finished = new RunCommands({ runs, view: panel, engine: () => engine.get() });
  const features: FeaturesHolder = own(
    new FeaturesHolder(bundled('features.js'), () => ({
      context,
      sender,
      runs,
      settings: settings.read,
      secrets,
      permissions,
      embedded,
      view: panel,
      causes,
      log,
      plans: () => language.get().plans,
      planFacts,
      engine: () => engine.existing,
      now,
      redrawVaults: node => views.redrawVaults(node),
      redrawHistory: () => views.redrawHistory(),
      resend: run => sending.resend(run, undefined),
      environments,
    })),
  );
  const views = own(registerFeatures(() => features.get()));

  own(
    registerCommands({
      ...features.commands(),
      [commands.send]: (document, span) => sending.send(document, span),
      [commands.sendAs]: (document, span, flow) => sending.sendAs(document, span, flow),
      [commands.sendAll]: document => sending.sendAll(document),
      [commands.cancel]: id => sending.cancel(id),
      [commands.resend]: (id, flow) => sending.resend(id, flow),
      [commands.startEmbeddedVault]: scenario => startCommand(scenario, embedded),
      [commands.stopEmbeddedVault]: () => embedded.stop(),
      [commands.openTrace]: id => finished.open(runOf(id)),
      [commands.exportTrace]: id => finished.exportHar(runOf(id)),
      [commands.compareTraces]: (id, other) => finished.compare(...comparedRuns(id, other, runs)),
      [commands.copyRequest]: (document, span) => language.get().copyRequest(document, span),
      [commands.importCurl]: command => language.get().importCurl(command),
      [commands.copyAsCurl]: (id, exchange) => finished.copyAsCurl(runOf(id), exchange),
    }),
  );
  own(
    panel.onDidAsk(ask =>
      answerPanel(ask, {
        sending,
        finished,
        lookUp: async id => panel.refresh(await features.get().lookUp(id)),
        explainHandshake: run => features.get().commands[commands.explainHandshake](run),
        // Where no matrix has run yet there is nothing to cancel, to copy or to drop.
        matrix: act => (act === 'run' ? features.get() : features.existing)?.matrix[act](),
      }),
    ),
  );
  const documentFacts = (document: string) => {
    const { variables, fetched, origins } = environments.known(document);
    return {
      environment: variables,
      origins,
      fetched: new Set(Object.keys(fetched)),
      vaults: [...settings.read().vaults, embeddedVaultConfig],
      defaultVault: defaultVaultOf(planFacts(document)),
    };
  };
  const results = {
    hasResultOf: (document: string) => runs.hasRunOf(document),
    lastResult: (document: string, key: RequestKey) => lastResult(runs, document, key),
    onDidChange: (listener: () => void) => runs.onDidAdd(listener),
  };
  // The code that checks is loaded for somebody who has keys to check against.
  const signatureOf = async (token: string) =>
    embedded.info === null && settings.read().signingKeysFile === null ? undefined : features.get().signatureOf(token);
  const language = own(
    new LanguageHolder(bundled('language.js'), () => ({
      results,
      settings: settings.read,
      problems: { facts: documentFacts, onDidChange: listener => settingsChanged.event(listener) },
      token: { fingerprint, now, signatureOf },
      tests: { sender, planFacts },
      loadedNames: vault => features.existing?.loadedNames(vault) ?? { secrets: [], keys: [], certificates: [] },
    })),
  );
  own(registerLanguage(() => language.get(), results));
  own(
    runs.onDidAdd(stored => {
      editorContext.set('hasRun', true);
      views.redrawVaults(undefined);
      // Behind the painting of the answer.
      setTimeout(() => features.get().record(stored), 0);
    }),
  );
  own(
    vscode.workspace.onDidChangeConfiguration(change => {
      if (!change.affectsConfiguration('kvhttp') && !change.affectsConfiguration('http')) return;
      engine.reconfigure();
      features.existing?.forgetLists(null);
      environments.forget();
      views.redrawVaults(undefined);
      settingsChanged.fire();
    }),
  );
  own(
    vscode.workspace.onDidGrantWorkspaceTrust(() => {
      engine.reconfigure();
      environments.forget();
      settingsChanged.fire();
    }),
  );
  const status = own(
    new EnvironmentStatus({
      environmentOf: document => environments.known(document).name,
      embedded: () => embedded.state,
    }),
  );
  own(settingsChanged.event(() => status.refresh()));
  own(warmWhenShown(() => engine.get().warm()));
  open.push({ close: () => sender.dispose() }, { close: () => engine.dispose() }, { close: () => embedded.stop() });
}

/** Ends running sends, then the workers and their sockets. */
export async function deactivate(): Promise<void> {
  for (const part of open.splice(0)) await part.close();
}
