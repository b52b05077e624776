import { headerValue } from '../model/headers.ts';
import type { Trace } from '../model/trace.ts';
import { english, type Translate } from '../model/translate.ts';
import { judgeToken, type TokenJudgement } from './judgeToken.ts';

/** Judges the token that a trace's last vault call carried, by that server's clock where it told one. `now` is epoch ms. */
export function judgeTraceToken(trace: Trace, now: number, t: Translate = english): TokenJudgement | null {
  if (trace.token === null) return null;
  const context = {
    now: Math.floor(now / 1000),
    vaultUrl: trace.request.url,
    challenge: trace.challenge,
    serverDate: serverDateOf(trace),
  };
  return judgeToken(trace.token, context, t);
}

/** Epoch seconds of the last `Date` header (RFC 9110 section 6.6.1) in a trace, or null. */
export function serverDateOf(trace: Trace): number | null {
  for (const entry of [...trace.entries].reverse()) {
    if (entry.kind !== 'exchange' || entry.exchange.outcome.kind !== 'response') continue;
    const ms = Date.parse(headerValue(entry.exchange.outcome.response.headers, 'date') ?? '');
    if (!Number.isNaN(ms)) return Math.floor(ms / 1000);
  }
  return null;
}
