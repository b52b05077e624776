import type { Socket } from 'node:net';
import type { ConnectAttempt, ConnectionFacts, TlsFacts } from '../core/model/wire.ts';
import { authority } from './authority.ts';
import type { Endpoint, Route } from './chooseRoute.ts';
import { happyEyeballs } from './happyEyeballs.ts';
import type { PhaseClock } from './phaseClock.ts';
import { proxyTunnel } from './proxyTunnel.ts';
import { literalAddress, resolveHost } from './resolveHost.ts';
import { runStep } from './runStep.ts';
import { startTls } from './startTls.ts';
import type { ClientCertificate, Deadlines, HostAddress, Lookup } from './transport.ts';
import type { TrustStore } from './trustStore.ts';
import { TunnelAnswer } from './tunnelAnswer.ts';
import { WireFault } from './wireFault.ts';

export interface Dial {
  /** The host of the URL, whatever the route: the name for SNI and the certificate. */
  readonly origin: Endpoint & { readonly secure: boolean };
  /** The only certificate that the origin may show. */
  readonly thumbprint: string | undefined;
  /** Shown to the origin if it asks. */
  readonly clientCertificate: ClientCertificate | undefined;
  readonly route: Route;
  readonly trust: TrustStore;
  readonly lookup: Lookup;
  readonly deadlines: Deadlines;
  readonly clock: PhaseClock;
  readonly now: () => number;
}

/** What is known of a connection while it is made; a failed call reports it as far as it got. */
export class ConnectionLog {
  remoteAddress: string | null = null;
  proxy: string | null = null;
  tls: TlsFacts | null = null;
  readonly attempts: ConnectAttempt[] = [];

  read(reused: boolean): ConnectionFacts {
    return {
      reused,
      remoteAddress: this.remoteAddress,
      proxy: this.proxy,
      tls: this.tls,
      attempts: reused ? [] : [...this.attempts],
    };
  }
}

/**
 * DNS, TCP, CONNECT and TLS, each a timed phase with its own deadline.
 * @throws {WireFault} with the name of what went wrong; no socket is left then.
 */
export async function connectSocket(dial: Dial, log: ConnectionLog, signal: AbortSignal): Promise<Socket> {
  const { proxy, target } = dial.route;
  log.proxy = proxy === null ? null : authority(proxy);
  const first = await reach(dial, proxy ?? target, log, signal);
  try {
    const tunnel = await throughProxy(dial, first, signal);
    return dial.origin.secure ? await secure(dial, tunnel, log, signal) : tunnel;
  } catch (error) {
    first.destroy();
    throw error;
  }
}

async function reach(dial: Dial, endpoint: Endpoint, log: ConnectionLog, signal: AbortSignal): Promise<Socket> {
  try {
    const addresses = await addressesOf(dial, endpoint, signal);
    return await connectTcp(dial, endpoint, addresses, log, signal);
  } catch (error) {
    throw dial.route.proxy !== null && error instanceof WireFault && !signal.aborted ? unreachableProxy(error, endpoint) : error;
  }
}

async function addressesOf(dial: Dial, endpoint: Endpoint, signal: AbortSignal): Promise<readonly HostAddress[]> {
  const literal = literalAddress(endpoint.host);
  if (literal !== undefined) return [literal];
  const { dns } = dial.deadlines;
  dial.clock.enter('dns');
  const late = () => new WireFault('net-dns-timeout', `DNS gave no answer for ${endpoint.host} within ${dns} ms.`);
  const found = await runStep(signal, dns, late, () => resolveHost(endpoint.host, dial.lookup));
  return found;
}

async function connectTcp(
  dial: Dial,
  { host, port }: Endpoint,
  addresses: readonly HostAddress[],
  log: ConnectionLog,
  signal: AbortSignal,
): Promise<Socket> {
  const { connect } = dial.deadlines;
  dial.clock.enter('connect');
  const late = () => new WireFault('net-connect-timeout', `${host} did not accept a connection within ${connect} ms.`);
  const onAttempt = (attempt: ConnectAttempt) => void log.attempts.push(attempt);
  const ask = { host, port, addresses, now: dial.now, onAttempt };
  const socket = await runStep(signal, connect, late, step => happyEyeballs(ask, step));
  if (socket.remoteAddress !== undefined) log.remoteAddress = authority({ host: socket.remoteAddress, port: socket.remotePort ?? port });
  return socket;
}

function unreachableProxy(fault: WireFault, proxy: Endpoint): WireFault {
  return new WireFault('proxy-unreachable', `The proxy ${authority(proxy)} cannot be reached: ${fault.message}`, {
    phase: fault.phase,
    rawCodes: fault.rawCodes,
    cause: fault,
  });
}

function throughProxy(dial: Dial, socket: Socket, signal: AbortSignal): Promise<Socket> {
  const { proxy, target } = dial.route;
  if (proxy === null) return Promise.resolve(socket);
  const ms = dial.deadlines.proxy;
  dial.clock.enter('proxy');
  const answer = new TunnelAnswer();
  const silent = `The proxy ${authority(proxy)} did not answer CONNECT within ${ms} ms.`;
  // A refusal whose body does not end in time is a refusal all the same.
  const late = () => (answer.head ? answer.fault(proxy) : new WireFault('proxy-timeout', silent, { phase: 'proxy' }));
  return runStep(signal, ms, late, async step => {
    const own = proxy.secure ? await secureProxy(dial, socket, proxy, step) : socket;
    await proxyTunnel(own, { target, proxy, answer }, step);
    return own;
  });
}

function secureProxy(dial: Dial, socket: Socket, proxy: Endpoint, signal: AbortSignal): Promise<Socket> {
  const context = dial.trust.contextFor(proxy.host);
  // The proxy's certificate is not the origin's: it must not stand in the connection's facts.
  return startTls(socket, { host: proxy.host, context, thumbprint: undefined, phase: 'proxy', onFacts: () => undefined }, signal);
}

async function secure(dial: Dial, socket: Socket, log: ConnectionLog, signal: AbortSignal): Promise<Socket> {
  const { host } = dial.origin;
  const ms = dial.deadlines.tls;
  // Building it may take long, and is no part of the handshake.
  const context = dial.trust.contextFor(host, dial.clientCertificate);
  dial.clock.enter('tls');
  const late = () => new WireFault('tls-timeout', `The TLS handshake with ${host} did not end within ${ms} ms.`, { phase: 'tls' });
  const onFacts = (facts: TlsFacts) => {
    log.tls = facts;
  };
  return runStep(signal, ms, late, step => startTls(socket, { host, context, thumbprint: dial.thumbprint, phase: 'tls', onFacts }, step));
}
