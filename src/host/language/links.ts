import * as vscode from 'vscode';
import { spanInDocument } from '../../core/language/syntax.ts';
import type { DocumentTrees } from './documentTrees.ts';
import { rangeOf } from './spans.ts';

/** Links to the files of bodies, as the text names them: whether a file is there is not asked. They never lead out of the document's folder. */
export function linkProvider(trees: DocumentTrees): vscode.DocumentLinkProvider {
  return {
    provideDocumentLinks(document) {
      if (document.uri.scheme === 'untitled') return [];
      return trees.treeOf(document).blocks.flatMap(block =>
        (block.syntax.body?.parts ?? []).flatMap(part => {
          if (part.kind !== 'file' || part.path.text.includes('{{') || !isInside(part.path.text)) return [];
          const target = vscode.Uri.joinPath(document.uri, '..', part.path.text);
          return [new vscode.DocumentLink(rangeOf(document, spanInDocument(block, part.path)), target)];
        }),
      );
    },
  };
}

function isInside(path: string): boolean {
  return !/^(?:[a-z]:|[\\/~])/i.test(path) && !path.split(/[\\/]/).includes('..');
}
