import * as vscode from 'vscode';
import { blockLines } from '../../core/language/blockLines.ts';
import { formatBlocks } from '../../core/language/formatDocument.ts';
import { formatLine, lineFinder } from '../../core/language/formatLine.ts';
import type { DocumentTrees } from './documentTrees.ts';
import { rangeOf } from './spans.ts';

const whileTyping: ReadonlySet<string> = new Set(['request', 'header', 'directive', 'definition', 'assertion', 'separator']);

/** The formatter, for the whole file as for the line that was just ended. Bodies and scripts are never touched. */
export function formatProviders(trees: DocumentTrees): {
  readonly whole: vscode.DocumentFormattingEditProvider;
  readonly onType: vscode.OnTypeFormattingEditProvider;
} {
  return {
    whole: {
      provideDocumentFormattingEdits(document) {
        const tree = trees.treeOf(document);
        const formatted = formatBlocks(tree);
        return formatted === tree.text ? [] : [changed(document, tree.text, formatted)];
      },
    },
    onType: {
      provideOnTypeFormattingEdits(document, position) {
        const number = position.line - 1;
        const block = trees.treeOf(document).blocks.findLast(({ line }) => line <= number);
        const index = number - (block?.line ?? 0);
        const line = block && blockLines(block.syntax)[index];
        if (block === undefined || line === undefined || !whileTyping.has(line.kind)) return [];
        const before = document.lineAt(number);
        const after = formatLine(block.syntax, line, index, lineFinder(block.syntax));
        return after === undefined || after === before.text ? [] : [vscode.TextEdit.replace(before.range, after)];
      },
    },
  };
}

/** One edit for what lies between the first and the last difference: cursors and marks around it stay. */
function changed(document: vscode.TextDocument, before: string, after: string): vscode.TextEdit {
  const shorter = Math.min(before.length, after.length);
  let start = 0;
  while (start < shorter && before[start] === after[start]) start++;
  let end = 0;
  while (end < shorter - start && before[before.length - 1 - end] === after[after.length - 1 - end]) end++;
  const range = rangeOf(document, { start, end: before.length - end });
  return vscode.TextEdit.replace(range, after.slice(start, after.length - end));
}
