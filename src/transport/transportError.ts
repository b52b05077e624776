export type TransportErrorCode =
  /** The request cannot be put on the wire as it is (control characters, contradicting lengths, unusable URL). */
  | 'request-invalid'
  /** A certificate or key of the settings cannot be read. */
  | 'certificate-unreadable'
  /** The proxy setting is no usable URL. */
  | 'proxy-invalid'
  /** `send` after `close`. */
  | 'transport-closed';

/** A fault on our side of the wire: nothing was sent. The message holds no value of the request. */
export class TransportError extends Error {
  override readonly name = 'TransportError';
  readonly code: TransportErrorCode;

  constructor(code: TransportErrorCode, message: string, options: { readonly cause?: unknown } = {}) {
    super(message, { cause: options.cause });
    this.code = code;
  }

  static is(error: unknown, code?: TransportErrorCode): error is TransportError {
    return error instanceof TransportError && (code === undefined || error.code === code);
  }
}
