import { readFile } from 'node:fs/promises';
import * as vscode from 'vscode';
import { checkSignature } from '../../core/token/checkSignature.ts';
import { judgeTraceToken } from '../../core/token/judgeTraceToken.ts';
import { vaultNameOf } from '../commandArguments.ts';
import { commands } from '../commands.ts';
import { discoverVaults } from '../discovery/discoverVaults.ts';
import { DisposableStore } from '../disposableStore.ts';
import { createMatrix } from '../embedded/createMatrix.ts';
import { embeddedVaultConfig } from '../embedded/embeddedVaultConfig.ts';
import type { Matrix } from '../embedded/matrix.ts';
import { TokenLab } from '../embedded/tokenLab.ts';
import { chooseEnvironment } from '../environment/chooseEnvironment.ts';
import { ExplainCommands } from '../explain/explainCommands.ts';
import { readEvidence } from '../explain/readEvidence.ts';
import { ReportDocuments } from '../explain/reportDocuments.ts';
import { resolveName } from '../explain/resolveName.ts';
import { clearCaches, forgetPart, forgetSecrets } from '../forgetCommands.ts';
import { History } from '../history/history.ts';
import { HistoryStore } from '../history/historyStore.ts';
import { isKeptRequest } from '../history/isKeptRequest.ts';
import { logLines } from '../log/logLines.ts';
import { dropRequest } from '../objects/insertRequest.ts';
import { ObjectCommands } from '../objects/objectCommands.ts';
import { ObjectListings } from '../objects/objectListings.ts';
import { newRequestFile } from '../samples/newRequestFile.ts';
import { openSample } from '../samples/openSample.ts';
import { InternalRequests } from '../send/internalRequests.ts';
import { DecodeTokenCommand } from '../token/decodeTokenCommand.ts';
import { gatherVaultFacts } from '../vaults/gatherVaultFacts.ts';
import { testVault } from '../vaults/testVault.ts';
import { VaultCommands } from '../vaults/vaultCommands.ts';
import { VaultsTree } from '../vaults/vaultsTree.ts';
import { lastTokenOf } from '../vaults/vaultToken.ts';
import type { FeatureParts, Features } from './features.ts';

