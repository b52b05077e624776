import * as vscode from 'vscode';
import { notRenamable, type Occurrence, occurrencesOf, renameProblem, symbolAt, takenName } from '../../core/language/semantic/symbolAt.ts';
import type { DocumentTrees } from './documentTrees.ts';
import type { EnvironmentNames } from './environmentNames.ts';
import { rangeOf } from './spans.ts';

/** Definition, references, highlights and rename of variables and requests: within their file, and of environment files in all that use them. */
export interface Navigation {
  readonly definition: vscode.DefinitionProvider;
  readonly references: vscode.ReferenceProvider;
  readonly highlights: vscode.DocumentHighlightProvider;
  readonly rename: Required<vscode.RenameProvider>;
}

export function createNavigation(trees: DocumentTrees, environment: EnvironmentNames): Navigation {
  const find = (document: vscode.TextDocument, position: vscode.Position): readonly Occurrence[] => {
    const tree = trees.treeOf(document);
    const found = symbolAt(tree, document.offsetAt(position));
    return found === undefined ? [] : occurrencesOf(tree, found.symbol);
  };
  const locations = (document: vscode.TextDocument, places: readonly Occurrence[]) =>
    places.map(({ span }) => new vscode.Location(document.uri, rangeOf(document, span)));
  /** The name at a place of a variable that its file does not define. */
  const foreignName = (document: vscode.TextDocument, position: vscode.Position): string | undefined => {
    const found = symbolAt(trees.treeOf(document), document.offsetAt(position));
    if (found?.symbol.kind !== 'variable' || find(document, position).some(({ isDefinition }) => isDefinition)) return undefined;
    return found.symbol.name;
  };
  return {
    definition: {
      provideDefinition: (document, position) => {
        const name = foreignName(document, position);
        if (name !== undefined) return environment.definitions(document, name);
        return locations(
          document,
          find(document, position).filter(place => place.isDefinition),
        );
      },
    },
    references: {
      provideReferences: async (document, position, { includeDeclaration }) => {
        const name = foreignName(document, position);
        const places = name === undefined ? undefined : await environment.everywhere(document, name);
        if (places !== undefined && places.definitions.length > 0)
          return [...(includeDeclaration ? places.definitions : []), ...places.uses];
        return locations(
          document,
          find(document, position).filter(place => includeDeclaration || !place.isDefinition),
        );
      },
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
      prepareRename: async (document, position) => {
        const found = symbolAt(trees.treeOf(document), document.offsetAt(position));
        const name = foreignName(document, position);
        const isOwn = name === undefined && find(document, position).some(place => place.isDefinition);
        const isKnown = isOwn || (name !== undefined && (await environment.definitions(document, name)).length > 0);
        // The editor shows the message of an error where nothing can be renamed.
        if (found === undefined || !isKnown) throw new Error(notRenamable);
        return { range: rangeOf(document, found.span), placeholder: found.symbol.name };
      },
      provideRenameEdits: async (document, position, name) => {
        const tree = trees.treeOf(document);
        const found = symbolAt(tree, document.offsetAt(position));
        if (found === undefined) return undefined;
        const foreign = foreignName(document, position);
        const problem = renameProblem(tree, found.symbol, name) ?? (foreign === undefined ? undefined : environmentNameProblem(name));
        if (problem !== undefined) throw new Error(problem);
        const everywhere = foreign === undefined ? undefined : await environment.everywhere(document, foreign);
        if (name !== foreign && everywhere?.isTaken(name)) throw new Error(takenName(name));
        const edit = new vscode.WorkspaceEdit();
        const places =
          everywhere === undefined
            ? locations(document, occurrencesOf(tree, found.symbol))
            : [...everywhere.definitions, ...everywhere.uses];
        for (const { uri, range } of places) edit.replace(uri, range, name);
        return edit;
      },
    },
  };
}

/** The name stands in JSON, between quotes, as it is. */
function environmentNameProblem(name: string): string | undefined {
  return /["\\]/.test(name) ? 'A variable of an environment has a name without quotes and backslashes.' : undefined;
}
