import { readFile, realpath, stat } from 'node:fs/promises';
import { dirname, isAbsolute, join, relative, resolve, sep } from 'node:path';

/** Bodies and `.env` files above this size are not read. */
export const maxFileBytes = 16 * 1024 * 1024;

/**
 * Reads a file that a request names: beside its document first, then from the workspace folder. A path that leaves the folder
 * (after following links) is not read: a request file must not carry other files of this machine away.
 */
export async function readFileNear(path: string, documentFile: string, root: string | undefined): Promise<Uint8Array | undefined> {
  const folder = dirname(documentFile);
  const confine = root ?? folder;
  for (const base of root === undefined ? [folder] : [folder, root]) {
    const bytes = await readInside(resolve(base, path), confine);
    if (bytes !== undefined) return bytes;
  }
  return undefined;
}

/** The `.env` files that hold for a document: its folder's first, then upwards to the workspace folder. */
export function dotenvFiles(documentFile: string, root: string | undefined): readonly string[] {
  return foldersUpTo(documentFile, root).map(folder => join(folder, '.env'));
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