/** Entry of the bundle `dist/features.js`. */
export function createFeatures(parts: FeatureParts): Features {
  const { context, runs, settings, secrets, permissions, now } = parts;
  const store = new DisposableStore();
  const requests = store.add(new InternalRequests(parts));
  const signatureOf = (token: string) =>
    checkSignature(token, {
      embedded: parts.embedded.info?.signingKeys,
      file: settings().signingKeysFile,
      readFile: path => readFile(path),
    });
  const tokens = new DecodeTokenCommand(signatureOf);
  const reports = new ReportDocuments();
  const explaining = new ExplainCommands({
    reports,
    read: ask => readEvidence(context.asAbsolutePath('dist/evidence.js'), ask),
    run: id => (id === undefined ? runs.latest()?.run : (runs.get(id)?.run ?? matrix.runOf(id))),
    resolve: resolveName,
    causes: parts.causes,
    now,
  });
  const lab = new TokenLab({ embedded: parts.embedded, requests });
  const matrix: Matrix = store.add(createMatrix(parts));
  const allVaults = () => [...settings().vaults, embeddedVaultConfig];
  const listings = new ObjectListings({
    vault: name => allVaults().find(vault => vault.name === name),
    send: ({ vault, objects, deleted }, page, text) => requests.send([vault, `${deleted ? 'deleted-' : ''}${objects}-${page}`], text, true),
  });
  const tree = new VaultsTree({
    listings,
    facts: () => gatherVaultFacts({ runs, settings, engine: () => parts.engine(), embedded: () => parts.embedded.state, now }),
    settings,
    now,
    redraw: node => parts.redrawVaults(node),
  });
  const vaults: VaultCommands = new VaultCommands({
    secrets,
    settings,
    test: vault => testVault(vault, { requests, view: parts.view, edit: name => vaults.edit({ vault: name }) }),
  });
  const objects = new ObjectCommands({ requests, tree, vaults: allVaults });
  const redraw = () => parts.redrawVaults(undefined);
  const forget = { secrets, permissions, engine: () => parts.engine(), changed: redraw };
  const kept = new HistoryStore(context.globalState);
  const history = new History({
    store: kept,
    runs,
    view: parts.view,
    resend: run => parts.resend(run),
    now,
    changed: () => parts.redrawHistory(),
  });
  return {
    commands: {
      [commands.addVault]: () => vaults.add(),
      [commands.editVault]: vault => vaults.edit(vault),
      [commands.removeVault]: vault => vaults.remove(vault),
      [commands.refreshVaults]: () => {
        listings.clear(null);
        redraw();
      },
      [commands.runMatrix]: () => matrix.run(),
      [commands.tokenLab]: () => lab.open(),
      [commands.sendLabToken]: document => lab.send(document),
      [commands.openSample]: () => openSample(context),
      [commands.decodeToken]: () => tokens.run(),
      [commands.clearCaches]: vault => clearCaches(vault, forget),
      [commands.forgetSecrets]: () => forgetSecrets(forget),
      [commands.newRequestFile]: vault => newRequestFile(vault, settings().vaults),
      [commands.insertRequest]: line => objects.insert(line),
      [commands.probeVault]: vault => objects.probe(vault),
      [commands.copyObjectId]: line => objects.copyId(line),
      [commands.showToken]: vault => showToken(vault, parts, tokens),
      [commands.forgetChallenge]: vault => forgetPart(vault, 'challenge', forget),
      [commands.forgetToken]: vault => forgetPart(vault, 'token', forget),
      [commands.loadMore]: list => objects.more(list),
      [commands.retryList]: list => objects.more(list),
      [commands.explain]: file => explaining.explain(file),
      [commands.analyzeAuditLog]: file => explaining.analyzeAuditLog(file),
      [commands.resolveVaultName]: id => explaining.resolveVaultName(id),
      [commands.explainHandshake]: id => explaining.explainHandshake(id),
      [commands.openHistory]: line => history.open(line),
      [commands.clearHistory]: () => history.clear(),
      [commands.chooseEnvironment]: () => chooseEnvironment(parts.environments),
      [commands.discoverVaults]: () => discoverVaults({ requests, view: parts.view, settings, embedded: () => parts.embedded.info }),
    },
    vaults: tree,
    tokens,
    signatureOf,
    reports,
    lab,
    matrix,
    drop: { provideDocumentDropEdits: (document, position, data) => dropRequest(document, position, data) },
    history,
    record: stored => {
      kept.add(stored);
      for (const { level, text } of logLines(stored)) parts.log[level](text);
      parts.redrawHistory();
    },
    past: run => {
      const entry = kept.find(run);
      return entry && { document: entry.document, isMeant: key => isKeptRequest(entry, key), flow: entry.sentAs };
    },
    lookUp: async id => {
      const stored = runs.get(id);
      const told = stored && (await explaining.lookUp(stored.run));
      if (told !== undefined) runs.replace(told);
      return told;
    },
    loadedNames: vault => listings.names(vault),
    forgetLists: vault => listings.clear(vault),
    dispose: () => store.dispose(),
  };
}

/** The token of the last call to a vault as a document; the signature never left the engine. */
async function showToken(argument: unknown, { runs, now }: FeatureParts, tokens: DecodeTokenCommand): Promise<void> {
  const vault = vaultNameOf(argument);
  const found = vault === undefined ? undefined : lastTokenOf(runs, vault);
  const judgement = found && judgeTraceToken(found.trace, now(), vscode.l10n.t);
  if (found === undefined || !judgement) {
    void vscode.window.showInformationMessage(vscode.l10n.t('No token was sent to this vault in this session.'));
    return;
  }
  await tokens.show(found.token, judgement);
}
