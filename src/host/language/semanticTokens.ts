import * as vscode from 'vscode';
import { semanticTokens } from '../../core/language/semantic/semanticTokens.ts';
import { tokenTypes } from '../../core/language/semantic/tokenTypes.ts';
import type { DocumentTrees } from './documentTrees.ts';
import { spanOfRange } from './spans.ts';

/** Colours for what is on the screen: a long file is never coloured as a whole. */
export function semanticTokensProvider(trees: DocumentTrees): vscode.DocumentRangeSemanticTokensProvider {
  return {
    provideDocumentRangeSemanticTokens(document, range) {
      const builder = new vscode.SemanticTokensBuilder();
      for (const { span, type } of semanticTokens(trees.treeOf(document), spanOfRange(document, range))) {
        const { line, character } = document.positionAt(span.start);
        builder.push(line, character, span.end - span.start, tokenTypes.indexOf(type), 0);
      }
      return builder.build();
    },
  };
}
