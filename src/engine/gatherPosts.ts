import type { FromEngine } from '../protocol/engineMessages.ts';

/** A row that is drawn a frame later is not seen to be late. */
const longestMs = 10;

/**
 * A `post` that sends events together with what follows them soon: the answer of a quick call, or the events of other runs. To wake the other
 * thread costs more than the content, and in one message what stands in an event and again in the run's trace is cloned once.
 * All but events leave in the same turn of the event loop.
 */
export function gatherPosts(post: (message: FromEngine) => void): (message: FromEngine) => void {
  let gathered: FromEngine[] = [];
  let timer: NodeJS.Timeout | undefined;
  let leaves = false;
  const flush = (): void => {
    clearTimeout(timer);
    timer = undefined;
    leaves = false;
    const messages = gathered;
    gathered = [];
    post({ type: 'batch', messages });
  };
  return message => {
    gathered.push(message);
    if (leaves) return;
    if (message.type === 'event') {
      timer ??= setTimeout(flush, longestMs);
    } else {
      leaves = true;
      setImmediate(flush);
    }
  };
}
