import * as vscode from 'vscode';
import type { TextSpan } from '../../core/model/textSpan.ts';

/** Offsets of our trees as the editor's ranges, and back. */
export function rangeOf(document: vscode.TextDocument, { start, end }: TextSpan): vscode.Range {
  return new vscode.Range(document.positionAt(start), document.positionAt(end));
}

export function spanOfRange(document: vscode.TextDocument, range: vscode.Range): TextSpan {
  return { start: document.offsetAt(range.start), end: document.offsetAt(range.end) };
}
