import * as vscode from 'vscode';
import { hoverAt } from '../../core/language/hover/hoverAt.ts';
import type { HoverLine } from '../../core/language/hover/hoverText.ts';
import type { DocumentTrees } from './documentTrees.ts';
import type { FactsOf } from './editorFacts.ts';
import { editorWords } from './editorWords.ts';
import { codeSpan, plainText } from './markdownText.ts';
import { rangeOf } from './spans.ts';

/** What is known of a variable, header, directive or operation. Texts of files and settings stand in code or are escaped. */
export function hoverProvider(trees: DocumentTrees, facts: FactsOf): vscode.HoverProvider {
  return {
    provideHover(document, position) {
      const found = hoverAt(trees.treeOf(document), document.offsetAt(position), facts(document.uri.toString()));
      if (found === undefined) return undefined;
      const text = new vscode.MarkdownString([`**${plainText(editorWords(found.title))}**`, '', ...found.lines.map(lineText)].join('\n'));
      text.isTrusted = false;
      text.supportHtml = false;
      return new vscode.Hover(text, rangeOf(document, found.span));
    },
  };
}

function lineText({ label, code }: HoverLine): string {
  return `- ${plainText(editorWords(label))}${code === null ? '' : ` ${codeSpan(code)}`}`;
}
