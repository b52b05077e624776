import * as vscode from 'vscode';
import { requestBlocks } from '../../core/language/syntax.ts';
import { DisposableStore } from '../disposableStore.ts';
import type { DocumentTrees } from '../language/documentTrees.ts';
import { type RequestItem, requestItems } from './requestItems.ts';
import { runTests, type TestDoors } from './runTests.ts';

const pattern = '**/*.kvhttp';
/** Files that are listed; more are found when they are opened. */
const maxFiles = 500;
/** A test costs the editor some kilobytes and a redrawing: a file of more requests is one test, which sends them all. */
const maxRequests = 500;
/** Lines of an opened file that is listed at once; a longer one, and what is typed, waits until the editor has nothing else to draw. */
const shortFile = 500;
const quietMs = 1500;

/** The requests of all request files as tests: file, then request. A test sends its request; its `??` lines are what it checks. */
export class RequestTests {
  readonly #store = new DisposableStore();
  readonly #controller = this.#store.add(vscode.tests.createTestController('kvhttp', 'Key Vault'));
  readonly #timers = new Map<string, NodeJS.Timeout>();
  readonly #trees: DocumentTrees;

  constructor(doors: TestDoors, trees: DocumentTrees) {
    this.#trees = trees;
    const run = async (request: vscode.TestRunRequest, cancel: vscode.CancellationToken) => {
      await runTests(() => this.#testsOf(request), this.#controller.createTestRun(request), { ...doors, trees }, cancel);
    };
    this.#controller.createRunProfile('Key Vault', vscode.TestRunProfileKind.Run, run, true);
    this.#controller.resolveHandler = item => (item === undefined ? this.#findFiles() : this.#readFile(item));
    this.#controller.refreshHandler = () => this.#findFiles();
    const watcher = this.#store.add(vscode.workspace.createFileSystemWatcher(pattern, false, true, false));
    this.#store.add(watcher.onDidCreate(uri => this.#fileItem(uri)));
    this.#store.add(watcher.onDidDelete(uri => this.#controller.items.delete(uri.toString())));
    this.#store.add(vscode.workspace.onDidOpenTextDocument(document => this.#opened(document)));
    this.#store.add(vscode.workspace.onDidChangeTextDocument(({ document }) => this.#schedule(document, quietMs)));
    this.#store.add(vscode.workspace.onDidCloseTextDocument(document => this.#close(document)));
    for (const document of vscode.workspace.textDocuments) this.#opened(document);
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

  #opened(document: vscode.TextDocument): void {
    this.#schedule(document, document.lineCount <= shortFile ? 0 : quietMs);
  }

  #schedule(document: vscode.TextDocument, delay: number): void {
    if (document.languageId !== 'kvhttp' || !isUserFile(document.uri)) return;
    const key = document.uri.toString();
    clearTimeout(this.#timers.get(key));
    const file = this.#fileItem(document.uri);
    const list = () => {
      this.#timers.delete(key);
      if (!document.isClosed) this.#list(file, document);
    };
    this.#timers.set(key, setTimeout(list, delay));
  }

  /** After most edits the requests are the same ones at the same places: what did not change is not made anew. */
  #list(file: vscode.TestItem, document: vscode.TextDocument): void {
    const tree = this.#trees.treeOf(document);
    const { length } = requestBlocks(tree);
    file.canResolveChildren = length <= maxRequests;
    file.description = file.canResolveChildren ? '' : vscode.l10n.t('{0} requests', length);
    const items = file.canResolveChildren ? requestItems(tree) : [];
    const isKnown = items.length === file.children.size && items.every(({ id, label }) => file.children.get(id)?.label === label);
    if (!isKnown) file.children.replace(items.map(item => this.#requestItem(item, file.uri)));
    for (const { id, line, lastLine } of isKnown ? items : []) {
      const range = new vscode.Range(line, 0, lastLine, 0);
      const item = file.children.get(id);
      if (item !== undefined && item.range?.isEqual(range) !== true) item.range = range;
    }
  }

  /** With its place before the editor sees it: each later change is a message of its own. */
  #requestItem({ id, label, line, lastLine }: RequestItem, uri: vscode.Uri | undefined): vscode.TestItem {
    const item = this.#controller.createTestItem(id, label, uri);
    item.range = new vscode.Range(line, 0, lastLine, 0);
    return item;
  }

  /** An unsaved file that is closed is gone. */
  #close({ uri }: vscode.TextDocument): void {
    clearTimeout(this.#timers.get(uri.toString()));
    this.#timers.delete(uri.toString());
    if (uri.scheme === 'untitled') this.#controller.items.delete(uri.toString());
  }

  /** The tests that are meant, in the order of the list. */
  async #testsOf({ include, exclude }: vscode.TestRunRequest): Promise<readonly vscode.TestItem[]> {
    const found: vscode.TestItem[] = [];
    for (const item of include ?? itemsOf(this.#controller.items)) {
      if (item.canResolveChildren && item.children.size === 0) await this.#readFile(item);
      found.push(...(item.canResolveChildren ? itemsOf(item.children) : [item]));
    }
    return found.filter(item => exclude?.some(each => each === item || each === item.parent) !== true);
  }

  dispose(): void {
    for (const timer of this.#timers.values()) clearTimeout(timer);
    this.#timers.clear();
    this.#store.dispose();
  }
}

function itemsOf(collection: vscode.TestItemCollection): readonly vscode.TestItem[] {
  return [...collection].map(([, item]) => item);
}

/** The extension's own documents show requests too, but nobody wrote them as tests. */
function isUserFile({ scheme }: vscode.Uri): boolean {
  return scheme === 'file' || scheme === 'untitled' || scheme === 'vscode-remote';
}
