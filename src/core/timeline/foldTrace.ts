import { assertNever } from '../model/assertNever.ts';
import type { ExchangeId } from '../model/ids.ts';
import type { Exchange, Trace, TraceEntry, TraceEvent } from '../model/trace.ts';
import { noPhases } from '../model/wire.ts';

const pending = { kind: 'pending' } as const;
const running = { kind: 'running' } as const;

/** The trace that a list of events tells of; the first one must be `run-started`. */
export function foldTrace(events: readonly TraceEvent[]): Trace {
  const [first, ...rest] = events;
  if (first?.kind !== 'run-started') throw new Error('a trace starts with run-started');
  return rest.reduce(appendEvent, emptyTrace(first));
}

/** The trace with one more event; the trace that was handed in stays as it is. */
export function appendEvent(trace: Trace, event: TraceEvent): Trace {
  switch (event.kind) {
    case 'run-started':
      return emptyTrace(event);
    case 'exchange-started': {
      const { id, purpose, request, at } = event;
      const exchange: Exchange = {
        id,
        purpose,
        request,
        startedAt: at,
        endedAt: null,
        phases: noPhases,
        connection: null,
        outcome: pending,
      };
      return { ...trace, entries: [...trace.entries, { kind: 'exchange', exchange }] };
    }
    case 'exchange-ended': {
      const { at, phases, connection, outcome } = event;
      return { ...trace, entries: settle(trace.entries, event.id, { endedAt: at, phases, connection, outcome }) };
    }
    case 'note':
      return { ...trace, entries: [...trace.entries, { kind: 'note', at: event.at, note: event.note }] };
    case 'challenge':
      return { ...trace, challenge: event.challenge };
    case 'token':
      return { ...trace, token: event.token };
    case 'run-ended':
      return { ...trace, outcome: event.outcome, entries: cutOff(trace.entries, event.at) };
    default:
      return assertNever(event);
  }
}

/** The exchanges of a trace in the order in which they started. */
export function exchangesOf(trace: Trace): readonly Exchange[] {
  const exchanges: Exchange[] = [];
  for (const entry of trace.entries) if (entry.kind === 'exchange') exchanges.push(entry.exchange);
  return exchanges;
}

function emptyTrace(event: Extract<TraceEvent, { kind: 'run-started' }>): Trace {
  const { id, startedAt, request } = event;
  return { id, startedAt, request, entries: [], challenge: null, token: null, outcome: running };
}

/** A call that was open when the run ended took its time until then; it never got an outcome. */
function cutOff(entries: readonly TraceEntry[], at: number): readonly TraceEntry[] {
  const isOpen = (entry: TraceEntry): boolean => entry.kind === 'exchange' && entry.exchange.endedAt === null;
  if (!entries.some(isOpen)) return entries;
  return entries.map(entry =>
    entry.kind === 'exchange' && isOpen(entry) ? { ...entry, exchange: { ...entry.exchange, endedAt: at } } : entry,
  );
}

function settle(
  entries: readonly TraceEntry[],
  id: ExchangeId,
  end: Pick<Exchange, 'endedAt' | 'phases' | 'connection' | 'outcome'>,
): readonly TraceEntry[] {
  return entries.map(entry =>
    entry.kind === 'exchange' && entry.exchange.id === id ? { ...entry, exchange: { ...entry.exchange, ...end } } : entry,
  );
}
