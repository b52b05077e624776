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
let post: ReturnType<typeof gatherPosts> = () => {};
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

test('what leaves at once takes along what waits, and nothing leaves twice', () => {
  post(event(1));
  post(event(1));
  post(pong(2), true);
  expect(sent).toEqual([{ type: 'batch', messages: [event(1), event(1), pong(2)] }]);
  post(event(3));
  vi.advanceTimersByTime(0);
  expect(sent).toHaveLength(2);
  expect(sent[1]).toEqual({ type: 'batch', messages: [event(3)] });
});
