import { dirname } from 'node:path';
import * as vscode from 'vscode';
import { createLineIndex } from '../../core/language/lineIndex.ts';
import { parseDocument } from '../../core/language/parseDocument.ts';
import { occurrencesOf } from '../../core/language/semantic/symbolAt.ts';
import type { TextSpan } from '../../core/model/textSpan.ts';
import { environmentKeys } from '../../core/resolve/environment/environmentKeys.ts';
import { documentPlace } from '../environment/documentPlace.ts';
import { environmentFiles } from '../environment/environmentFiles.ts';

/** Request files that are looked through; a workspace with more has its own search. */
const maxFiles = 500;

/** Where a variable of the environment files is written: there, and in every request file for which one of these files holds. */
export interface EnvironmentNames {
  definitions(document: vscode.TextDocument, name: string): Promise<vscode.Location[]>;
  uses(document: vscode.TextDocument, name: string): Promise<vscode.Location[]>;
}

export const environmentNames: EnvironmentNames = {
  async definitions(document, name) {
    const place = documentPlace(document.uri.toString());
    if (place === undefined) return [];
    const files = await environmentFiles(place.file, place.root);
    return files.flatMap(file => locations(vscode.Uri.file(file.path), file.text, environmentKeys(file, name)));
  },
  async uses(document, name) {
    const place = documentPlace(document.uri.toString());
    if (place === undefined) return [];
    const files = await environmentFiles(place.file, place.root);
    const folders = files.filter(file => environmentKeys(file, name).length > 0).map(({ path }) => folderOf(path));
    const found: vscode.Location[] = [];
    for (const uri of await requestFiles(document.uri)) {
      if (!folders.some(folder => uri.fsPath.startsWith(folder))) continue;
      const text = await textOf(uri);
      const places = occurrencesOf(parseDocument(text), { kind: 'variable', name });
      // Where a file or a prompt gives the name a value, that one is meant.
      if (!places.some(({ isDefinition }) => isDefinition))
        found.push(
          ...locations(
            uri,
            text,
            places.map(({ span }) => span),
          ),
        );
    }
    return found;
  },
};

/** A file in `.vscode` holds for the folder above. */
function folderOf(file: string): string {
  const folder = dirname(file);
  const holder = /[\\/]\.vscode$/.test(folder) ? dirname(folder) : folder;
  return /[\\/]$/.test(holder) ? holder : `${holder}${file.includes('\\') ? '\\' : '/'}`;
}

async function requestFiles(own: vscode.Uri): Promise<readonly vscode.Uri[]> {
  const found = await vscode.workspace.findFiles('**/*.{kvhttp,http,rest}', '**/node_modules/**', maxFiles);
  return found.some(uri => uri.toString() === own.toString()) ? found : [own, ...found];
}

/** As the editor shows it, saved or not. */
async function textOf(uri: vscode.Uri): Promise<string> {
  const open = vscode.workspace.textDocuments.find(document => document.uri.toString() === uri.toString());
  return open?.getText() ?? new TextDecoder('utf-8', { ignoreBOM: true }).decode(await vscode.workspace.fs.readFile(uri));
}

function locations(uri: vscode.Uri, text: string, spans: readonly TextSpan[]): readonly vscode.Location[] {
  const lines = createLineIndex(text);
  const position = (offset: number) => {
    const { line, character } = lines.positionAt(offset);
    return new vscode.Position(line, character);
  };
  return spans.map(({ start, end }) => new vscode.Location(uri, new vscode.Range(position(start), position(end))));
}
