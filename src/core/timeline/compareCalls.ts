import type { HeaderPair } from '../model/headers.ts';
import type { Exchange } from '../model/trace.ts';
import type { Translate } from '../model/translate.ts';
import type { WireResponse } from '../model/wire.ts';
import { bodyFields } from './bodyFields.ts';
import { changeInWords } from './changeInWords.ts';
import type { ComparedValue } from './compareView.ts';
import { splitUrl } from './rowOfExchange.ts';

/** Headers that differ between any two answers. */
const everNew = new Set([
  'date',
  'age',
  'authorization',
  'client-request-id',
  'request-id',
  'traceparent',
  'set-cookie',
  'x-ms-request-id',
  'x-ms-client-request-id',
  'x-ms-correlation-request-id',
  'x-ms-ests-server',
  'x-ms-srs',
  'x-ms-clitelem',
]);

/** What differs in two calls that play the same part, from the request line to the body. */
export function compareCalls(left: Exchange, right: Exchange, t: Translate): readonly ComparedValue[] {
  const [before, after] = [responseOf(left), responseOf(right)];
  return [
    ...value(t('method'), left.request.method, right.request.method, t),
    ...value(t('path'), splitUrl(left.request.url).path, splitUrl(right.request.url).path, t),
    ...value(t('status'), statusOf(left), statusOf(right), t),
    ...value(t('failure'), failureOf(left), failureOf(right), t),
    ...values('request.header', headersOf(left.request.headers), headersOf(right.request.headers), t),
    ...values('request.body', bodyFields(left.request.body), bodyFields(right.request.body), t),
    ...values('response.header', headersOf(before?.headers ?? []), headersOf(after?.headers ?? []), t),
    ...values('response.body', bodyFields(before?.body.bytes), bodyFields(after?.body.bytes), t),
  ];
}

function responseOf({ outcome }: Exchange): WireResponse | undefined {
  if (outcome.kind === 'response') return outcome.response;
  return outcome.kind === 'failed' ? outcome.failure.partial : undefined;
}

function statusOf(exchange: Exchange): string | undefined {
  const status = responseOf(exchange)?.status;
  return status === undefined ? undefined : String(status);
}

function failureOf({ outcome }: Exchange): string | undefined {
  return outcome.kind === 'failed' ? outcome.failure.code : undefined;
}

/** One text for a header, however many lines it took. */
function headersOf(headers: readonly HeaderPair[]): ReadonlyMap<string, string> {
  const found = new Map<string, string>();
  for (const [name, text] of headers) {
    const key = name.toLowerCase();
    if (!everNew.has(key)) found.set(key, found.has(key) ? `${found.get(key)}, ${text}` : text);
  }
  return found;
}

function values(
  prefix: string,
  left: ReadonlyMap<string, string>,
  right: ReadonlyMap<string, string>,
  t: Translate,
): readonly ComparedValue[] {
  return [...new Set([...left.keys(), ...right.keys()])].flatMap(name =>
    value(name === '' ? prefix : `${prefix} ${name}`, left.get(name), right.get(name), t),
  );
}

function value(name: string, left: string | undefined, right: string | undefined, t: Translate): readonly ComparedValue[] {
  if (left === right) return [];
  const change = left === undefined ? 'added' : right === undefined ? 'removed' : 'changed';
  return [{ name, left: part(left), right: part(right), change, note: noteOf(left, right, t), meaning: null }];
}

/** Words only where they say more than the two values side by side. */
function noteOf(left: string | undefined, right: string | undefined, t: Translate): string | null {
  if (left === undefined || right === undefined) return null;
  const slash = left === `${right}/` || right === `${left}/` || left.toLowerCase() === right.toLowerCase();
  return slash ? changeInWords('', left, right, t).trim() : null;
}

function part(text: string | undefined): { readonly code: string } | null {
  return text === undefined ? null : { code: text };
}
