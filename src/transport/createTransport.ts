import type { Socket } from 'node:net';
import { performance } from 'node:perf_hooks';
import type { WireOutcome, WireRequest, WireResponse } from '../core/model/wire.ts';
import { authority } from './authority.ts';
import { CallStop } from './callStop.ts';
import { chooseRoute } from './chooseRoute.ts';
import { Connection } from './connection.ts';
import { ConnectionLog, connectSocket } from './connectSocket.ts';
import { exchange } from './exchange.ts';
import { nameLate } from './nameLate.ts';
import { PhaseClock } from './phaseClock.ts';
import { type PreparedRequest, prepareRequest } from './prepareRequest.ts';
import { systemLookup } from './resolveHost.ts';
import { StaleConnection } from './staleConnection.ts';
import type { SendOptions, Transport, TransportOptions } from './transport.ts';
import { TransportError } from './transportError.ts';
import { TrustStore } from './trustStore.ts';
import { WireFault } from './wireFault.ts';

/** A transport with its own connections; it shares nothing with any other. */
export function createTransport(options: TransportOptions): Transport {
  return new PooledTransport(options);
}

/** What one call gathers on its way, whatever becomes of it. */
interface Call {
  readonly request: PreparedRequest;
  /** What a connection must be good for to serve this call. */
  readonly key: string;
  readonly options: SendOptions;
  readonly clock: PhaseClock;
  readonly stop: CallStop;
  log: ConnectionLog;
  reused: boolean;
}

class PooledTransport implements Transport {
  readonly #options: TransportOptions;
  readonly #trust: TrustStore;
  readonly #now: () => number;
  readonly #idle = new Map<string, Connection[]>();
  readonly #open = new Set<Connection>();
  #running = 0;
  #closed: (() => void) | undefined;
  #closing: Promise<void> | undefined;

  constructor(options: TransportOptions) {
    this.#options = options;
    this.#now = options.now ?? (() => performance.now());
    this.#trust = new TrustStore({
      certificates: options.certificates ?? [],
      systemCertificates: options.systemCertificates ?? true,
      hostCertificates: options.hostCertificates ?? [],
    });
  }

  async send(wire: WireRequest, options: SendOptions): Promise<WireOutcome> {
    if (this.#closing !== undefined) throw new TransportError('transport-closed', 'The transport has been closed.');
    const request = prepareRequest(wire);
    const { signal, deadlines } = options;
    if (signal.aborted) throw abortError(signal.reason);
    const late = () => new WireFault('net-deadline', `The call did not end within ${deadlines.total} ms.`);
    const stop = new CallStop(signal, deadlines.total, () => abortError(signal.reason), late);
    const clock = new PhaseClock(this.#now, 'connect');
    this.#running += 1;
    try {
      return await this.#run({ request, key: poolKey(request, options), options, clock, stop, log: new ConnectionLog(), reused: false });
    } finally {
      stop.release();
      this.#running -= 1;
      this.#settle();
    }
  }

  close(): Promise<void> {
    this.#closing ??= new Promise(resolve => {
      this.#closed = resolve;
      for (const connections of this.#idle.values()) for (const connection of connections) void connection.destroy();
      this.#idle.clear();
      this.#settle();
    });
    return this.#closing;
  }

  async #run(call: Call): Promise<WireOutcome> {
    try {
      const response = await this.#attempt(call, this.#takeIdle(call.key));
      return { kind: 'response', response, phases: call.clock.read(), connection: call.log.read(call.reused) };
    } catch (error) {
      call.clock.stop();
      if (!(error instanceof WireFault)) throw error;
      const { current } = call.clock;
      const failure = nameLate(error, current, call.log.proxy).toFailure(current);
      return { kind: 'failed', failure, phases: call.clock.read(), connection: call.log.read(call.reused) };
    }
  }

  async #attempt(call: Call, idle: Connection | undefined): Promise<WireResponse> {
    const connection = idle ?? (await this.#connect(call));
    call.log = connection.log;
    call.reused = connection.used;
    try {
      const { request, clock, options } = call;
      const response = await exchange(connection, { request, clock, deadlines: options.deadlines, limits: options.limits }, call.stop);
      this.#giveBack(call, connection);
      return response;
    } catch (error) {
      if (!(error instanceof StaleConnection)) throw error;
      call.clock.restart();
      return this.#attempt(call, undefined);
    }
  }

  async #connect(call: Call): Promise<Connection> {
    const { request } = call;
    const socket = await this.#dial(call).catch(error => {
      const unknown = error instanceof WireFault && (error.code === 'tls-unknown-ca' || error.code === 'tls-self-signed');
      if (!unknown || !this.#trust.widen(request.origin.host)) throw error;
      call.clock.restart();
      return this.#dial(call);
    });
    call.clock.stop();
    const connection = new Connection(request.origin, socket, call.log, gone => this.#forget(call.key, gone));
    this.#open.add(connection);
    return connection;
  }

  async #dial(call: Call): Promise<Socket> {
    const { request, clock, options } = call;
    call.log = new ConnectionLog();
    call.reused = false;
    const dial = {
      origin: request.origin,
      thumbprint: request.thumbprint,
      clientCertificate: options.clientCertificate,
      route: chooseRoute(request.origin, this.#options.connectTo ?? [], this.#options.proxy ?? null),
      trust: this.#trust,
      lookup: this.#options.lookup ?? systemLookup,
      deadlines: options.deadlines,
      clock,
      now: this.#now,
    };
    return connectSocket(dial, call.log, call.stop.signal);
  }

  #takeIdle(key: string): Connection | undefined {
    const connections = this.#idle.get(key);
    for (let connection = connections?.pop(); connection !== undefined; connection = connections?.pop()) {
      if (connection.alive) return connection;
    }
    return undefined;
  }

  #giveBack({ request, key }: Call, connection: Connection): void {
    if (this.#closing !== undefined || request.close || request.method === 'HEAD') void connection.destroy();
    if (!connection.alive) return;
    connection.used = true;
    const connections = this.#idle.get(key) ?? [];
    connections.push(connection);
    this.#idle.set(key, connections);
  }

  #forget(key: string, connection: Connection): void {
    this.#open.delete(connection);
    const connections = this.#idle.get(key) ?? [];
    const index = connections.indexOf(connection);
    if (index >= 0) connections.splice(index, 1);
    this.#settle();
  }

  #settle(): void {
    if (this.#open.size === 0 && this.#running === 0) this.#closed?.();
  }
}

/** One whose certificate nobody vouched for but a thumbprint is good for that thumbprint alone; and who showed a certificate is that client. */
function poolKey({ origin, thumbprint }: PreparedRequest, { clientCertificate }: SendOptions): string {
  const key = `${origin.secure ? 'https' : 'http'}://${authority(origin)}`;
  return thumbprint === undefined && clientCertificate === undefined ? key : `${key} ${thumbprint} ${clientCertificate?.id}`;
}

function abortError(cause: unknown): DOMException {
  return Object.assign(new DOMException('The call was cancelled.', 'AbortError'), { cause });
}
