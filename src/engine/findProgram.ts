import { constants } from 'node:fs';
import { access, stat } from 'node:fs/promises';
import path from 'node:path';

/** How a program is started without a shell: the file, and what comes before the arguments. */
export interface Program {
  readonly file: string;
  readonly before: readonly string[];
}

type Environment = Readonly<Record<string, string | undefined>>;

/**
 * Looks a program up in the absolute folders of the PATH: never in the current folder, which could be a workspace. On Windows the Azure CLI is
 * a batch file, which only a shell could run: the Python beside it is started instead, as the batch file does.
 */
export async function findProgram(name: string, environment: Environment): Promise<Program | undefined> {
  const isWindows = process.platform === 'win32';
  const list = Object.entries(environment).find(([key]) => (isWindows ? key.toLowerCase() === 'path' : key === 'PATH'))?.[1] ?? '';
  for (const folder of list.split(path.delimiter).filter(each => path.isAbsolute(each))) {
    if (!isWindows) {
      const file = path.join(folder, name);
      if (await canRun(file)) return { file, before: [] };
      continue;
    }
    const file = path.join(folder, `${name}.exe`);
    if (await canRun(file)) return { file, before: [] };
    const python = path.join(folder, '..', 'python.exe');
    if (name === 'az' && (await canRun(path.join(folder, 'az.cmd'))) && (await canRun(python)))
      return { file: python, before: ['-IBm', 'azure.cli'] };
  }
  return undefined;
}

async function canRun(file: string): Promise<boolean> {
  try {
    await access(file, process.platform === 'win32' ? constants.F_OK : constants.X_OK);
    return (await stat(file)).isFile();
  } catch {
    // Not in this folder, or not for us: the next folder of the PATH has its turn.
    return false;
  }
}
