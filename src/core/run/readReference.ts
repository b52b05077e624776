import { assertNever } from '../model/assertNever.ts';
import { type HeaderPair, headerValue } from '../model/headers.ts';
import type { Exchange, Trace } from '../model/trace.ts';
import { exchangesOf } from '../timeline/foldTrace.ts';

/**
 * A value of an earlier run, for `{{name.PATH}}`: `response.status`, `response.headers.NAME`, `response.body`, `response.body.$.a[0].b`,
 * the same of `request`, and `token.CLAIM`. undefined where there is none.
 */
export function readReference(trace: Trace, path: string): string | undefined {
  if (path.startsWith('token.')) return textOf(stepInto(trace.token?.claims ?? {}, path.slice('token.'.length)));
  const exchange = answerOf(trace);
  const [side, part = '', ...rest] = path.split('.');
  if (exchange === undefined || (side !== 'request' && side !== 'response')) return undefined;
  const message = side === 'request' ? requestSide(exchange) : responseSide(exchange);
  if (message === undefined) return undefined;
  if (part === 'status' && rest.length === 0) return message.status;
  if (part === 'headers') return headerValue(message.headers, rest.join('.'));
  return part === 'body' ? readBody(message.body, rest.join('.')) : undefined;
}

type Side = { readonly status: string | undefined; readonly headers: readonly HeaderPair[]; readonly body: Uint8Array };

function answerOf(trace: Trace): Exchange | undefined {
  const { outcome } = trace;
  return outcome.kind === 'answered' ? exchangesOf(trace).find(exchange => exchange.id === outcome.exchange) : undefined;
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

function readBody(bytes: Uint8Array, path: string): string | undefined {
  const text = new TextDecoder().decode(bytes);
  const steps = path.split(/[.[\]]+/).filter(step => step !== '' && step !== '$' && step !== '*');
  if (steps.length === 0) return text;
  try {
    return textOf(steps.reduce<unknown>(stepInto, JSON.parse(text)));
  } catch {
    // Not JSON: there is nothing at that path.
    return undefined;
  }
}

function stepInto(value: unknown, step: string): unknown {
  const key = step.replace(/^(['"])(.*)\1$/, '$2');
  return typeof value === 'object' && value !== null && Object.hasOwn(value, key) ? Reflect.get(value, key) : undefined;
}

function textOf(value: unknown): string | undefined {
  if (value === undefined) return undefined;
  return typeof value === 'string' ? value : JSON.stringify(value);
}
