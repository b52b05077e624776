import type { Trace } from '../../core/model/trace.ts';
import { exchangesOf } from '../../core/timeline/foldTrace.ts';
import type { BodyPart } from '../../protocol/panel.ts';

/** A whole body as text, as redacted as the trace is; undefined where there is none. */
export function bodyText(trace: Trace, exchange: number, part: BodyPart): string | undefined {
  const found = exchangesOf(trace).find(one => one.id === exchange);
  if (found === undefined) return undefined;
  const { request, outcome } = found;
  const response = outcome.kind === 'response' ? outcome.response : outcome.kind === 'failed' ? outcome.failure.partial : undefined;
  const bytes = part === 'request-body' ? request.body : response?.body.bytes;
  return bytes === undefined ? undefined : new TextDecoder().decode(bytes);
}

/** What a body is by its first characters; the content type may lie, and decides nothing but colours here. */
export function bodyExtension(text: string): 'json' | 'html' | 'xml' | 'txt' {
  if (/^\s*[[{]/.test(text)) return 'json';
  if (/^\s*<(?:!doctype html|html)/i.test(text)) return 'html';
  return /^\s*<\?xml/.test(text) ? 'xml' : 'txt';
}
