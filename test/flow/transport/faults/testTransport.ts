import type { WireOutcome, WireRequest } from '../../../../src/core/model/wire.ts';
import { createTransport } from '../../../../src/transport/createTransport.ts';
import {
  type ClientCertificate,
  type Deadlines,
  defaultDeadlines,
  defaultLimits,
  type Limits,
  type Transport,
  type TransportOptions,
} from '../../../../src/transport/transport.ts';

export function aRequest(over: Partial<WireRequest> = {}): WireRequest {
  return { method: 'GET', url: 'http://127.0.0.1/', headers: [['Accept', 'application/json']], body: undefined, ...over };
}

export interface SendOver {
  readonly deadlines?: Partial<Deadlines>;
  readonly limits?: Partial<Limits>;
  readonly signal?: AbortSignal;
  readonly clientCertificate?: ClientCertificate;
}

export function sendOver(transport: Transport, request: WireRequest, over: SendOver = {}): Promise<WireOutcome> {
  return transport.send(request, {
    deadlines: { ...defaultDeadlines, ...over.deadlines },
    limits: { ...defaultLimits, ...over.limits },
    signal: over.signal ?? new AbortController().signal,
    clientCertificate: over.clientCertificate,
  });
}

/** One call on a transport of its own, which is closed afterwards. */
export async function sendOnce(request: WireRequest, options: TransportOptions = {}, over: SendOver = {}): Promise<WireOutcome> {
  const transport = createTransport(options);
  try {
    return await sendOver(transport, request, over);
  } finally {
    await transport.close();
  }
}

export function bodyText(outcome: WireOutcome): string {
  if (outcome.kind !== 'response') throw new Error(`no response but ${outcome.failure.code}`);
  return Buffer.from(outcome.response.body.bytes).toString('utf8');
}
