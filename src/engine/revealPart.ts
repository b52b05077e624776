import { assertNever } from '../core/model/assertNever.ts';
import type { HeaderPair } from '../core/model/headers.ts';
import type { Exchange } from '../core/model/trace.ts';
import type { Engine } from '../protocol/engine.ts';

/** One part of an exchange as it was on the wire; undefined where there is none. */
export function revealPart({ request, outcome }: Exchange, part: Parameters<Engine['reveal']>[2]): string | undefined {
  const response = outcome.kind === 'response' ? outcome.response : outcome.kind === 'failed' ? outcome.failure.partial : undefined;
  switch (part) {
    case 'request-body':
      return request.body === undefined ? undefined : textOf(request.body);
    case 'response-body':
      return response === undefined ? undefined : textOf(response.body.bytes);
    case 'request-headers':
      return linesOf(request.headers);
    case 'response-headers':
      return response === undefined ? undefined : linesOf(response.headers);
    default:
      return assertNever(part);
  }
}

const textOf = (bytes: Uint8Array): string => new TextDecoder().decode(bytes);
const linesOf = (headers: readonly HeaderPair[]): string => headers.map(([name, value]) => `${name}: ${value}`).join('\n');
