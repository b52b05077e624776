import type { FailureCode } from '../core/model/causes.ts';
import type { PhaseName } from '../core/model/wire.ts';
import { WireFault } from './wireFault.ts';

const whileIn: Readonly<Record<PhaseName, readonly [code: FailureCode, missing: string]>> = {
  dns: ['net-dns-timeout', 'DNS had given no answer'],
  connect: ['net-connect-timeout', 'no connection had been accepted'],
  proxy: ['proxy-timeout', 'the proxy had not answered CONNECT'],
  tls: ['tls-timeout', 'the TLS handshake had not ended'],
  send: ['net-deadline', 'the request had not been taken'],
  wait: ['net-headers-timeout', 'the response headers were not complete'],
  // A fault without a partial answer: the bytes that came were not yet all headers.
  receive: ['net-headers-timeout', 'the response headers were not complete'],
};

/** The deadline of the whole call by the name of what it was waiting for: that is what a person must look into. Other faults stay as they are. */
export function nameLate(fault: WireFault, phase: PhaseName, proxy: string | null): WireFault {
  if (fault.code !== 'net-deadline') return fault;
  const { message, partial } = fault;
  const named = (code: FailureCode, missing: string): WireFault =>
    new WireFault(code, `${message} Until then ${missing}.`, { phase, partial, rawCodes: fault.rawCodes, cause: fault });
  if (partial !== undefined) return named('net-body-timeout', 'the response body was not complete');
  if (proxy !== null && (phase === 'dns' || phase === 'connect')) return named('proxy-unreachable', `the proxy ${proxy} was not reached`);
  const [code, missing] = whileIn[phase];
  return named(code, missing);
}
