import { readFile, realpath } from 'node:fs/promises';
import { dirname, isAbsolute, relative, resolve, sep } from 'node:path';
import { fileURLToPath } from 'node:url';
import { parseEnv } from 'node:util';
import type { Secret } from '../core/model/secret.ts';
import type { HostDoors } from '../protocol/engine.ts';
import type { Terminal } from './terminal.ts';

/** How the command line answers the engine: secrets from variables or a prompt, files only from the request file's own folder. */
export function cliDoors(terminal: Terminal, embeddedSecrets: ReadonlyMap<string, Secret>, reveal = false): HostDoors {
  return {
    clientSecret: async credential =>
      embeddedSecrets.get(credential)?.reveal() ??
      terminal.env[secretVariable(credential)] ??
      (await terminal.ask(`Client secret of '${credential}': `, true)),
    certificatePassword: async host =>
      terminal.env['KVHTTP_CERTIFICATE_PASSWORD'] ?? (await terminal.ask(`Password of the client certificate for '${host}': `, true)),
    prompt: (name, text, secret) => terminal.ask(`${text || name}: `, secret),
    processEnv: async name => terminal.env[name],
    dotenv: async (name, document) => {
      const bytes = await readBeside('.env', document);
      return bytes === undefined ? undefined : parseEnv(new TextDecoder().decode(bytes))[name];
    },
    readFile: readBeside,
    // `--reveal` is the consent to show secrets, and to write them.
    answerFolder: async ({ document, holdsSecret }) => (holdsSecret && !reveal ? undefined : dirname(fileURLToPath(document))),
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

/** A file below the document's folder after following links; undefined for any other and for one that is not there. */
async function readBeside(path: string, document: string): Promise<Uint8Array | undefined> {
  if (!document.startsWith('file:')) return undefined;
  try {
    const folder = await realpath(dirname(fileURLToPath(document)));
    const target = await realpath(resolve(folder, path));
    const inside = relative(folder, target);
    if (inside === '..' || inside.startsWith(`..${sep}`) || isAbsolute(inside)) return undefined;
    return await readFile(target);
  } catch (error) {
    const code = (error as NodeJS.ErrnoException).code;
    if (code === 'ENOENT' || code === 'EACCES' || code === 'EISDIR' || code === 'ENOTDIR') return undefined;
    throw error;
  }
}
