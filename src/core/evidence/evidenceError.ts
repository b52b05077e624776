/** Why an input cannot be read as what it claims to be. */
export type EvidenceErrorCode =
  | 'KV_INPUT_EMPTY'
  | 'KV_INPUT_TOO_LARGE'
  | 'KV_INPUT_NOT_TEXT'
  | 'KV_HAR_NOT_JSON'
  | 'KV_HAR_TOO_DEEP'
  | 'KV_HAR_SHAPE'
  | 'KV_HAR_EMPTY'
  | 'KV_TRACE_SHAPE'
  | 'KV_ARCHIVE_BROKEN'
  | 'KV_ARCHIVE_REFUSED'
  | 'KV_ARCHIVE_TOO_LARGE'
  | 'KV_SAZ_SHAPE'
  | 'KV_AUDIT_NO_ROWS';

/** An input that cannot be read. The message names the place and never quotes the input. */
export class EvidenceError extends Error {
  override readonly name = 'EvidenceError';
  readonly code: EvidenceErrorCode;

  constructor(code: EvidenceErrorCode, message: string, options: { readonly cause?: unknown } = {}) {
    super(message, { cause: options.cause });
    this.code = code;
  }
}
