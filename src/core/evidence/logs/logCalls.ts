import type { HeaderPair } from '../../model/headers.ts';
import { type EvidenceCall, isHttpUrl, longestBody, requestOnly } from '../evidenceCall.ts';

/** What a reader of one client's log found: the calls, and the lines that belong to none. */
export interface LogReading {
  readonly calls: readonly EvidenceCall[];
  readonly rest: string;
}

/** A call while its lines are read. */
export interface LogCall {
  method: string;
  url: string;
  readonly requestHeaders: HeaderPair[];
  status: number | null;
  readonly responseHeaders: HeaderPair[];
  body: string;
  failure: string | null;
  startedAt: number | null;
}

export const aLogCall = (method: string, url: string, line = ''): LogCall => ({
  method: method.toUpperCase(),
  url,
  requestHeaders: [],
  status: null,
  responseHeaders: [],
  body: '',
  failure: null,
  startedAt: timeOfLine(line),
});

/** Logs leave out headers by their settings: a 401 whose headers were not logged had a challenge all the same. */
export function finished(calls: readonly LogCall[], rest: readonly string[]): LogReading {
  return {
    calls: calls
      .filter(call => isHttpUrl(call.url) && /^[A-Z]{1,20}$/.test(call.method))
      .map(call => ({
        ...requestOnly(call.method, call.url),
        requestHeaders: call.requestHeaders,
        status: call.status,
        responseHeaders: withChallenge(call),
        body: call.body.slice(0, longestBody),
        failure: call.failure,
        startedAt: call.startedAt,
      })),
    rest: rest.join('\n'),
  };
}

const withChallenge = (call: LogCall): readonly HeaderPair[] =>
  call.status === 401 && !call.responseHeaders.some(([name]) => name.toLowerCase() === 'www-authenticate')
    ? [...call.responseHeaders, ['www-authenticate', '(not logged)']]
    : call.responseHeaders;

const headerLine = /^\s*'?([A-Za-z][A-Za-z0-9-]{0,80})'?\s*:\s?(.*)$/;

/** `Name: value`, also quoted as Python prints it; undefined for any other line. */
export function headerOfLine(line: string): HeaderPair | undefined {
  const match = headerLine.exec(line.slice(0, 16 * 1024));
  if (match === null) return undefined;
  const value = (match[2] ?? '').trim();
  return [match[1] ?? '', /^'.*'$/.test(value) ? value.slice(1, -1) : value];
}

/** The ISO time at the beginning of a line, in epoch ms, or null. */
function timeOfLine(line: string): number | null {
  const match = /^\W{0,2}(\d{4}-\d\d-\d\d)[T ](\d\d:\d\d:\d\d)(?:[.,](\d{1,3}))?\d*(Z)?/.exec(line);
  if (match === null) return null;
  const ms = Date.parse(`${match[1]}T${match[2]}.${(match[3] ?? '0').padEnd(3, '0')}Z`);
  return Number.isNaN(ms) ? null : ms;
}
