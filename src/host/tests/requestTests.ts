import * as vscode from 'vscode';
import { DisposableStore } from '../disposableStore.ts';
import type { DocumentTrees } from '../language/documentTrees.ts';
import type { PlanFacts } from '../send/defaultVault.ts';
import { planSend } from '../send/planSend.ts';
import type { Sender } from '../send/sender.ts';
import { judgeTest, type TestFailure } from './judgeTest.ts';
import { requestItems } from './requestItems.ts';

export interface TestDoors {
  /** The same that the lens uses: one engine, one cache, one rule of trust. */
  readonly sender: Pick<Sender, 'send'>;
  planFacts(document: string): PlanFacts;
}

const pattern = '**/*.kvhttp';
/** Files that are listed; more are found when they are opened. */
const maxFiles = 500;
const quietMs = 500;

/** The requests of all request files as tests: file, then request. A test sends its request; its `??` lines are what it checks. */
export class RequestTests {
  readonly #doors: TestDoors;
  readonly #store = new DisposableStore();
  readonly #controller = this.#store.add(vscode.tests.createTestController('kvhttp', 'Key Vault'));
  readonly #timers = new Map<string, NodeJS.Timeout>();

  readonly #trees: DocumentTrees;

  constructor(doors: TestDoors, trees: DocumentTrees) {
    this.#doors = doors;
    this.#trees = trees;
    this.#controller.createRunProfile('Key Vault', vscode.TestRunProfileKind.Run, (request, cancel) => this.#run(request, cancel), true);
    this.#controller.resolveHandler = item => (item === undefined ? this.#findFiles() : this.#readFile(item));
    this.#controller.refreshHandler = () => this.#findFiles();
    const watcher = this.#store.add(vscode.workspace.createFileSystemWatcher(pattern, false, true, false));
    this.#store.add(watcher.onDidCreate(uri => this.#fileItem(uri)));
    this.#store.add(watcher.onDidDelete(uri => this.#controller.items.delete(uri.toString())));
    this.#store.add(vscode.workspace.onDidOpenTextDocument(document => this.#schedule(document, 0)));
    this.#store.add(vscode.workspace.onDidChangeTextDocument(({ document }) => this.#schedule(document, quietMs)));
    this.#store.add(vscode.workspace.onDidCloseTextDocument(document => this.#close(document)));
    for (const document of vscode.workspace.textDocuments) this.#schedule(document, 0);
  }

