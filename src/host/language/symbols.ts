import * as vscode from 'vscode';
import { type OutlineEntry, outline } from '../../core/language/outline.ts';
import type { DocumentTrees } from './documentTrees.ts';

/** The outline: requests by title, and the variables of the file. */
export function symbolProvider(trees: DocumentTrees): vscode.DocumentSymbolProvider {
  return { provideDocumentSymbols: document => outline(trees.treeOf(document)).map(symbolOf) };
}

/** The editor asks after each edit. `validateRange` would make the same ranges of three times as many objects. */
function symbolOf({ kind, name, detail, firstLine, lastLine, line, lastLineLength, lineLength }: OutlineEntry): vscode.DocumentSymbol {
  const range = new vscode.Range(firstLine, 0, lastLine, lastLineLength);
  const place = new vscode.Range(line, 0, line, lineLength);
  return new vscode.DocumentSymbol(name, detail, kinds[kind], range, place);
}

const kinds = {
  request: vscode.SymbolKind.Method,
  variable: vscode.SymbolKind.Variable,
} satisfies Record<OutlineEntry['kind'], vscode.SymbolKind>;
