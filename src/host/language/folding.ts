import * as vscode from 'vscode';
import { type FoldingSpan, foldingRanges } from '../../core/language/foldingRanges.ts';
import type { DocumentTrees } from './documentTrees.ts';

const kinds = {
  request: vscode.FoldingRangeKind.Region,
  comment: vscode.FoldingRangeKind.Comment,
  section: undefined,
} satisfies Record<FoldingSpan['kind'], vscode.FoldingRangeKind | undefined>;

export function foldingProvider(trees: DocumentTrees): vscode.FoldingRangeProvider {
  return {
    provideFoldingRanges: document =>
      foldingRanges(trees.treeOf(document)).map(
        ({ kind, firstLine, lastLine }) => new vscode.FoldingRange(firstLine, lastLine, kinds[kind]),
      ),
  };
}
