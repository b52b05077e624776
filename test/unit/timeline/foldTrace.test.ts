import { describe, expect, test } from 'vitest';
import { appendEvent, exchangesOf, foldTrace } from '../../../src/core/timeline/foldTrace.ts';
import { answered, someEvents } from './aTrace.ts';

const events = someEvents([['challenge', 401], { kind: 'warning', text: 'x' }, ['token', 200], ['request', 'refused']], answered(0));

describe('folding', () => {
  test('keeps the order of calls and notes, and settles each call once', () => {
    const trace = foldTrace(events);
    expect(trace.entries.map(entry => (entry.kind === 'note' ? entry.note.kind : entry.exchange.purpose))).toEqual([
      'challenge',
      'warning',
      'token',
      'request',
    ]);
    expect(exchangesOf(trace).map(one => [one.startedAt, one.endedAt, one.outcome.kind])).toEqual([
      [0, 40, 'response'],
      [50, 90, 'response'],
      [100, 140, 'failed'],
    ]);
    expect(trace.outcome).toEqual(answered(0));
  });

  test('event by event is the same as all at once, and leaves the old trace as it was', () => {
    const [first, ...rest] = events;
    let trace = foldTrace(first === undefined ? [] : [first]);
    for (const event of rest) {
      const before = JSON.stringify(trace);
      const old = trace;
      trace = appendEvent(trace, event);
      expect(JSON.stringify(old)).toBe(before);
    }
    expect(trace).toEqual(foldTrace(events));
  });

  test('calls that overlap are settled by their id', () => {
    const overlapping = someEvents([
      ['challenge', 'pending'],
      ['token', 200],
    ]);
    expect(exchangesOf(foldTrace(overlapping)).map(one => one.outcome.kind)).toEqual(['pending', 'response']);
  });

  test('a call that was open when the run ended took its time until then', () => {
    const cancelled = someEvents(
      [
        ['challenge', 200],
        ['token', 'pending'],
      ],
      { kind: 'cancelled' },
    );
    expect(exchangesOf(foldTrace(cancelled)).map(one => [one.outcome.kind, one.endedAt])).toEqual([
      ['response', 40],
      ['pending', 90],
    ]);
  });

  test('does not begin in the middle', () => {
    expect(() => foldTrace(events.slice(1))).toThrow('run-started');
  });
});
