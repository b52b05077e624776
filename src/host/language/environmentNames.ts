import { dirname } from 'node:path';
import * as vscode from 'vscode';
import { createLineIndex } from '../../core/language/lineIndex.ts';
import { parseDocument } from '../../core/language/parseDocument.ts';
import { occurrencesOf } from '../../core/language/semantic/symbolAt.ts';
import type { KvDocument } from '../../core/language/syntax.ts';
import type { TextSpan } from '../../core/model/textSpan.ts';
import type { EnvironmentFile } from '../../core/resolve/environment/environment.ts';
import { environmentKeys } from '../../core/resolve/environment/environmentKeys.ts';
import { documentPlace } from '../environment/documentPlace.ts';
import { environmentFiles } from '../environment/environmentFiles.ts';

/** Request files that are looked through; a workspace with more has its own search. */
const maxFiles = 500;

/** Where a variable of the environment files is written. */
export interface EnvironmentNames {
  /** In the environment files that hold for a request file. */
  definitions(document: vscode.TextDocument, name: string): Promise<vscode.Location[]>;
  /**
   * There, in every request file below them that uses it, and in the environment files nearer to one of those: a new name has to stand in
   * all of them, or some would mean another variable.
   */
  everywhere(document: vscode.TextDocument, name: string): Promise<NamePlaces>;
}

export interface NamePlaces {
  readonly definitions: readonly vscode.Location[];
  readonly uses: readonly vscode.Location[];
  /** Whether another name stands in one of these files: renamed to it, the two would become one. */
  isTaken(other: string): boolean;
}

export const environmentNames: EnvironmentNames = {
  async definitions(document, name) {
    return definitionsIn(await filesFor(document.uri), name);
  },
  async everywhere(document, name) {
    const files = new Map<string, EnvironmentFile>();
    const add = (near: readonly EnvironmentFile[]) => near.forEach(file => void files.set(file.path, file));
    add(await filesFor(document.uri));
    const folders = [...files.values()].filter(file => environmentKeys(file, name).length > 0).map(({ path }) => folderOf(path));
    const users: RequestFile[] = [];
    const known = new Set([dirname(document.uri.fsPath)]);
    for (const uri of await requestFiles(document.uri)) {
      const user = folders.some(folder => uri.fsPath.startsWith(folder)) ? await userOf(uri, name) : undefined;
      if (user === undefined) continue;
      users.push(user);
      // For all files of a folder the same ones hold.
      const folder = dirname(uri.fsPath);
      if (!known.has(folder)) add(await filesFor(uri));
      known.add(folder);
    }
    return {
      definitions: definitionsIn([...files.values()], name),
      uses: users.flatMap(({ uri, tree, places }) => locations(uri, tree.text, places)),
      isTaken: other =>
        [...files.values()].some(file => environmentKeys(file, other).length > 0) ||
        users.some(({ tree }) => occurrencesOf(tree, { kind: 'variable', name: other }).length > 0),
    };
  },
};

interface RequestFile {
  readonly uri: vscode.Uri;
  readonly tree: KvDocument;
  readonly places: readonly TextSpan[];
}

/** A request file with the places where it uses a variable that it does not define: where a file or a prompt gives the name a value, that one is meant. */
async function userOf(uri: vscode.Uri, name: string): Promise<RequestFile | undefined> {
  const tree = parseDocument(await textOf(uri));
  const places = occurrencesOf(tree, { kind: 'variable', name });
  if (places.length === 0 || places.some(({ isDefinition }) => isDefinition)) return undefined;
  return { uri, tree, places: places.map(({ span }) => span) };
}

async function filesFor(uri: vscode.Uri): Promise<readonly EnvironmentFile[]> {
  const place = documentPlace(uri.toString());
  return place === undefined ? [] : environmentFiles(place.file, place.root);
}

function definitionsIn(files: readonly EnvironmentFile[], name: string): vscode.Location[] {
  return files.flatMap(file => locations(vscode.Uri.file(file.path), file.text, environmentKeys(file, name)));
}

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
