import * as vscode from 'vscode';
import type { SignatureCheck } from '../../core/model/tokenFacts.ts';
import { decodeToken } from '../../core/token/decodeToken.ts';
import { tokenAt } from '../../core/token/findTokens.ts';
import { judgeToken } from '../../core/token/judgeToken.ts';
import { tokenHoverText } from './tokenHoverText.ts';

/** Characters to each side of the pointer that are looked at: more than the longest token that is decoded. */
const reach = 20_000;

export interface TokenHoverDoors {
  /** First 12 hex digits of the SHA-256 of a token. */
  fingerprint(token: string): string;
  /** Epoch milliseconds. */
  now(): number;
  /** Checks against the keys that are known here, without a network; undefined where none are. */
  signatureOf(token: string): Promise<SignatureCheck | undefined>;
}

/** Decodes the token under the pointer, in any file. Looks at one line, asks nobody, and keeps nothing. */
export function tokenHoverProvider({ fingerprint, now, signatureOf }: TokenHoverDoors): vscode.HoverProvider {
  return {
    async provideHover(document, position) {
      const line = document.lineAt(position.line).text;
      const from = Math.max(0, position.character - reach);
      const token = tokenAt(line.slice(from, position.character + reach), position.character - from);
      if (token === undefined) return undefined;
      const signature = await signatureOf(token.text);
      const facts = { ...decodeToken(token.text, fingerprint, 'unknown'), ...(signature && { signature }) };
      const { t } = vscode.l10n;
      const context = { now: Math.floor(now() / 1000), vaultUrl: null, challenge: null, serverDate: null };
      const text = new vscode.MarkdownString(tokenHoverText(facts, judgeToken(facts, context, t), t));
      text.isTrusted = false;
      text.supportHtml = false;
      text.supportThemeIcons = false;
      const range = new vscode.Range(position.line, from + token.start, position.line, from + token.end);
      return new vscode.Hover(text, range);
    },
  };
}
