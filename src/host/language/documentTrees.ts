import * as vscode from 'vscode';
import { parseDocument } from '../../core/language/parseDocument.ts';
import type { KvDocument } from '../../core/language/syntax.ts';
import { DisposableStore } from '../disposableStore.ts';

interface CachedTree {
  readonly version: number;
  readonly tree: KvDocument;
}

/** One tree for each open document, made when somebody asks. After an edit only the blocks that changed are parsed. */
export class DocumentTrees {
  readonly #store = new DisposableStore();
  readonly #trees = new Map<string, CachedTree>();

  constructor() {
    this.#store.add(vscode.workspace.onDidCloseTextDocument(document => this.#trees.delete(document.uri.toString())));
  }

  treeOf(document: vscode.TextDocument): KvDocument {
    const key = document.uri.toString();
    const cached = this.#trees.get(key);
    if (cached?.version === document.version) return cached.tree;
    const tree = parseDocument(document.getText(), cached?.tree);
    this.#trees.set(key, { version: document.version, tree });
    return tree;
  }

  dispose(): void {
    this.#store.dispose();
    this.#trees.clear();
  }
}
