import * as vscode from 'vscode';
import { fileLinks } from '../../core/language/fileLinks.ts';
import type { DocumentTrees } from './documentTrees.ts';
import { rangeOf } from './spans.ts';

/** Links to the files that the text names: whether a file is there is not asked. */
export function linkProvider(trees: DocumentTrees): vscode.DocumentLinkProvider {
  return {
    provideDocumentLinks(document) {
      if (document.uri.scheme === 'untitled') return [];
      return fileLinks(trees.treeOf(document), foldersAbove(document)).map(
        ({ span, path }) => new vscode.DocumentLink(rangeOf(document, span), vscode.Uri.joinPath(document.uri, '..', path)),
      );
    },
  };
}

/** How many folders lie between the workspace's and the document's. */
function foldersAbove({ uri }: vscode.TextDocument): number {
  const root = vscode.workspace.getWorkspaceFolder(uri)?.uri.path.replace(/\/$/, '');
  return root === undefined ? 0 : uri.path.slice(root.length + 1).split('/').length - 1;
}
