import { readFile, realpath, stat } from 'node:fs/promises';
import { dirname, isAbsolute, join, relative, resolve, sep } from 'node:path';
import { parseEnv } from 'node:util';
import { dotenvNames } from '../core/model/dotenvNames.ts';

/** Bodies and `.env` files above this size are not read. */
const maxFileBytes = 16 * 1024 * 1024;

export interface FileNear {
  /** Its path on this machine, before links are followed. */
  readonly file: string;
  readonly bytes: Uint8Array;
}

/**
 * Reads a file that a request names: beside its document first, then from the workspace folder. A path that leaves the folder
 * (after following links) is not read: a request file must not carry other files of this machine away. REST Client looks in the
 * workspace folder first: `onTwoPlaces` is told where both have such a file.
 */
export async function readFileNear(
  path: string,
  documentFile: string,
  root: string | undefined,
  onTwoPlaces: (taken: string, other: string) => void = () => {},
): Promise<FileNear | undefined> {
  const beside = resolve(dirname(documentFile), path);
  const below = root === undefined ? beside : resolve(root, path);
  const bytes = await readInside(beside, root ?? dirname(documentFile));
  const other = below === beside || root === undefined ? undefined : await readInside(below, root);
  if (bytes !== undefined && other !== undefined) onTwoPlaces(beside, below);
  if (bytes !== undefined) return { file: beside, bytes };
  return other === undefined ? undefined : { file: below, bytes: other };
}

/** What the `.env` files that hold for a document say of a variable: its folder's first, then upwards to the workspace folder. */
export async function dotenvValue(
  name: string,
  documentFile: string,
  root: string | undefined,
  environment: string | null,
): Promise<string | undefined> {
  for (const folder of foldersUpTo(documentFile, root)) {
    for (const file of dotenvNames(environment).map(each => join(folder, each))) {
      const bytes = await readInside(file, root ?? dirname(documentFile));
      const value = bytes && parseEnv(new TextDecoder().decode(bytes))[name];
      if (value !== undefined) return value;
    }
  }
  return undefined;
}

/** The folder of a document and those above it, up to the workspace folder; its own alone where it is in none. */
export function foldersUpTo(documentFile: string, root: string | undefined): readonly string[] {
  const folders: string[] = [];
  for (let folder = dirname(documentFile); ; folder = dirname(folder)) {
    folders.push(folder);
    if (root === undefined || folder === root || !isInside(folder, root)) return folders;
  }
}

export async function readInside(file: string, confine: string): Promise<Uint8Array | undefined> {
  try {
    const real = await realpath(file);
    if (!isInside(real, await realpath(confine))) return undefined;
    const facts = await stat(real);
    return facts.isFile() && facts.size <= maxFileBytes ? await readFile(real) : undefined;
  } catch {
    // Not there or not readable: the request's own diagnostic names the path.
    return undefined;
  }
}

function isInside(path: string, folder: string): boolean {
  const way = relative(folder, path);
  return way !== '..' && !way.startsWith(`..${sep}`) && !isAbsolute(way);
}
