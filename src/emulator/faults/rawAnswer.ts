import { STATUS_CODES } from 'node:http';
import type { HeaderPair } from '../../core/model/headers.ts';
import type { Answer } from '../http/answer.ts';

/** Status line and headers as they stand on the wire, with the empty line. */
export function headOf(answer: Answer, at: number, more: readonly HeaderPair[]): string {
  const headers: readonly HeaderPair[] = [...answer.headers, ['Date', new Date(at).toUTCString()], ...more];
  const lines = headers.map(([name, value]) => `${name}: ${value}`);
  return [`HTTP/1.1 ${answer.status} ${STATUS_CODES[answer.status] ?? ''}`, ...lines, '', ''].join('\r\n');
}

/** A body that is long enough to be cut, whatever the answer was. */
export const bodyOf = (answer: Answer): Buffer => Buffer.from((answer.body ?? '') || '{"value":[]}', 'utf8');

export const lengthHeader = (bytes: number): HeaderPair => ['Content-Length', String(bytes)];
