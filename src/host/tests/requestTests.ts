import * as vscode from 'vscode';
import { requestBlocks } from '../../core/language/syntax.ts';
import { DisposableStore } from '../disposableStore.ts';
import type { DocumentTrees } from '../language/documentTrees.ts';
import { type RequestItem, requestItems } from './requestItems.ts';
import { runTests, type TestDoors } from './runTests.ts';
import { unreadable } from './unreadable.ts';

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
  /** Files whose requests were looked for: the others wait until somebody opens their line, or runs them. */
  readonly #looked = new WeakSet<vscode.TestItem>();
  readonly #trees: DocumentTrees;

  constructor(doors: TestDoors, trees: DocumentTrees) {
    this.#trees = trees;
    const run = async (request: vscode.TestRunRequest, cancel: vscode.CancellationToken) => {
      await runTests(() => this.#testsOf(request), this.#controller.createTestRun(request), { ...doors, trees }, cancel);
    };
    this.#controller.createRunProfile('Key Vault', vscode.TestRunProfileKind.Run, run, true);
    this.#controller.resolveHandler = item => (item === undefined ? this.#findFiles() : this.#readFile(item));
    this.#controller.refreshHandler = () => this.#refresh();
    const watcher = this.#store.add(vscode.workspace.createFileSystemWatcher(pattern));
    this.#store.add(watcher.onDidCreate(uri => this.#changedOnDisk(uri)));
    this.#store.add(watcher.onDidChange(uri => this.#changedOnDisk(uri)));
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

  /** Everything as it is now, without the files that are gone. */
  async #refresh(): Promise<void> {
    await this.#findFiles();
    for (const file of itemsOf(this.#controller.items)) {
      if (file.uri !== undefined && (await isGone(file.uri))) this.#controller.items.delete(file.id);
      else if (this.#looked.has(file)) await this.#readFile(file);
    }
  }

  /** A file that cannot be read says so at its line, and keeps nobody from the others. */
  async #readFile(file: vscode.TestItem): Promise<void> {
    if (file.uri === undefined) return;
    try {
      this.#list(file, await vscode.workspace.openTextDocument(file.uri));
    } catch (error) {
      this.#looked.add(file);
      file.error = unreadable(file.uri, error);
      file.children.replace([]);
    }
  }

  #changedOnDisk(uri: vscode.Uri): void {
    const file = this.#fileItem(uri);
    if (this.#looked.has(file)) this.#later(file, quietMs, () => void this.#readFile(file));
  }

  #opened(document: vscode.TextDocument): void {
    this.#schedule(document, document.lineCount <= shortFile ? 0 : quietMs);
  }

  #schedule(document: vscode.TextDocument, delay: number): void {
    if (document.languageId !== 'kvhttp' || !isUserFile(document.uri)) return;
    const file = this.#fileItem(document.uri);
    this.#later(file, delay, () => {
      if (!document.isClosed) this.#list(file, document);
    });
  }

  /** The last wish for a file takes the place of those before. */
  #later({ id }: vscode.TestItem, delay: number, act: () => void): void {
    clearTimeout(this.#timers.get(id));
    const done = () => {
      this.#timers.delete(id);
      act();
    };
    this.#timers.set(id, setTimeout(done, delay));
  }

  /** After most edits the requests are the same ones at the same places: what did not change is not made anew. */
  #list(file: vscode.TestItem, document: vscode.TextDocument): void {
    this.#looked.add(file);
    file.error = undefined;
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

  /** An unsaved file that is closed is gone; of another one what was typed may have been thrown away. */
  #close({ uri }: vscode.TextDocument): void {
    const id = uri.toString();
    const file = this.#controller.items.get(id);
    const isWaiting = this.#timers.has(id);
    clearTimeout(this.#timers.get(id));
    this.#timers.delete(id);
    if (uri.scheme === 'untitled') this.#controller.items.delete(id);
    else if (file !== undefined && isWaiting) this.#later(file, 0, () => void this.#readFile(file));
  }

  /** The tests that are meant as their files are now, in the order of the list. A file that cannot be listed is a test itself. */
  async #testsOf({ include, exclude = [] }: vscode.TestRunRequest): Promise<readonly vscode.TestItem[]> {
    // Listing a file again makes new items: what the run was asked for is looked at first.
    const left = new Set(exclude.map(pathOf));
    const wanted = (include ?? itemsOf(this.#controller.items)).map(item => ({ item, file: item.parent }));
    const found: vscode.TestItem[] = [];
    for (const { item, file } of wanted) {
      if (file === undefined) await this.#readFile(item);
      if (file !== undefined) found.push(await this.#currentOf(item, file));
      else found.push(...(item.canResolveChildren && item.error === undefined ? itemsOf(item.children) : [item]));
    }
    return found.filter(item => !left.has(pathOf(item)) && !(item.parent !== undefined && left.has(pathOf(item.parent))));
  }

  /** What is typed is listed some time later, and may have changed what the request is known by: then it is the only one that is new. */
  async #currentOf(item: vscode.TestItem, file: vscode.TestItem): Promise<vscode.TestItem> {
    const before = itemsOf(file.children);
    await this.#readFile(file);
    const now = itemsOf(file.children);
    const place = before.indexOf(item);
    const isOnlyNew = now.length === before.length && now.every(({ id }, index) => index === place || id === before[index]?.id);
    return file.children.get(item.id) ?? (isOnlyNew ? now[place] : undefined) ?? item;
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

/** A request's id is its own in its file alone. */
function pathOf({ id, parent }: vscode.TestItem): string {
  return `${parent?.id ?? ''}\n${id}`;
}

/** Nothing is there; what only cannot be reached may come back. */
async function isGone(uri: vscode.Uri): Promise<boolean> {
  if (uri.scheme === 'untitled') return false;
  try {
    await vscode.workspace.fs.stat(uri);
    return false;
  } catch (error) {
    return error instanceof vscode.FileSystemError && error.code === 'FileNotFound';
  }
}

/** The extension's own documents show requests too, but nobody wrote them as tests. */
function isUserFile({ scheme }: vscode.Uri): boolean {
  return scheme === 'file' || scheme === 'untitled' || scheme === 'vscode-remote';
}
