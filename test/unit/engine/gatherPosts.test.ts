import { afterEach, beforeEach, expect, test, vi } from 'vitest';
import { gatherPosts } from '../../../src/engine/gatherPosts.ts';
import type { FromEngine } from '../../../src/protocol/engineMessages.ts';

const pong = (ping: number): FromEngine => ({ type: 'pong', ping });
const event = (call: number): FromEngine => ({
  type: 'event',
  call,
  event: { kind: 'note', at: 0, note: { kind: 'retry-waited', ms: 1 } },
});

let sent: FromEngine[] = [];
let post: (message: FromEngine) => void = () => {};
beforeEach(() => {
  vi.useFakeTimers();
  sent = [];
  post = gatherPosts(message => sent.push(message));
});
afterEach(() => void vi.useRealTimers());

test('what is posted in one turn of the event loop leaves as one message, in its order', () => {
  post(pong(1));
  post(pong(2));
  expect(sent).toEqual([]);
  vi.advanceTimersByTime(0);
  post(pong(3));
  vi.advanceTimersByTime(0);
  expect(sent).toEqual([
    { type: 'batch', messages: [pong(1), pong(2)] },
    { type: 'batch', messages: [pong(3)] },
  ]);
});

test('events wait for an answer that comes soon', () => {
  post(event(1));
  post(event(2));
  vi.advanceTimersByTime(1);
  expect(sent).toEqual([]);
  post(pong(3));
  vi.advanceTimersByTime(0);
  expect(sent).toEqual([{ type: 'batch', messages: [event(1), event(2), pong(3)] }]);
  vi.advanceTimersByTime(1_000);
  expect(sent).toHaveLength(1);
});

test('events of a call that takes its time leave within a frame', () => {
  post(event(1));
  vi.advanceTimersByTime(8);
  post(event(1));
  vi.advanceTimersByTime(8);
  expect(sent).toEqual([{ type: 'batch', messages: [event(1), event(1)] }]);
  post(event(1));
  vi.advanceTimersByTime(16);
  expect(sent).toHaveLength(2);
});
