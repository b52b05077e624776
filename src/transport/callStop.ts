/**
 * Ends one call early: the caller's cancel or the deadline of the whole call, whichever is first.
 * Cheaper than an `AbortController` on a warm connection; the steps of a new one get a real signal.
 */
export class CallStop {
  readonly #caller: AbortSignal;
  readonly #onCancel: () => void;
  readonly #timer: NodeJS.Timeout;
  #listener: ((reason: unknown) => void) | undefined;
  #controller: AbortController | undefined;
  #reason: { readonly value: unknown } | undefined;

  /**
   * @param cancelled makes the reason for a cancel by the caller.
   * @param late makes the reason for a call that takes longer than `ms`.
   */
  constructor(caller: AbortSignal, ms: number, cancelled: () => unknown, late: () => unknown) {
    this.#caller = caller;
    this.#onCancel = () => this.#stop(cancelled());
    this.#timer = setTimeout(() => this.#stop(late()), ms);
    if (caller.aborted) this.#onCancel();
    else caller.addEventListener('abort', this.#onCancel);
  }

  /** For the steps that make a connection. */
  get signal(): AbortSignal {
    this.#controller ??= new AbortController();
    if (this.#reason !== undefined && !this.#controller.signal.aborted) this.#controller.abort(this.#reason.value);
    return this.#controller.signal;
  }

  /** Tells one listener at a time, at once if it is too late already; undefined takes it off. */
  listen(listener: ((reason: unknown) => void) | undefined): void {
    this.#listener = listener;
    if (this.#reason !== undefined) listener?.(this.#reason.value);
  }

  /** The call has ended. */
  release(): void {
    clearTimeout(this.#timer);
    this.#caller.removeEventListener('abort', this.#onCancel);
  }

  #stop(reason: unknown): void {
    if (this.#reason !== undefined) return;
    this.#reason = { value: reason };
    this.#listener?.(reason);
    this.#controller?.abort(reason);
  }
}
