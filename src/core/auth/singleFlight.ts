/** A flight as its leader holds it. `land` gives the followers their answer; `close` also lets the next caller lead. */
export interface Flight<T> {
  land(value: T): void;
  /** Followers who still wait get undefined: the leader gave up. May be called more than once. */
  close(): void;
}

/** Lets concurrent callers share one piece of work: the first leads, the others wait for what it lands. */
export class SingleFlight<T> {
  readonly #open = new Map<string, Promise<T | undefined>>();

  /** The flight that is under way, or undefined: then call `lead` before the next await. */
  join(key: string): Promise<T | undefined> | undefined {
    return this.#open.get(key);
  }

  lead(key: string): Flight<T> {
    let resolve: (value: T | undefined) => void = () => {};
    const promise = new Promise<T | undefined>(settle => {
      resolve = settle;
    });
    this.#open.set(key, promise);
    return {
      land: resolve,
      close: () => {
        resolve(undefined);
        if (this.#open.get(key) === promise) this.#open.delete(key);
      },
    };
  }
}
