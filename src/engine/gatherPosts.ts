import type { FromEngine } from '../protocol/engineMessages.ts';

/**
 * A `post` that sends what is posted in one turn of the event loop as one message: to wake the other thread costs more than the content. What
 * is to leave `atOnce` takes along what waits.
 */
export function gatherPosts(post: (message: FromEngine) => void): (message: FromEngine, atOnce?: boolean) => void {
  let gathered: FromEngine[] = [];
  const flush = (): void => {
    const messages = gathered;
    gathered = [];
    if (messages.length > 0) post({ type: 'batch', messages });
  };
  return (message, atOnce = false) => {
    if (gathered.length === 0 && !atOnce) setImmediate(flush);
    gathered.push(message);
    if (atOnce) flush();
  };
}
