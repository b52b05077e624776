/** The promise's value, or a rejection with the signal's reason as soon as it fires; the work behind the promise goes on. */
export async function withSignal<T>(promise: Promise<T>, signal: AbortSignal): Promise<T> {
  signal.throwIfAborted();
  let stop = (): void => {};
  const aborted = new Promise<never>((_, reject) => {
    stop = () => reject(signal.reason);
  });
  signal.addEventListener('abort', stop, { once: true });
  try {
    return await Promise.race([promise, aborted]);
  } finally {
    signal.removeEventListener('abort', stop);
  }
}

/** undefined once `signal` has fired; the work behind the promise is left alone. */
export async function unlessCancelled<T>(promise: Promise<T>, signal: AbortSignal): Promise<T | undefined> {
  try {
    return await withSignal(promise, signal);
  } catch (error) {
    if (signal.aborted) return undefined;
    throw error;
  }
}
