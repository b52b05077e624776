import * as vscode from 'vscode';
import { type OutlineEntry, outline } from '../../core/language/outline.ts';
import type { DocumentTrees } from './documentTrees.ts';

/** The outline: requests by title, and the variables of the file. */
export function symbolProvider(trees: DocumentTrees): vscode.DocumentSymbolProvider {
  return { provideDocumentSymbols: document => outline(trees.treeOf(document)).map(entry => symbolOf(document, entry)) };
}

function symbolOf(document: vscode.TextDocument, entry: OutlineEntry): vscode.DocumentSymbol {
  const kind = entry.kind === 'request' ? vscode.SymbolKind.Method : vscode.SymbolKind.Variable;
  const range = document.validateRange(new vscode.Range(entry.firstLine, 0, entry.lastLine, Number.MAX_SAFE_INTEGER));
  const place = document.validateRange(new vscode.Range(entry.line, 0, entry.line, Number.MAX_SAFE_INTEGER));
  return new vscode.DocumentSymbol(entry.name, entry.detail, kind, range, place);
}
