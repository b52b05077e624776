import * as vscode from 'vscode';
import type { SignatureCheck, TokenFacts } from '../../core/model/tokenFacts.ts';
import { decodeToken } from '../../core/token/decodeToken.ts';
import { findTokens } from '../../core/token/findTokens.ts';
import { judgeToken, type TokenJudgement } from '../../core/token/judgeToken.ts';
import { fingerprint } from './fingerprint.ts';
import { tokenDocument } from './tokenDocument.ts';
import { tokenScheme } from './tokenScheme.ts';

/** Decoded tokens that stay readable while their tabs may be open. */
const capacity = 20;

/** Decodes the selected, copied or pasted token into a read-only document. The token itself is not kept, and nothing is sent. */
export class DecodeTokenCommand implements vscode.TextDocumentContentProvider {
  readonly #texts = new Map<string, string>();
  readonly #signatureOf: (token: string) => Promise<SignatureCheck | undefined>;

  /** @param signatureOf checks against the keys that are known here; undefined where none are */
  constructor(signatureOf: (token: string) => Promise<SignatureCheck | undefined>) {
    this.#signatureOf = signatureOf;
  }

  async run(): Promise<void> {
    const token = selectedToken() ?? firstToken(await vscode.env.clipboard.readText()) ?? (await askToken());
    if (token === undefined) return;
    const signature = await this.#signatureOf(token);
    const facts = { ...decodeToken(token, fingerprint, 'given'), ...(signature && { signature }) };
    const now = Math.floor(Date.now() / 1000);
    await this.show(facts, judgeToken(facts, { now, vaultUrl: null, challenge: null, serverDate: null }, vscode.l10n.t));
  }

  /** Shows what was decoded elsewhere, such as the token of a run. */
  async show(facts: TokenFacts, judgement: TokenJudgement): Promise<void> {
    const uri = vscode.Uri.from({ scheme: tokenScheme, path: `/${vscode.l10n.t('Access token {0}', facts.fingerprint)}.jsonc` });
    this.#remember(uri.path, tokenDocument(facts, judgement, vscode.l10n.t));
    const document = await vscode.workspace.openTextDocument(uri);
    await vscode.window.showTextDocument(document, { preview: true });
  }

  provideTextDocumentContent(uri: vscode.Uri): string {
    return this.#texts.get(uri.path) ?? `// ${vscode.l10n.t('This token was decoded in an earlier session and was not kept.')}\n`;
  }

  #remember(path: string, text: string): void {
    this.#texts.delete(path);
    this.#texts.set(path, text);
    const oldest = this.#texts.keys().next().value;
    if (this.#texts.size > capacity && oldest !== undefined) this.#texts.delete(oldest);
  }
}

function selectedToken(): string | undefined {
  const editor = vscode.window.activeTextEditor;
  return editor === undefined || editor.selection.isEmpty ? undefined : firstToken(editor.document.getText(editor.selection));
}

function firstToken(text: string): string | undefined {
  return findTokens(text.slice(0, 64 * 1024), { maxTokens: 1 })[0]?.text;
}

async function askToken(): Promise<string | undefined> {
  const text = await vscode.window.showInputBox({
    title: vscode.l10n.t('Decode Access Token'),
    prompt: vscode.l10n.t('Paste a token. It stays on this machine and is not kept.'),
    password: true,
    ignoreFocusOut: true,
    validateInput: value =>
      value.trim() === '' || firstToken(value) !== undefined
        ? undefined
        : vscode.l10n.t('There is no token in this text: one has three parts with dots between.'),
  });
  return text === undefined ? undefined : firstToken(text);
}
