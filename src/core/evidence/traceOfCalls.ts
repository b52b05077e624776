import { parseChallenge } from '../auth/parseChallenge.ts';
import { type HeaderPair, headerValue, headerValues } from '../model/headers.ts';
import { exchangeId, runId } from '../model/ids.ts';
import type { TokenFacts } from '../model/tokenFacts.ts';
import type { Exchange, ExchangeOutcome, Purpose, Trace, TraceOutcome } from '../model/trace.ts';
import { noPhases } from '../model/wire.ts';
import { decodeToken } from '../token/decodeToken.ts';
import { redactTrace } from '../token/redactTrace.ts';
import { isAuthorized, kindOf } from './callKind.ts';
import type { EvidenceCall } from './evidenceCall.ts';
import { failureOfWords } from './failureOfWords.ts';

/** One run of a recording as a trace, redacted. Ids of exchanges are the indexes of the input. */
export function traceOfCalls(
  calls: readonly (readonly [index: number, call: EvidenceCall])[],
  fingerprint: (token: string) => string,
): Trace {
  const startedAt = calls.map(([, call]) => call.startedAt ?? dateOf(call)).find(time => time !== null) ?? 0;
  const exchanges = calls.map(([index, call], position) => exchangeOf(index, call, purposeOf(call, calls, position), startedAt));
  const last = calls.at(-1)?.[1];
  const challenge = calls.map(([, call]) => parseChallenge(headerValues(call.responseHeaders, 'www-authenticate')).bearer);
  const trace: Trace = {
    id: runId('evidence'),
    startedAt,
    request: {
      name: null,
      title: null,
      method: last?.method ?? 'GET',
      url: last?.url ?? '',
      vault: null,
      credential: null,
      flow: calls.some(([, call]) => kindOf(call) === 'challenge') ? 'sdk' : 'rest',
      line: 0,
    },
    entries: exchanges.map(exchange => ({ kind: 'exchange', exchange })),
    challenge: challenge.findLast(each => each !== null) ?? null,
    token: tokenOf(calls, fingerprint),
    outcome: outcomeOf(exchanges),
  };
  return redactTrace(trace, []);
}

function exchangeOf(index: number, call: EvidenceCall, purpose: Purpose, startedAt: number): Exchange {
  const at = call.startedAt === null ? 0 : Math.max(0, call.startedAt - startedAt);
  return {
    id: exchangeId(index),
    purpose,
    request: { method: call.method, url: call.url, headers: requestHeadersOf(call), body: undefined },
    startedAt: at,
    endedAt: at,
    phases: noPhases,
    connection: null,
    outcome: outcomeOfCall(call),
  };
}

/** A recorder that drops credentials leaves calls that look as if they had carried none. */
function requestHeadersOf(call: EvidenceCall): readonly HeaderPair[] {
  const recorded = headerValue(call.requestHeaders, 'authorization') !== undefined;
  const kind = kindOf(call);
  return recorded || kind !== 'answer' || !isAuthorized(call)
    ? call.requestHeaders
    : [...call.requestHeaders, ['authorization', 'Bearer [not recorded]']];
}

function outcomeOfCall(call: EvidenceCall): ExchangeOutcome {
  if (call.status === null) {
    const code = call.failure === null ? undefined : failureOfWords(call.failure);
    if (code === undefined) return { kind: 'pending' };
    return {
      kind: 'failed',
      failure: { code, phase: 'connect', message: (call.failure ?? '').slice(0, 300), rawCodes: [], partial: undefined },
    };
  }
  const bytes = new TextEncoder().encode(call.body);
  const body = { bytes, wireBytes: bytes.length, decodedBytes: bytes.length, cut: undefined };
  return {
    kind: 'response',
    response: {
      status: call.status,
      reason: '',
      httpVersion: '1.1',
      headers: call.responseHeaders,
      body,
      interim: [],
      oddities: odditiesOf(call),
    },
  };
}

/** A body of a good answer is data, which explains nothing: whether it could be read does not matter. */
const odditiesOf = ({ status, oddities }: EvidenceCall): EvidenceCall['oddities'] => (status !== null && status >= 400 ? oddities : []);

function purposeOf(call: EvidenceCall, calls: readonly (readonly [number, EvidenceCall])[], position: number): Purpose {
  if (call.purpose !== null) return call.purpose;
  const kind = kindOf(call);
  if (kind === 'challenge' || kind === 'token' || kind === 'discovery' || kind === 'identity') return kind;
  return calls.slice(0, position).some(([, earlier]) => kindOf(earlier) === 'answer') ? 'retry' : 'request';
}

function outcomeOf(exchanges: readonly Exchange[]): TraceOutcome {
  const last = exchanges.at(-1);
  if (last === undefined) return { kind: 'running' };
  if (last.outcome.kind === 'response') return { kind: 'answered', exchange: last.id };
  return {
    kind: 'failed',
    exchange: last.id,
    message: last.outcome.kind === 'failed' ? last.outcome.failure.message : 'no answer was recorded',
  };
}

/** The token that the last call carried, else the one that the token endpoint gave; null where the recorder masked both. */
function tokenOf(calls: readonly (readonly [number, EvidenceCall])[], fingerprint: (token: string) => string): TokenFacts | null {
  for (const [, call] of [...calls].reverse()) {
    const sent = headerValue(call.requestHeaders, 'authorization');
    const token = sent ?? /"access_token"\s*:\s*"(eyJ[\w.-]+)"/.exec(call.body)?.[1];
    if (token === undefined || !/eyJ/.test(token)) continue;
    const facts = decodeToken(token, fingerprint, sent === undefined ? 'token-endpoint' : 'given');
    if (Object.keys(facts.claims).length > 0) return facts;
  }
  return null;
}

function dateOf(call: EvidenceCall): number | null {
  const ms = Date.parse(headerValue(call.responseHeaders, 'date') ?? '');
  return Number.isNaN(ms) ? null : ms;
}
