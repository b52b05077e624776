import { parseChallenge } from '../auth/parseChallenge.ts';
import { assertNever } from '../model/assertNever.ts';
import { type HeaderPair, headerValue, headerValues } from '../model/headers.ts';
import type { JsonValue } from '../model/tokenFacts.ts';
import type { Exchange, Trace } from '../model/trace.ts';
import { exchangesOf } from '../timeline/foldTrace.ts';
import { readJsonPath } from './jsonPath.ts';
import { challengeField, tokenClaim } from './traceFields.ts';

/**
 * A value of an earlier run, for `{{name.PATH}}`. Of its answer: `response.status`, `response.headers.NAME` (also `headers['NAME']`),
 * `response.body`, `response.body.$.a[0].b`, and the same of `request`, which has `method` and `url` besides. Of its trace: `token.CLAIM`,
 * `challenge.tenant`, and of each exchange from 0 `calls[0].status`, `.purpose`, `.url`, `.header NAME`, `.challenge.tenant`,
 * `.request.…`, `.response.…`. undefined where there is none.
 */
export function readReference(trace: Trace, path: string): string | undefined {
  if (path.startsWith('token.')) return textOf(tokenClaim(trace, path.slice('token.'.length)));
  if (path.startsWith('challenge.')) return challengeField(trace.challenge, path.slice('challenge.'.length));
  const call = /^calls\[(\d{1,6})\]\.(.+)$/s.exec(path);
  if (call !== null) {
    const exchange = exchangesOf(trace)[Number(call[1])];
    return exchange === undefined ? undefined : callField(exchange, call[2] ?? '');
  }
  const answer = answerOf(trace);
  return answer === undefined ? undefined : messageField(answer, path);
}

function answerOf(trace: Trace): Exchange | undefined {
  const { outcome } = trace;
  return outcome.kind === 'answered' ? exchangesOf(trace).find(exchange => exchange.id === outcome.exchange) : undefined;
}

function callField(exchange: Exchange, path: string): string | undefined {
  const response = responseSide(exchange);
  if (path === 'purpose') return exchange.purpose;
  if (path === 'status') return response?.status;
  if (path === 'url') return exchange.request.url;
  const header = /^header[ .](\S+)$/.exec(path)?.[1];
  if (header !== undefined) return response === undefined ? undefined : headerValue(response.headers, header);
  if (!path.startsWith('challenge.')) return messageField(exchange, path);
  const lines = response === undefined ? [] : headerValues(response.headers, 'www-authenticate');
  return challengeField(parseChallenge(lines).bearer, path.slice('challenge.'.length));
}

interface Side {
  readonly status: string | undefined;
  readonly headers: readonly HeaderPair[];
  readonly body: Uint8Array;
}

function requestSide({ request }: Exchange): Side {
  return { status: undefined, headers: request.headers, body: request.body ?? new Uint8Array() };
}

function responseSide({ outcome }: Exchange): Side | undefined {
  switch (outcome.kind) {
    case 'response':
      return { status: `${outcome.response.status}`, headers: outcome.response.headers, body: outcome.response.body.bytes };
    case 'pending':
    case 'failed':
      return undefined;
    default:
      return assertNever(outcome);
  }
}

/** `request.…` and `response.…`. The other spellings are httpYac's (`statusCode`, `parsedBody`) and Kulala's (`asJson`). */
function messageField(exchange: Exchange, path: string): string | undefined {
  const match = /^(request|response)\.(status|statusCode|method|url|headers|body|parsedBody)(?![\w-])(.*)$/s.exec(path);
  if (match === null) return undefined;
  const [, side, field, rest = ''] = match;
  if (side === 'request' && rest === '' && field === 'method') return exchange.request.method;
  if (side === 'request' && rest === '' && field === 'url') return exchange.request.url;
  const message = side === 'request' ? requestSide(exchange) : responseSide(exchange);
  if (message === undefined) return undefined;
  switch (field) {
    case 'status':
    case 'statusCode':
      return rest === '' ? message.status : undefined;
    case 'headers':
      return headerValue(message.headers, headerName(rest));
    case 'body':
    case 'parsedBody':
      return bodyField(message.body, rest.replace(/^\.asJson(?![\w-])/, ''));
    default:
      return undefined;
  }
}

function headerName(rest: string): string {
  return /^\[\s*['"]?([^'"\]]*)['"]?\s*\]$/.exec(rest)?.[1] ?? rest.replace(/^\./, '');
}

function bodyField(bytes: Uint8Array, path: string): string | undefined {
  const text = new TextDecoder().decode(bytes);
  return path === '' || path === '.*' ? text : textOf(readJsonPath(text, path));
}

function textOf(value: JsonValue | undefined): string | undefined {
  if (value === undefined) return undefined;
  return typeof value === 'string' ? value : JSON.stringify(value);
}
