import * as vscode from 'vscode';
import { labDocument, labMark, readLabDocument } from '../../core/run/lab/labDocument.ts';
import { decodeToken } from '../../core/token/decodeToken.ts';
import { textOf } from '../commandArguments.ts';
import { commands } from '../commands.ts';
import type { InternalRequests } from '../send/internalRequests.ts';
import { fingerprint } from '../token/fingerprint.ts';
import type { EmbeddedVaultService } from './embeddedVaultService.ts';
import { startWithProgress } from './startWithProgress.ts';

const t = vscode.l10n.t;

export interface TokenLabParts {
  readonly embedded: EmbeddedVaultService;
  readonly requests: InternalRequests;
}

/** Claims of a good token as a document; a lens above them signs what they were changed to and sends it to the embedded vault. */
export class TokenLab implements vscode.CodeLensProvider {
  readonly #parts: TokenLabParts;

  constructor(parts: TokenLabParts) {
    this.#parts = parts;
  }

  async open(): Promise<void> {
    const good = await this.#goodToken();
    if (good === undefined) return;
    const document = await vscode.workspace.openTextDocument({ language: 'jsonc', content: labDocument(good.header, good.claims) });
    await vscode.window.showTextDocument(document, { preview: false });
  }

  /**
   * @param uri of the document of the lab; without one that of the active editor.
   * @returns the cause that was found; undefined where nothing was sent.
   */
  async send(uri: unknown): Promise<string | undefined> {
    const wanted = textOf(uri) ?? vscode.window.activeTextEditor?.document.uri.toString();
    const document = vscode.workspace.textDocuments.find(each => each.uri.toString() === wanted);
    const good = document === undefined || !isLab(document) ? undefined : await this.#goodToken();
    const control = this.#parts.embedded.control;
    if (document === undefined || good === undefined || control === undefined) return undefined;
    const changes = readLabDocument(document.getText(), good.claims);
    if (typeof changes === 'string') {
      void vscode.window.showErrorMessage(changes);
      return undefined;
    }
    const token = await control.mint(changes);
    const request = `# ${t('Token lab: signed by the embedded vault itself')}\n@token = ${token}\n\n# @title ${t('Token lab')}\n# @vault sample\n# @token {{token}}\nGET /secrets/db-password?api-version=7.6\n`;
    const run = await this.#parts.requests.send(['token-lab'], request, false);
    return run.findings[0]?.cause;
  }

  provideCodeLenses(document: vscode.TextDocument): vscode.CodeLens[] {
    if (!isLab(document)) return [];
    const command = { title: `$(play) ${t('Sign and send')}`, command: commands.sendLabToken, arguments: [document.uri.toString()] };
    return [new vscode.CodeLens(new vscode.Range(0, 0, 0, 0), command)];
  }

  async #goodToken() {
    const { embedded } = this.#parts;
    if (embedded.info === null) await startWithProgress(embedded, 'normal');
    const token = embedded.info?.tokens.valid;
    return token === undefined ? undefined : decodeToken(token, fingerprint, 'given');
  }
}

const isLab = (document: vscode.TextDocument): boolean => document.lineAt(0).text === labMark;
