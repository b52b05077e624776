import { fileURLToPath } from 'node:url';
import type { Secret } from '../core/model/secret.ts';
import { dotenvValue, foldersUpTo, readFileNear } from '../engine/filesNear.ts';
import type { HostDoors } from '../protocol/engine.ts';
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
      const near = placeOf(document, workingFolder);
      return near === undefined ? undefined : dotenvValue(name, near.file, near.root, environment);
    },
    readFile: async (path, document) => {
      const near = placeOf(document, workingFolder);
      const tell = (taken: string, other: string): void =>
        terminal.err(`Two files fit: ${taken} is sent; REST Client would take ${other}.\n`);
      return near && (await readFileNear(path, near.file, near.root, tell))?.bytes;
    },
    // `--reveal` is the consent to show secrets, and to write them.
    answerFolder: async ({ document, holdsSecret }) => (holdsSecret && !reveal ? undefined : placeOf(document, workingFolder)?.root),
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

/** A document on a disk, and the folder that its files must not leave: the current one, or its own where that lies elsewhere. */
function placeOf(document: string, workingFolder: string): { readonly file: string; readonly root: string | undefined } | undefined {
  if (!document.startsWith('file:')) return undefined;
  const file = fileURLToPath(document);
  return { file, root: foldersUpTo(file, workingFolder).at(-1) };
}
