import * as vscode from 'vscode';
import { quickFixes } from '../../core/language/actions/quickFixes.ts';
import type { Fix } from '../../core/language/explain/advice.ts';
import { adviser, type MarkedProblem } from './documentAdvice.ts';
import type { DocumentTrees } from './documentTrees.ts';
import type { FactsOf } from './editorFacts.ts';
import { editorWords } from './editorWords.ts';
import { rangeOf, spanOfRange } from './spans.ts';

const maxActions = 30;

/** Quick fixes for the problems at the cursor, made of the text as it is now: marks may be a moment older. */
export function codeActionProvider(trees: DocumentTrees, facts: FactsOf): vscode.CodeActionProvider {
  return {
    provideCodeActions(document, range, { diagnostics, only }) {
      if (only !== undefined && !only.contains(vscode.CodeActionKind.QuickFix)) return [];
      const tree = trees.treeOf(document);
      const asked = spanOfRange(document, range);
      const touches = ({ start, end }: { readonly start: number; readonly end: number }) => start <= asked.end && end >= asked.start;
      const known = facts(document.uri.toString());
      const blocks = tree.blocks.filter(touches);
      const problems: readonly MarkedProblem[] = [...tree.problems, ...adviser(tree, known)(blocks)];
      return problems
        .filter(({ span }) => touches(span))
        .flatMap(problem =>
          (problem.fixes ?? quickFixes(tree, problem, known, editorWords)).map((fix, index) =>
            actionOf(document, problem, fix, index, diagnostics),
          ),
        )
        .slice(0, maxActions);
    },
  };
}

function actionOf(
  document: vscode.TextDocument,
  problem: MarkedProblem,
  fix: Fix,
  index: number,
  diagnostics: readonly vscode.Diagnostic[],
): vscode.CodeAction {
  const action = new vscode.CodeAction(editorWords(fix.title), vscode.CodeActionKind.QuickFix);
  action.edit = new vscode.WorkspaceEdit();
  for (const { span, text } of fix.edits) action.edit.replace(document.uri, rangeOf(document, span), text);
  const range = rangeOf(document, problem.span);
  action.diagnostics = diagnostics.filter(each => each.source === 'kvhttp' && each.code === problem.code && each.range.isEqual(range));
  action.isPreferred = index === 0 && problem.severity !== 'hint';
  return action;
}
