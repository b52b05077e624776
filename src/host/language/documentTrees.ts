import type * as vscode from 'vscode';
import { parseDocument } from '../../core/language/parseDocument.ts';
import type { KvDocument } from '../../core/language/syntax.ts';

interface CachedTree {
  readonly version: number;
  readonly tree: KvDocument;
}

/**
 * One tree for each open document, made when somebody asks. After an edit only the blocks that changed are parsed. Kept by the document
 * itself, not by its address: a closed untitled file gives its address and version to the next one, and a late question may come between.
 */
export class DocumentTrees {
  readonly #trees = new WeakMap<vscode.TextDocument, CachedTree>();

  treeOf(document: vscode.TextDocument): KvDocument {
    const cached = this.#trees.get(document);
    if (cached?.version === document.version) return cached.tree;
    const tree = parseDocument(document.getText(), cached?.tree);
    this.#trees.set(document, { version: document.version, tree });
    return tree;
  }
}
