import * as vscode from 'vscode';
import { inlayHints } from '../../core/language/inlay/inlayHints.ts';
import type { DocumentTrees } from './documentTrees.ts';
import type { FactsOf } from './editorFacts.ts';
import { editorWords } from './editorWords.ts';
import { spanOfRange } from './spans.ts';

/** The whole URL beside a request line, and "not sent" beside what is not. */
export function inlayHintsProvider(trees: DocumentTrees, facts: FactsOf): vscode.InlayHintsProvider {
  return {
    provideInlayHints(document, range) {
      const hints = inlayHints(trees.treeOf(document), spanOfRange(document, range), facts(document.uri.toString()));
      return hints.map(({ offset, text, tooltip }) => {
        const hint = new vscode.InlayHint(document.positionAt(offset), editorWords(text));
        hint.tooltip = editorWords(tooltip);
        hint.paddingLeft = true;
        return hint;
      });
    },
  };
}
