import { parseChallenge } from '../auth/parseChallenge.ts';
import { headerValue, headerValues } from '../model/headers.ts';
import { hostOfUrl } from '../token/hostOfUrl.ts';
import { isAuthorized, kindOf, pathOf, targetOf } from './callKind.ts';
import type { EvidenceCall } from './evidenceCall.ts';

/** A sign-in by hand or with a device code may take minutes; what comes later belongs to another request. */
const longestPauseMs = 10 * 60 * 1000;

/** The calls that one request of a client caused; `indexes` are those of the input, in the order of time. */
export interface EvidenceRun {
  readonly indexes: readonly number[];
}

interface OpenRun {
  readonly indexes: number[];
  /** What it waits for: a token, the call with the token, or a repetition. */
  state: 'challenged' | 'tokened' | 'answered';
  readonly target: string | null;
  readonly host: string | null;
  readonly tenant: string | null;
  readonly client: string | null;
  readonly requestId: string | null;
  lastAt: number | null;
  lastStatus: number | null;
}

/**
 * Tells the requests of a recording apart: a challenge, the token calls after it and the call that brings the token belong together,
 * by client, host, path and time. Calls that have nothing to do with a vault belong to no run.
 */
export function splitRuns(calls: readonly (EvidenceCall | undefined)[]): readonly EvidenceRun[] {
  const runs: OpenRun[] = [];
  for (const index of inTime(calls)) {
    const call = calls[index];
    if (call === undefined) continue;
    const run = placeOf(call, runs);
    if (run === 'none') continue;
    if (run === undefined) runs.push(begin(index, call));
    else extend(run, index, call);
  }
  return runs.map(({ indexes }) => ({ indexes })).sort((a, b) => (a.indexes[0] ?? 0) - (b.indexes[0] ?? 0));
}

/** By time where every call has one (recorders write a call when its answer came), else in the order of the file. */
function inTime(calls: readonly (EvidenceCall | undefined)[]): readonly number[] {
  const indexes = calls.map((_, index) => index);
  if (calls.some(call => call !== undefined && call.startedAt === null)) return indexes;
  return indexes.sort((a, b) => (calls[a]?.startedAt ?? 0) - (calls[b]?.startedAt ?? 0));
}

function placeOf(call: EvidenceCall, runs: readonly OpenRun[]): OpenRun | 'none' | undefined {
  const kind = kindOf(call);
  const near = runs.filter(run => isNear(run, call));
  switch (kind) {
    case 'other':
      return 'none';
    case 'token':
    case 'discovery':
    case 'identity': {
      const waiting = near.filter(run => run.state === 'challenged');
      const tenant = pathOf(call.url).split('/')[1]?.toLowerCase();
      return (
        waiting.find(run => run.tenant === tenant) ?? waiting[0] ?? near.findLast(run => run.state === 'tokened' && run.target === null)
      );
    }
    case 'challenge':
      return near.find(run => isRepetition(run, call));
    case 'answer':
      return answerPlace(call, near);
  }
}

/** The run that this call ends: that of the same request, else of the same host, else a token that nobody has used yet. */
function answerPlace(call: EvidenceCall, near: readonly OpenRun[]): OpenRun | undefined {
  const target = targetOf(call);
  const host = hostOfUrl(call.url) ?? null;
  const id = requestIdOf(call);
  const open = near.filter(run => run.state !== 'answered' && run.target !== null);
  return (
    (id === null ? undefined : open.find(run => run.requestId === id && run.host === host)) ??
    open.find(run => run.target === target) ??
    open.find(run => run.host === host) ??
    near.find(run => isRepetition(run, call)) ??
    near.find(run => run.state === 'tokened' && run.target === null)
  );
}

/** A retry of what the service could not answer, or a token that was turned down and got again. */
function isRepetition(run: OpenRun, call: EvidenceCall): boolean {
  if (run.state !== 'answered' || run.target !== targetOf(call)) return false;
  const status = run.lastStatus ?? 503;
  return status === 408 || status === 429 || status >= 500;
}

function isNear(run: OpenRun, call: EvidenceCall): boolean {
  const client = clientOf(call);
  const isVault = kindOf(call) === 'challenge' || kindOf(call) === 'answer';
  // Token calls come from another library with a name of its own.
  if (isVault && run.target !== null && run.client !== null && client !== null && run.client !== client) return false;
  return run.lastAt === null || call.startedAt === null || Math.abs(call.startedAt - run.lastAt) <= longestPauseMs;
}

function begin(index: number, call: EvidenceCall): OpenRun {
  const kind = kindOf(call);
  const isVault = kind === 'challenge' || kind === 'answer';
  const { bearer } = parseChallenge(headerValues(call.responseHeaders, 'www-authenticate'));
  return {
    indexes: [index],
    state: kind === 'challenge' ? 'challenged' : isVault ? 'answered' : 'tokened',
    target: isVault ? targetOf(call) : null,
    host: isVault ? (hostOfUrl(call.url) ?? null) : null,
    tenant: bearer?.tenant?.toLowerCase() ?? null,
    client: isVault ? clientOf(call) : null,
    requestId: requestIdOf(call),
    lastAt: call.startedAt,
    lastStatus: call.status,
  };
}

function extend(run: OpenRun, index: number, call: EvidenceCall): void {
  const kind = kindOf(call);
  run.indexes.push(index);
  run.lastAt = call.startedAt ?? run.lastAt;
  run.lastStatus = call.status;
  if (kind === 'token' || kind === 'identity') run.state = call.status === 200 || run.target === null ? 'tokened' : 'challenged';
  else if (kind === 'answer') run.state = 'answered';
  else if (kind === 'challenge') run.state = isAuthorized(call) ? 'answered' : 'challenged';
}

const clientOf = (call: EvidenceCall): string | null => call.client ?? headerValue(call.requestHeaders, 'user-agent') ?? null;
const requestIdOf = (call: EvidenceCall): string | null => headerValue(call.requestHeaders, 'x-ms-client-request-id') ?? null;
