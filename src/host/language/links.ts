import * as vscode from 'vscode';
import { fileLinks } from '../../core/language/fileLinks.ts';
import type { DocumentTrees } from './documentTrees.ts';
import { rangeOf } from './spans.ts';

/** Links to the files that the text names: whether a file is there is not asked. */
export function linkProvider(trees: DocumentTrees): vscode.DocumentLinkProvider {
  return {
    provideDocumentLinks(document) {
      if (document.uri.scheme === 'untitled') return [];
      return fileLinks(trees.treeOf(document)).map(
        ({ span, path }) => new vscode.DocumentLink(rangeOf(document, span), vscode.Uri.joinPath(document.uri, '..', path)),
      );
    },
  };
}
