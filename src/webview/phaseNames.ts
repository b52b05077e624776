import type { PhaseName } from '../core/model/wire.ts';

/** What the phases of a call are called on the page. */
export const phaseNames = {
  dns: 'DNS',
  connect: 'connect',
  proxy: 'proxy tunnel',
  tls: 'TLS',
  send: 'send',
  wait: 'wait',
  receive: 'receive',
} satisfies Record<PhaseName, string>;