  async #findFiles(): Promise<void> {
    for (const uri of await vscode.workspace.findFiles(pattern, '**/node_modules/**', maxFiles)) this.#fileItem(uri);
  }

  #fileItem(uri: vscode.Uri): vscode.TestItem {
    const known = this.#controller.items.get(uri.toString());
    if (known !== undefined) return known;
    const item = this.#controller.createTestItem(uri.toString(), vscode.workspace.asRelativePath(uri), uri);
    item.canResolveChildren = true;
    this.#controller.items.add(item);
    return item;
  }

  async #readFile(item: vscode.TestItem): Promise<void> {
    if (item.uri !== undefined && item.canResolveChildren) this.#list(item, await vscode.workspace.openTextDocument(item.uri));
  }

  #schedule(document: vscode.TextDocument, delay: number): void {
    if (document.languageId !== 'kvhttp' || !isUserFile(document.uri)) return;
    const key = document.uri.toString();
    clearTimeout(this.#timers.get(key));
    const list = () => {
      this.#timers.delete(key);
      if (!document.isClosed) this.#list(this.#fileItem(document.uri), document);
    };
    this.#timers.set(key, setTimeout(list, delay));
  }

  /** After most edits the requests are the same ones at the same places: what did not change is not made anew. */
  #list(file: vscode.TestItem, document: vscode.TextDocument): void {
    const items = requestItems(this.#trees.treeOf(document));
    const isKnown = items.length === file.children.size && items.every(({ id, label }) => file.children.get(id)?.label === label);
    if (!isKnown) file.children.replace(items.map(({ id, label }) => this.#controller.createTestItem(id, label, file.uri)));
    for (const { id, line, lastLine } of items) {
      const range = new vscode.Range(line, 0, lastLine, 0);
      const item = file.children.get(id);
      if (item !== undefined && item.range?.isEqual(range) !== true) item.range = range;
    }
  }

  /** An unsaved file that is closed is gone. */
  #close({ uri }: vscode.TextDocument): void {
    clearTimeout(this.#timers.get(uri.toString()));
    this.#timers.delete(uri.toString());
    if (uri.scheme === 'untitled') this.#controller.items.delete(uri.toString());
  }

  async #run(request: vscode.TestRunRequest, cancel: vscode.CancellationToken): Promise<void> {
    const run = this.#controller.createTestRun(request);
    const abort = new AbortController();
    const stop = cancel.onCancellationRequested(() => abort.abort());
    try {
      const wanted = await this.#requestsOf(request);
      for (const item of wanted) run.enqueued(item);
      for (const item of wanted) {
        if (abort.signal.aborted) run.skipped(item);
        else await this.#send(item, run, abort.signal);
      }
    } finally {
      stop.dispose();
      run.end();
    }
  }

  /** The requests that are meant, in the order of the list. */
  async #requestsOf({ include, exclude }: vscode.TestRunRequest): Promise<readonly vscode.TestItem[]> {
    const found: vscode.TestItem[] = [];
    for (const item of include ?? itemsOf(this.#controller.items)) {
      if (item.canResolveChildren && item.children.size === 0) await this.#readFile(item);
      found.push(...(item.canResolveChildren ? itemsOf(item.children) : [item]));
    }
    return found.filter(item => exclude?.some(each => each === item || each === item.parent) !== true);
  }

  async #send(item: vscode.TestItem, run: vscode.TestRun, signal: AbortSignal): Promise<void> {
    run.started(item);
    const { uri } = item;
    const open = uri === undefined ? undefined : await vscode.workspace.openTextDocument(uri);
    const text = open?.getText() ?? '';
    const place = open && requestItems(this.#trees.treeOf(open)).find(({ id }) => id === item.id);
    const document = uri?.toString() ?? '';
    const plan = place && planSend(text, { kind: 'line', line: place.line }, null, this.#doors.planFacts(document));
    if (uri === undefined || place === undefined || plan === undefined) {
      run.skipped(item);
      return;
    }
    const started = Date.now();
    const done = await this.#doors.sender.send({ document, text, plan, flow: null, quiet: true }, signal);
    run.appendOutput(`${done.headline.replaceAll('\n', '\r\n')}\r\n`, new vscode.Location(uri, new vscode.Position(place.line, 0)), item);
    const outcome = judgeTest(done);
    if (outcome.kind === 'skipped') run.skipped(item);
    else if (outcome.kind === 'passed') run.passed(item, Date.now() - started);
    else {
      const messages = outcome.failures.map(failure => messageOf(failure, uri, place.line));
      run.failed(item, messages, Date.now() - started);
    }
  }

  dispose(): void {
    for (const timer of this.#timers.values()) clearTimeout(timer);
    this.#timers.clear();
    this.#store.dispose();
  }
}

function messageOf({ text, expected, actual, line }: TestFailure, uri: vscode.Uri, requestLine: number): vscode.TestMessage {
  const message = expected === null || actual === null ? new vscode.TestMessage(text) : vscode.TestMessage.diff(text, expected, actual);
  message.location = new vscode.Location(uri, new vscode.Position(line ?? requestLine, 0));
  return message;
}

function itemsOf(collection: vscode.TestItemCollection): readonly vscode.TestItem[] {
  return [...collection].map(([, item]) => item);
}

/** The extension's own documents show requests too, but nobody wrote them as tests. */
function isUserFile({ scheme }: vscode.Uri): boolean {
  return scheme === 'file' || scheme === 'untitled' || scheme === 'vscode-remote';
}
