import type { ServerResponse } from 'node:http';
import { STATUS_CODES } from 'node:http';
import type { HeaderPair } from '../../core/model/headers.ts';

/** What a handler answers; `body` undefined for an empty one. */
export interface Answer {
  readonly status: number;
  readonly headers: readonly HeaderPair[];
  readonly body: string | undefined;
}

export const jsonType: HeaderPair = ['Content-Type', 'application/json; charset=utf-8'];

export function jsonAnswer(status: number, value: unknown, headers: readonly HeaderPair[] = []): Answer {
  return { status, headers: [jsonType, ...headers], body: JSON.stringify(value) };
}

export function textAnswer(status: number, text: string, headers: readonly HeaderPair[] = []): Answer {
  return { status, headers: [['Content-Type', 'text/plain; charset=utf-8'], ...headers], body: text };
}

export function withHeaders(answer: Answer, before: readonly HeaderPair[]): Answer {
  return { ...answer, headers: [...before, ...answer.headers] };
}

/** Writes the answer; `now` (epoch ms) makes the Date header, so that a moved clock shows on the wire. */
export function writeAnswer(response: ServerResponse, answer: Answer, now: number): void {
  const bytes = Buffer.from(answer.body ?? '', 'utf8');
  // RFC 9110 section 8.6: no Content-Length in a 204.
  const length: readonly HeaderPair[] = answer.status === 204 ? [] : [['Content-Length', String(bytes.length)]];
  const headers: readonly HeaderPair[] = [...answer.headers, ['Date', new Date(now).toUTCString()], ...length];
  response.sendDate = false;
  response.writeHead(answer.status, STATUS_CODES[answer.status] ?? '', headers.flat());
  response.end(bytes);
}
