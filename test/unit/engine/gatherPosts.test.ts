import { expect, test } from 'vitest';
import { gatherPosts } from '../../../src/engine/gatherPosts.ts';
import type { FromEngine } from '../../../src/protocol/engineMessages.ts';

const turn = (): Promise<void> => new Promise(resolve => void setImmediate(resolve));

test('what is posted in one turn of the event loop leaves as one message, in its order', async () => {
  const sent: FromEngine[] = [];
  const post = gatherPosts(message => sent.push(message));
  post({ type: 'pong', ping: 1 });
  await Promise.resolve();
  post({ type: 'pong', ping: 2 });
  expect(sent).toEqual([]);
  await turn();
  post({ type: 'pong', ping: 3 });
  await turn();
  const pong = (ping: number): FromEngine => ({ type: 'pong', ping });
  expect(sent).toEqual([
    { type: 'batch', messages: [pong(1), pong(2)] },
    { type: 'batch', messages: [pong(3)] },
  ]);
});
