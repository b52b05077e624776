import type { FromEngine } from '../protocol/engineMessages.ts';

/**
 * A `post` that sends everything of one turn of the event loop as one message. To wake the other thread costs more than the content, and in one
 * message what stands in an event and again in the run's trace is cloned once. Nothing waits for the network: the turn ends before that.
 */
export function gatherPosts(post: (message: FromEngine) => void): (message: FromEngine) => void {
  let gathered: FromEngine[] = [];
  const flush = (): void => {
    const messages = gathered;
    gathered = [];
    post({ type: 'batch', messages });
  };
  return message => {
    if (gathered.length === 0) setImmediate(flush);
    gathered.push(message);
  };
}
