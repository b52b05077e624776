import type { TextSpan } from '../../model/textSpan.ts';
import type { RequestBlock } from '../syntax.ts';
import { type OfflineContext, offlineText } from './offlineText.ts';

const parameter = /(?:^|[?&\s])(resource|scope)=((?:\{\{[^{}\r\n]*\}\}|[^&\s])+)/g;

/** What a token call asks a token for: `https://vault.azure.net/.default` is a resource and a permission. */
export interface TokenParameter {
  readonly isScope: boolean;
  readonly resource: string;
  /** With its slash; nothing in the v1 form, `resource=…`. */
  readonly permission: string;
  /** As it stands in the text, and with its variables filled in: percent-encoded, where it is written so. */
  readonly written: string;
  readonly filled: string;
  /** Counts from the block. */
  readonly span: TextSpan;
}

/** The resources and scopes in the target and the body of a token call, as far as their variables have a value. */
export function tokenParameters(block: RequestBlock, context: OfflineContext): readonly TokenParameter[] {
  const pieces = [
    ...block.syntax.requestLine.target,
    ...(block.syntax.body?.parts ?? []).flatMap(part => (part.kind === 'text' ? [part] : [])),
  ];
  return pieces.flatMap(piece =>
    [...piece.text.matchAll(parameter)].flatMap(match => {
      const [whole, name = '', written = ''] = match;
      const filled = offlineText(written, block, context);
      const text = filled === undefined ? undefined : decode(filled);
      if (filled === undefined || text === undefined) return [];
      const start = piece.start + match.index + whole.length - written.length;
      const isScope = name === 'scope';
      const permission = isScope ? (/^https?:\/\/[^/\s]+\/*(\/[^/\s]+)$/i.exec(text)?.[1] ?? '') : '';
      const resource = text.slice(0, text.length - permission.length);
      return [{ isScope, resource, permission, written, filled, span: { start, end: start + written.length } }];
    }),
  );
}

function decode(text: string): string | undefined {
  try {
    return decodeURIComponent(text);
  } catch {
    // A lone "%": what the token endpoint makes of it is its own affair.
    return undefined;
  }
}
