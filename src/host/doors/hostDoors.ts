import * as vscode from 'vscode';
import type { EmbeddedVaultInfo } from '../../core/model/embeddedVault.ts';
import { embeddedSetup } from '../../core/run/embeddedSetup.ts';
import { dotenvValue, readFileNear } from '../../engine/filesNear.ts';
import type { HostDoors } from '../../protocol/engine.ts';
import { askSecret, certificateQuestion, credentialQuestion, type SecretQuestion } from '../secrets/askSecret.ts';
import type { CredentialSecrets } from '../secrets/credentialSecrets.ts';
import type { UserSettings } from '../settings/readSettings.ts';
import { editorToken } from './editorToken.ts';
import type { ReadPermissions } from './readPermissions.ts';
import { showDeviceCode } from './showDeviceCode.ts';

export interface HostDoorDeps {
  readonly secrets: CredentialSecrets;
  readonly permissions: ReadPermissions;
  settings(): UserSettings;
  embedded(): EmbeddedVaultInfo | null;
  /** Name of the environment in use for a document. */
  environmentOf(document: string): string | null;
}

/**
 * How the editor answers the engine while a request runs. In an untrusted workspace only the embedded vault's own fake secrets are given out:
 * the engine refuses to send there by itself, this is the second lock.
 */
export function createHostDoors({ secrets, permissions, settings, embedded, environmentOf }: HostDoorDeps): HostDoors {
  const asking = new Map<string, Promise<string | undefined>>();
  const keptOrAsked = async (question: SecretQuestion): Promise<string | undefined> => {
    const known = await secrets.get(question.name);
    if (known !== undefined) return known;
    const open = asking.get(question.name) ?? askSecret(question, secrets).finally(() => asking.delete(question.name));
    asking.set(question.name, open);
    return open;
  };
  return {
    clientSecret: async credential => {
      const info = embedded();
      const fake = info === null ? undefined : embeddedSetup(info).secrets.get(credential);
      if (fake !== undefined) return fake.reveal();
      if (!vscode.workspace.isTrusted) return undefined;
      const kind = settings().credentials.find(each => each.name === credential)?.kind ?? 'clientSecret';
      return keptOrAsked(credentialQuestion(credential, kind));
    },
    certificatePassword: async host => (vscode.workspace.isTrusted ? keptOrAsked(certificateQuestion(host)) : undefined),
    prompt: async (name, text, secret) => vscode.window.showInputBox({ title: name, prompt: text, password: secret, ignoreFocusOut: true }),
    processEnv: async name => {
      if (!vscode.workspace.isTrusted || process.env[name] === undefined) return undefined;
      return (await permissions.allow({ source: 'env', name })) ? process.env[name] : undefined;
    },
    dotenv: async (name, document) => {
      const place = vscode.workspace.isTrusted ? placeOf(document) : undefined;
      if (place === undefined) return undefined;
      const value = await dotenvValue(name, place.file, place.root, environmentOf(document));
      return value !== undefined && (await permissions.allow({ source: 'dotenv', name })) ? value : undefined;
    },
    readFile: async (path, document) => {
      const place = vscode.workspace.isTrusted ? placeOf(document) : undefined;
      const found = place && (await readFileNear(path, place.file, place.root, warnOfTwoPlaces));
      return found !== undefined && (await permissions.allow({ source: 'file', name: found.file })) ? found.bytes : undefined;
    },
    answerFolder: async ({ document, path, holdsSecret }) => {
      const place = vscode.workspace.isTrusted ? placeOf(document) : undefined;
      if (place === undefined || (holdsSecret && !(await mayWriteSecret(path)))) return undefined;
      return place.confine;
    },
    editorToken: async ask => (vscode.workspace.isTrusted ? editorToken(ask) : undefined),
    showDeviceCode: async prompt => {
      if (vscode.workspace.isTrusted) showDeviceCode(prompt);
      return undefined;
    },
  };
}

async function mayWriteSecret(path: string): Promise<boolean> {
  const write = vscode.l10n.t('Write It');
  const message = vscode.l10n.t('The answer holds a secret. Write it to "{0}", in clear text?', path);
  const detail = vscode.l10n.t('Whoever can read the workspace, its backups or its repository can read the file then.');
  return (await vscode.window.showWarningMessage(message, { modal: true, detail }, write)) === write;
}

function warnOfTwoPlaces(taken: string, other: string): void {
  const names = [taken, other].map(file => vscode.workspace.asRelativePath(file));
  void vscode.window.showWarningMessage(
    vscode.l10n.t('Two files fit: {0} is sent, as in httpYac; REST Client would take {1}.', names[0] ?? taken, names[1] ?? other),
  );
}

/** A document on a disk; undefined for untitled and virtual ones, which have no files beside them. */
function placeOf(document: string): { readonly file: string; readonly root: string | undefined; readonly confine: string } | undefined {
  const uri = vscode.Uri.parse(document);
  if (uri.scheme !== 'file') return undefined;
  const root = vscode.workspace.getWorkspaceFolder(uri)?.uri.fsPath;
  return { file: uri.fsPath, root, confine: root ?? vscode.Uri.joinPath(uri, '..').fsPath };
}
