/** The transport will not put this request on the wire, or cannot work with the settings. `message` is safe to show. */
export class RequestRefused extends Error {
  override readonly name = 'RequestRefused';

  constructor(message: string, options: { cause?: unknown } = {}) {
    super(message, options);
  }

  static is(error: unknown): error is RequestRefused {
    return error instanceof RequestRefused;
  }
}
