/**
 * Runs one abortable step with a deadline of its own. `work` must let go of what it holds when its signal fires;
 * a step that cannot be stopped (a DNS lookup) is left behind.
 * @param parent ends the step with its reason: the caller's cancel or the deadline of the whole call.
 * @param late makes the error for a step that takes longer than `ms`.
 */
export function runStep<T>(parent: AbortSignal, ms: number, late: () => Error, work: (signal: AbortSignal) => Promise<T>): Promise<T> {
  return new Promise<T>((resolve, reject) => {
    const own = new AbortController();
    const stop = (reason: unknown) => {
      release();
      reject(reason);
      own.abort(reason);
    };
    const onParent = () => stop(parent.reason);
    const timer = setTimeout(() => stop(late()), ms);
    const release = () => {
      clearTimeout(timer);
      parent.removeEventListener('abort', onParent);
    };
    parent.addEventListener('abort', onParent);
    if (parent.aborted) return onParent();
    work(own.signal).then(
      value => {
        release();
        resolve(value);
      },
      error => {
        release();
        reject(error);
      },
    );
  });
}
