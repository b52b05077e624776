import { readFile, realpath } from 'node:fs/promises';
import { dirname, isAbsolute, join, relative, resolve, sep } from 'node:path';
import { fileURLToPath } from 'node:url';
import { parseEnv } from 'node:util';
import { dotenvNames } from '../core/model/dotenvNames.ts';
import type { Secret } from '../core/model/secret.ts';
import type { HostDoors } from '../protocol/engine.ts';
import { foldersOf } from './readEnvironmentFiles.ts';
import type { Terminal } from './terminal.ts';

export interface CliDoorDeps {
  /** Of the embedded vault, by credential. */
  readonly secrets: ReadonlyMap<string, Secret>;
  readonly reveal: boolean;
  /** Name of the environment in use. */
  readonly environment: string | null;
  /** What a workspace is to the editor: files may lie in it where the request file does. */
  readonly workingFolder: string;
}

/** How the command line answers the engine: secrets from variables or a prompt, files as the editor finds them. */
export function cliDoors(terminal: Terminal, { secrets, reveal, environment, workingFolder }: CliDoorDeps): HostDoors {
  return {
    clientSecret: async credential =>
      secrets.get(credential)?.reveal() ??
      terminal.env[secretVariable(credential)] ??
      (await terminal.ask(`Client secret of '${credential}': `, true)),
    certificatePassword: async host =>
      terminal.env['KVHTTP_CERTIFICATE_PASSWORD'] ?? (await terminal.ask(`Password of the client certificate for '${host}': `, true)),
    prompt: (name, text, secret) => terminal.ask(`${text || name}: `, secret),
    processEnv: async name => terminal.env[name],
    dotenv: async (name, document) => {
      const folders = foldersNear(document, workingFolder);
      for (const file of folders.flatMap(folder => dotenvNames(environment).map(each => join(folder, each)))) {
        const bytes = await readInside(file, folders);
        const value = bytes && parseEnv(new TextDecoder().decode(bytes))[name];
        if (value !== undefined) return value;
      }
      return undefined;
    },
    readFile: async (path, document) => {
      const folders = foldersNear(document, workingFolder);
      const [beside, below] = [folders[0], folders.at(-1)].map(folder => resolve(folder ?? '', path));
      if (folders.length === 0 || beside === undefined || below === undefined) return undefined;
      const bytes = await readInside(beside, folders);
      const other = below === beside ? undefined : await readInside(below, folders);
      if (bytes !== undefined && other !== undefined) terminal.err(`Two files fit: ${beside} is sent; REST Client would take ${below}.\n`);
      return bytes ?? other;
    },
    // `--reveal` is the consent to show secrets, and to write them.
    answerFolder: async ({ document, holdsSecret }) => (holdsSecret && !reveal ? undefined : foldersNear(document, workingFolder).at(-1)),
    // The editor's account exists in the editor only.
    editorToken: async () => undefined,
    showDeviceCode: async ({ credential, userCode, verificationUri }) => {
      terminal.err(`Sign in as '${credential}': open ${verificationUri} and enter the code ${userCode}\n`);
      return undefined;
    },
  };
}

/** `my-app` is read from `KVHTTP_SECRET_MY_APP`. */
export function secretVariable(credential: string): string {
  return `KVHTTP_SECRET_${credential.toUpperCase().replace(/[^A-Z0-9]/g, '_')}`;
}

/** The folder of a document and those above it that files may come from; none for a document without a disk. */
function foldersNear(document: string, workingFolder: string): readonly string[] {
  return document.startsWith('file:') ? foldersOf(dirname(fileURLToPath(document)), workingFolder) : [];
}

/** A file below the last of the folders after following links; undefined for any other and for one that is not there. */
async function readInside(file: string, folders: readonly string[]): Promise<Uint8Array | undefined> {
  try {
    const target = await realpath(file);
    const inside = relative(await realpath(folders.at(-1) ?? file), target);
    if (inside === '..' || inside.startsWith(`..${sep}`) || isAbsolute(inside)) return undefined;
    return await readFile(target);
  } catch (error) {
    const code = (error as NodeJS.ErrnoException).code;
    if (code === 'ENOENT' || code === 'EACCES' || code === 'EISDIR' || code === 'ENOTDIR') return undefined;
    throw error;
  }
}
