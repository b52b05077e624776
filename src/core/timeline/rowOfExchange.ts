import type { Exchange } from '../model/trace.ts';
import { english, type Translate } from '../model/translate.ts';
import type { PhaseName, Phases } from '../model/wire.ts';
import type { ExchangeRow, PhaseSegment, RowStatus, Tone } from './panelView.ts';
import { retell } from './retell.ts';

/** The order in which the phases of a call happen. */
export const phaseOrder: readonly PhaseName[] = ['dns', 'connect', 'proxy', 'tls', 'send', 'wait', 'receive'];

/** Shape of one call for the waterfall. `now` is ms since the start of the run: where a pending call ends. */
export function rowOfExchange(exchange: Exchange, now: number, flagged: boolean, calm: boolean, t: Translate = english): ExchangeRow {
  const { id, purpose, request, startedAt } = exchange;
  const broken = exchange.outcome.kind === 'failed' ? exchange.outcome.failure.phase : null;
  return {
    kind: 'exchange',
    id,
    purpose,
    method: request.method,
    ...splitUrl(request.url),
    status: statusOf(exchange, calm, t),
    start: startedAt,
    end: Math.max(startedAt, exchange.endedAt ?? now),
    segments: segmentsOf(exchange.phases, startedAt, broken),
    reused: exchange.connection?.reused ?? false,
    flagged,
  };
}

/** How serious a status is. A 401 to a call that was sent without a token to be asked for one is `calm`. */
export function toneOf(status: number, calm: boolean): Tone {
  if (status < 300) return 'good';
  if (calm) return 'calm';
  if (status < 400) return 'warn';
  return status === 429 ? 'warn' : 'bad';
}

/** The phases one after the other from `start` on; a phase that broke is there even if it took no time. */
export function segmentsOf(phases: Phases, start: number, broken: PhaseName | null): readonly PhaseSegment[] {
  const segments: PhaseSegment[] = [];
  let at = start;
  for (const phase of phaseOrder) {
    const ms = phases[phase];
    if (ms === null && phase !== broken) continue;
    segments.push({ phase, start: at, ms: ms ?? 0, broken: phase === broken });
    at += ms ?? 0;
  }
  return segments;
}

/** Host (with a port that is not the scheme's) and the rest of an absolute URL; an unreadable one is all path. */
export function splitUrl(url: string): { readonly host: string; readonly path: string } {
  const match = /^[a-z][a-z\d+.-]*:\/\/([^/?#]*)(.*)$/i.exec(url);
  if (match === null) return { host: '', path: url };
  return { host: (match[1] ?? '').replace(/:443$/, ''), path: match[2] === '' ? '/' : (match[2] ?? '/') };
}

function statusOf(exchange: Exchange, calm: boolean, t: Translate): RowStatus {
  const { outcome } = exchange;
  if (outcome.kind === 'pending') return { kind: exchange.endedAt === null ? 'pending' : 'stopped' };
  if (outcome.kind === 'failed') {
    const { code, phase, message } = outcome.failure;
    return { kind: 'failed', code, phase, words: retell(message, t) };
  }
  const { status, reason } = outcome.response;
  const words = calm ? t('the usual answer to a call without a token') : reason;
  return { kind: 'response', status, tone: toneOf(status, calm), words };
}
