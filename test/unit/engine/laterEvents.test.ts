import { afterEach, beforeEach, expect, test, vi } from 'vitest';
import type { TraceEvent } from '../../../src/core/model/trace.ts';
import { LaterEvents } from '../../../src/engine/laterEvents.ts';

const event = (at: number): TraceEvent => ({ kind: 'note', at, note: { kind: 'retry-waited', ms: 1 } });

let heard: number[] = [];
let events: LaterEvents;
beforeEach(() => {
  vi.useFakeTimers();
  heard = [];
  events = new LaterEvents(one => heard.push(one.kind === 'note' ? one.at : -1));
});
afterEach(() => void vi.useRealTimers());

test('events are heard in the next turn of the event loop, in their order', () => {
  events.push(event(1));
  events.push(event(2));
  expect(heard).toEqual([]);
  vi.advanceTimersByTime(0);
  events.push(event(3));
  expect(heard).toEqual([1, 2]);
  vi.advanceTimersByTime(0);
  expect(heard).toEqual([1, 2, 3]);
});

test('the end of a run does not wait for them, and none is heard twice', () => {
  events.push(event(1));
  events.flush();
  expect(heard).toEqual([1]);
  vi.advanceTimersByTime(0);
  expect(heard).toEqual([1]);
});
