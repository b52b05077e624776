import type { FailureCode } from '../core/model/causes.ts';
import type { PhaseName, WireFailure, WireResponse } from '../core/model/wire.ts';

/** Carries a named network fault from the step where it arose to the end of the call, which makes an outcome of it. */
export class WireFault extends Error {
  override readonly name = 'WireFault';
  readonly code: FailureCode;
  /** The phase at fault, where it is not the one that the call was in. */
  readonly phase: PhaseName | undefined;
  readonly rawCodes: readonly string[];
  readonly partial: WireResponse | undefined;

  constructor(
    code: FailureCode,
    message: string,
    options: {
      readonly phase?: PhaseName | undefined;
      readonly rawCodes?: readonly string[];
      readonly partial?: WireResponse | undefined;
      readonly cause?: unknown;
    } = {},
  ) {
    super(message, { cause: options.cause });
    this.code = code;
    this.phase = options.phase;
    this.rawCodes = options.rawCodes ?? [];
    this.partial = options.partial;
  }

  toFailure(current: PhaseName): WireFailure {
    return {
      code: this.code,
      phase: this.phase ?? current,
      message: this.message,
      rawCodes: this.rawCodes,
      partial: this.partial,
    };
  }
}
