import type { WireFault } from './wireFault.ts';

/** A kept-alive connection turned out to be closed: the request may be sent again on a new one (RFC 9112 section 9.3.1). */
export class StaleConnection extends Error {
  override readonly name = 'StaleConnection';
  readonly fault: WireFault;

  constructor(fault: WireFault) {
    super(fault.message, { cause: fault });
    this.fault = fault;
  }
}
