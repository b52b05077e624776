import { expect, test } from 'vitest';
import type { TraceEvent } from '../../../src/core/model/trace.ts';
import { foldTrace } from '../../../src/core/timeline/foldTrace.ts';
import { sameTrace } from '../../../src/core/timeline/sameTrace.ts';
import { answered, someEvents } from './aTrace.ts';

const events = someEvents([['challenge', 401], { kind: 'retry-waited', ms: 5 }, ['token', 'refused'], ['request', 'pending']], answered(2));

test('what is folded from the same events is the same', () => {
  expect(sameTrace(foldTrace(events), foldTrace([...events]))).toBe(true);
});

for (const [index, event] of events.entries()) {
  test(`another event ${index} (${event.kind}) makes another trace, though it says the same`, () => {
    const others: readonly TraceEvent[] = events.map(one => (one === event ? structuredClone(one) : one));
    expect(sameTrace(foldTrace(events), foldTrace(others))).toBe(false);
  });
}

test('an event less makes another trace', () => {
  for (let count = 1; count < events.length; count++) {
    expect(sameTrace(foldTrace(events), foldTrace(events.slice(0, count)))).toBe(false);
  }
});
