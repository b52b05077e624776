import { readFile } from 'node:fs/promises';
import { join, resolve } from 'node:path';
import { type Environment, type EnvironmentFile, environmentFileNames } from '../core/resolve/environment/environment.ts';
import { type Environments, readEnvironments } from '../core/resolve/environment/readEnvironments.ts';
import { foldersUpTo } from '../engine/filesNear.ts';
import { UsageError } from './usageError.ts';

/** The environment files that hold for a request file: of its folder and of those above, up to the current folder where that lies above. */
export async function readEnvironmentFiles(file: string): Promise<Environments> {
  const folders = foldersUpTo(resolve(file), process.cwd());
  const found: EnvironmentFile[] = [];
  for (const folder of folders.toReversed()) {
    for (const name of environmentFileNames) found.push(...(await readIfThere(join(folder, name))));
  }
  return readEnvironments(found);
}

/** The environment of this name; `$shared` alone without one. */
export async function chooseEnvironment(file: string, name: string | undefined): Promise<Environment> {
  const environments = await readEnvironmentFiles(file);
  if (name !== undefined && !environments.names.includes(name)) {
    const known = environments.names.length === 0 ? 'No environment file was found' : `Known: ${environments.names.join(', ')}`;
    throw new UsageError(`--env: there is no environment '${name}'. ${known}.`);
  }
  return environments.select(name ?? null);
}

async function readIfThere(path: string): Promise<readonly EnvironmentFile[]> {
  try {
    return [{ path, text: await readFile(path, 'utf8') }];
  } catch (error) {
    const code = (error as NodeJS.ErrnoException).code;
    if (code === 'ENOENT' || code === 'ENOTDIR') return [];
    throw new UsageError(`'${path}' cannot be read (${code ?? 'unknown error'}).`);
  }
}
