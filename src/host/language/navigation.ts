import * as vscode from 'vscode';
import { notRenamable, type Occurrence, occurrencesOf, renameProblem, symbolAt } from '../../core/language/semantic/symbolAt.ts';
import type { DocumentTrees } from './documentTrees.ts';
import { rangeOf } from './spans.ts';

/** Definition, references, highlights and rename of variables and requests, all within their file. */
export interface Navigation {
  readonly definition: vscode.DefinitionProvider;
  readonly references: vscode.ReferenceProvider;
  readonly highlights: vscode.DocumentHighlightProvider;
  readonly rename: Required<vscode.RenameProvider>;
}

export function createNavigation(trees: DocumentTrees): Navigation {
  const find = (document: vscode.TextDocument, position: vscode.Position): readonly Occurrence[] => {
    const tree = trees.treeOf(document);
    const found = symbolAt(tree, document.offsetAt(position));
    return found === undefined ? [] : occurrencesOf(tree, found.symbol);
  };
  const locations = (document: vscode.TextDocument, places: readonly Occurrence[]) =>
    places.map(({ span }) => new vscode.Location(document.uri, rangeOf(document, span)));
  return {
    definition: {
      provideDefinition: (document, position) =>
        locations(
          document,
          find(document, position).filter(place => place.isDefinition),
        ),
    },
    references: {
      provideReferences: (document, position, { includeDeclaration }) =>
        locations(
          document,
          find(document, position).filter(place => includeDeclaration || !place.isDefinition),
        ),
    },
    highlights: {
      provideDocumentHighlights: (document, position) =>
        find(document, position).map(
          ({ span, isDefinition }) =>
            new vscode.DocumentHighlight(
              rangeOf(document, span),
              isDefinition ? vscode.DocumentHighlightKind.Write : vscode.DocumentHighlightKind.Read,
            ),
        ),
    },
    rename: {
      prepareRename: (document, position) => {
        const found = symbolAt(trees.treeOf(document), document.offsetAt(position));
        const isOwn = found !== undefined && occurrencesOf(trees.treeOf(document), found.symbol).some(place => place.isDefinition);
        // The editor shows the message of an error where nothing can be renamed.
        if (found === undefined || !isOwn) throw new Error(notRenamable);
        return { range: rangeOf(document, found.span), placeholder: found.symbol.name };
      },
      provideRenameEdits: (document, position, name) => {
        const tree = trees.treeOf(document);
        const found = symbolAt(tree, document.offsetAt(position));
        if (found === undefined) return undefined;
        const problem = renameProblem(tree, found.symbol, name);
        if (problem !== undefined) throw new Error(problem);
        const edit = new vscode.WorkspaceEdit();
        for (const { span } of occurrencesOf(tree, found.symbol)) edit.replace(document.uri, rangeOf(document, span), name);
        return edit;
      },
    },
  };
}
