import type { TextSpan } from '../../model/textSpan.ts';
import type { OfflineFacts } from '../../resolve/checkRequest.ts';
import { baseText, writtenBaseOf } from '../../resolve/pathBase.ts';
import { type VariableScope, variableScopeOf } from '../../resolve/variableScope.ts';
import { offlineValue } from '../explain/offlineText.ts';
import { requestPlace } from '../explain/requestPlace.ts';
import { type Block, isRequestBlock, type KvDocument, type RequestBlock } from '../syntax.ts';
import { targetText } from '../targetText.ts';

/** A few words at the end of a line, beside what is written there. */
export interface InlayHint {
  readonly offset: number;
  readonly text: string;
  readonly tooltip: string;
}

const maxUrl = 160;

/** What the text does not show: the whole URL of a request, and which lines are not sent. Only the blocks in the range are looked at. */
export function inlayHints(document: KvDocument, range: TextSpan, facts: OfflineFacts): readonly InlayHint[] {
  const blocks = document.blocks.filter(({ start, end }) => start < range.end && end > range.start);
  const scope = variableScopeOf(document);
  return blocks
    .flatMap(block => [...(isRequestBlock(block) ? urlHint(block, scope, facts) : []), ...notSentHints(block)])
    .filter(({ offset }) => offset >= range.start && offset <= range.end);
}

function urlHint(block: RequestBlock, scope: VariableScope, facts: OfflineFacts): readonly InlayHint[] {
  const { requestLine } = block.syntax;
  if (requestLine.kind !== 'http') return [];
  const written = targetText(requestLine);
  if (!written.includes('{{') && /^[a-z][a-z0-9+.-]*:\/\//i.test(written)) return [];
  // A secret in a URL must not become legible by a hint.
  const base = baseText(writtenBaseOf(block, scope, facts));
  if (offlineValue(`${base}${written}`, block, { scope, facts })?.holdsSecret) return [];
  const { url } = requestPlace(block, { scope, facts }, facts);
  if (url === null || url === written) return [];
  const last = requestLine.target.at(-1);
  const shown = url.length > maxUrl ? `${url.slice(0, maxUrl - 1)}…` : url;
  return [
    {
      offset: block.start + (requestLine.version?.end ?? last?.end ?? requestLine.end),
      text: `→ ${shown}`,
      tooltip: 'Where this request goes',
    },
  ];
}

function notSentHints(block: Block): readonly InlayHint[] {
  const { body, sections } = block.syntax;
  const hint = (end: number, tooltip: string): InlayHint => ({ offset: block.start + end, text: 'not sent', tooltip });
  const lines = (body?.notSent ?? []).map(({ end }) =>
    hint(end, 'A line of the body that begins with # or // is a comment in every client. Send it with "# @keep-comments".'),
  );
  const parts = sections
    .filter(({ kind }) => kind === 'script' || kind === 'responseLink' || kind === 'response')
    .map(({ start }) => hint(endOfLine(block, start), 'Recognised, never run and never sent.'));
  return [...lines, ...parts].toSorted((a, b) => a.offset - b.offset);
}

function endOfLine({ syntax }: Block, from: number): number {
  return from + (/^[^\r\n]*/.exec(syntax.text.slice(from))?.[0].length ?? 0);
}
