import { constants } from 'node:fs';
import { mkdir, open, realpath, stat } from 'node:fs/promises';
import { dirname, extname, isAbsolute, relative, resolve, sep } from 'node:path';

export interface AnswerToWrite {
  /** As the request names it: relative to the folder of the document. */
  readonly path: string;
  /** Absolute path of the document. */
  readonly document: string;
  /** Nothing is written outside this folder, links followed. */
  readonly root: string;
  /** Overwrites a file that is there; else the file gets a number: `out-1.json`. */
  readonly replaces: boolean;
  readonly bytes: Uint8Array;
}

/** As many answers of one name are kept beside each other. */
const maxNumber = 999;

/** Writes an answer to a file. Gives the path that was written, or undefined where that is not allowed or not possible. */
export async function writeAnswer({ path, document, root, replaces, bytes }: AnswerToWrite): Promise<string | undefined> {
  const wanted = resolve(dirname(document), path);
  try {
    const border = await realpath(root);
    if (!isInside(await realFolder(dirname(wanted)), border)) return undefined;
    await mkdir(dirname(wanted), { recursive: true });
    // Made or there before: the folder as it is now counts.
    const folder = await realpath(dirname(wanted));
    if (!isInside(folder, border) || (await isFolder(wanted))) return undefined;
    for (let number = 0; number <= maxNumber; number++) {
      const file = resolve(folder, numbered(relative(dirname(wanted), wanted), number));
      if (await write(file, bytes, replaces)) return file;
    }
    return undefined;
  } catch (error) {
    // A folder in place of the file, a full disk, no leave to write: the run notes that nothing was written.
    if (typeof (error as NodeJS.ErrnoException).code === 'string') return undefined;
    throw error;
  }
}

/** False where a file is there that must stay. Never through a link: it could lead out of the folder. */
async function write(file: string, bytes: Uint8Array, replaces: boolean): Promise<boolean> {
  const { O_WRONLY, O_CREAT, O_EXCL, O_TRUNC, O_NOFOLLOW } = constants;
  try {
    const handle = await open(file, O_WRONLY | O_CREAT | (replaces ? O_TRUNC | (O_NOFOLLOW ?? 0) : O_EXCL), 0o600);
    try {
      await handle.writeFile(bytes);
    } finally {
      await handle.close();
    }
    return true;
  } catch (error) {
    if (!replaces && (error as NodeJS.ErrnoException).code === 'EEXIST') return false;
    throw error;
  }
}

async function isFolder(path: string): Promise<boolean> {
  return stat(path).then(
    facts => facts.isDirectory(),
    // Nothing is there, or nothing that can be looked at: writing tells.
    () => false,
  );
}

/** The nearest folder above a path that is there, links followed. */
async function realFolder(folder: string): Promise<string> {
  try {
    return await realpath(folder);
  } catch (error) {
    const above = dirname(folder);
    if ((error as NodeJS.ErrnoException).code !== 'ENOENT' || above === folder) throw error;
    return realFolder(above);
  }
}

function isInside(path: string, folder: string): boolean {
  const way = relative(folder, path);
  return way !== '..' && !way.startsWith(`..${sep}`) && !isAbsolute(way);
}

function numbered(name: string, number: number): string {
  if (number === 0) return name;
  const extension = extname(name);
  return `${name.slice(0, name.length - extension.length)}-${number}${extension}`;
}
