import type { Trace, TraceEntry } from '../model/trace.ts';

/** Whether two traces hold the very same facts: the objects that stand in them, not equal ones. */
export function sameTrace(a: Trace, b: Trace): boolean {
  return (
    a.id === b.id &&
    a.startedAt === b.startedAt &&
    a.request === b.request &&
    a.challenge === b.challenge &&
    a.token === b.token &&
    a.outcome === b.outcome &&
    a.entries.length === b.entries.length &&
    a.entries.every((entry, index) => sameEntry(entry, b.entries[index]))
  );
}

function sameEntry(a: TraceEntry, b: TraceEntry | undefined): boolean {
  if (a.kind === 'note') return b?.kind === 'note' && a.note === b.note && a.at === b.at;
  if (b?.kind !== 'exchange') return false;
  const [one, other] = [a.exchange, b.exchange];
  return one.id === other.id && one.request === other.request && one.outcome === other.outcome && one.endedAt === other.endedAt;
}
