import * as vscode from 'vscode';
import { completeAt } from '../../core/language/completion/completeAt.ts';
import type { CompletionEntry, CompletionKind } from '../../core/language/completion/completionEntry.ts';
import type { DocumentTrees } from './documentTrees.ts';
import type { FactsOf } from './editorFacts.ts';
import { editorWords } from './editorWords.ts';
import { rangeOf } from './spans.ts';

const kinds = {
  method: vscode.CompletionItemKind.Method,
  operation: vscode.CompletionItemKind.Function,
  object: vscode.CompletionItemKind.Reference,
  parameter: vscode.CompletionItemKind.Property,
  header: vscode.CompletionItemKind.Field,
  directive: vscode.CompletionItemKind.Keyword,
  value: vscode.CompletionItemKind.Value,
  variable: vscode.CompletionItemKind.Variable,
  vault: vscode.CompletionItemKind.Module,
  credential: vscode.CompletionItemKind.User,
  resource: vscode.CompletionItemKind.Constant,
  request: vscode.CompletionItemKind.Event,
  body: vscode.CompletionItemKind.Snippet,
} satisfies Record<CompletionKind, vscode.CompletionItemKind>;

/** What can be written at the cursor. Asks the text and the settings alone. */
export function completionProvider(trees: DocumentTrees, facts: FactsOf): vscode.CompletionItemProvider {
  return {
    provideCompletionItems(document, position, _cancel, { triggerCharacter }) {
      // A space after `#` begins a comment far more often than a directive.
      const line = document.lineAt(position.line).text.slice(0, position.character);
      if (triggerCharacter === ' ' && /^\s*(?:#+|\/\/+)\s+$/.test(line)) return undefined;
      const done = completeAt(trees.treeOf(document), document.offsetAt(position), facts(document.uri.toString()));
      if (done === undefined) return undefined;
      const range = rangeOf(document, done.span);
      const items = done.entries.map((entry, index) => itemOf(entry, index, range));
      return new vscode.CompletionList(items, done.isCut);
    },
  };
}

function itemOf(entry: CompletionEntry, index: number, range: vscode.Range): vscode.CompletionItem {
  const item = new vscode.CompletionItem({ label: entry.label, description: editorWords(entry.detail) }, kinds[entry.kind]);
  item.insertText = entry.isSnippet ? new vscode.SnippetString(entry.insert) : entry.insert;
  item.range = range;
  item.sortText = String(index).padStart(4, '0');
  if (entry.documentation !== '') item.documentation = editorWords(entry.documentation);
  // What is put there waits for its value: the next list may come at once.
  if (!entry.isSnippet && /[ =/]$/.test(entry.insert)) item.command = { command: 'editor.action.triggerSuggest', title: '' };
  return item;
}
