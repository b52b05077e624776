import { connect, type Socket } from 'node:net';
import type { FailureCode } from '../core/model/causes.ts';
import type { ConnectAttempt } from '../core/model/wire.ts';
import { isLoopbackHost } from './loopbackHost.ts';
import { rawCodes } from './rawCodes.ts';
import type { HostAddress } from './transport.ts';
import { WireFault } from './wireFault.ts';

/** RFC 8305 section 8: Connection Attempt Delay. */
const attemptDelayMs = 250;

/** RFC 8305 section 4: the families take turns, in the order of the resolver otherwise. */
export function interleaveFamilies(addresses: readonly HostAddress[]): readonly HostAddress[] {
  const first = addresses[0]?.family;
  const own = addresses.filter(entry => entry.family === first);
  const other = addresses.filter(entry => entry.family !== first);
  return own.flatMap((entry, index) => [entry, ...other.slice(index, index + 1)]).concat(other.slice(own.length));
}

interface Attempt {
  readonly address: HostAddress;
  readonly socket: Socket;
  readonly startedAt: number;
}

export interface ConnectAsk {
  /** For messages, and to know whether two addresses are one machine. */
  readonly host: string;
  readonly port: number;
  readonly addresses: readonly HostAddress[];
  readonly now: () => number;
  /** Told of each attempt when it has ended, in that order. */
  readonly onAttempt: (attempt: ConnectAttempt) => void;
}

/**
 * Connects to the first address that answers; a new attempt starts when the last one failed or has taken too long.
 * The socket comes with an error listener, and an abort destroys every socket.
 * @throws {WireFault} when every attempt has failed.
 */
export function happyEyeballs(ask: ConnectAsk, signal: AbortSignal): Promise<Socket> {
  return new Promise((resolve, reject) => new Race(ask, signal, resolve, reject).start());
}

class Race {
  readonly #ask: ConnectAsk;
  readonly #signal: AbortSignal;
  readonly #resolve: (socket: Socket) => void;
  readonly #reject: (reason: unknown) => void;
  readonly #waiting: HostAddress[];
  readonly #open = new Set<Attempt>();
  readonly #errors: Error[] = [];
  #timer: NodeJS.Timeout | undefined;

  constructor(ask: ConnectAsk, signal: AbortSignal, resolve: (socket: Socket) => void, reject: (reason: unknown) => void) {
    this.#ask = ask;
    this.#signal = signal;
    this.#resolve = resolve;
    this.#reject = reject;
    this.#waiting = [...interleaveFamilies(ask.addresses)];
  }

  start(): void {
    this.#signal.addEventListener('abort', this.#onAbort, { once: true });
    if (this.#signal.aborted) this.#onAbort();
    else this.#next();
  }

  readonly #onAbort = (): void => {
    this.#end('ABORTED');
    this.#reject(this.#signal.reason);
  };

  #next(): void {
    clearTimeout(this.#timer);
    const address = this.#waiting.shift();
    if (address === undefined) return;
    const socket = connect({ host: address.address, port: this.#ask.port, family: address.family, autoSelectFamily: false });
    socket.setNoDelay(true);
    const attempt = { address, socket, startedAt: this.#ask.now() };
    this.#open.add(attempt);
    socket.once('connect', () => this.#won(attempt));
    // Stays for good: an error that comes when nobody listens (between two steps) must not end the process.
    socket.on('error', error => this.#lost(attempt, error));
    if (this.#waiting.length > 0) this.#timer = setTimeout(() => this.#next(), attemptDelayMs);
  }

  #won(attempt: Attempt): void {
    if (!this.#open.delete(attempt)) return;
    this.#report(attempt, null);
    this.#end('SUPERSEDED');
    this.#resolve(attempt.socket);
  }

  #lost(attempt: Attempt, error: Error): void {
    if (!this.#open.delete(attempt)) return;
    this.#errors.push(error);
    this.#report(attempt, rawCodes(error)[0] ?? error.name);
    if (this.#waiting.length > 0) this.#next();
    else if (this.#open.size === 0) {
      this.#end('ABORTED');
      this.#reject(connectFault(this.#ask.host, this.#ask.addresses.length, this.#errors));
    }
  }

  #end(why: 'SUPERSEDED' | 'ABORTED'): void {
    clearTimeout(this.#timer);
    this.#signal.removeEventListener('abort', this.#onAbort);
    this.#waiting.length = 0;
    for (const attempt of this.#open) {
      this.#open.delete(attempt);
      this.#report(attempt, why);
      attempt.socket.destroy();
    }
  }

  #report({ address, startedAt }: Attempt, error: string | null): void {
    this.#ask.onAttempt({ address: address.address, family: address.family, ms: this.#ask.now() - startedAt, error });
  }
}

const byCode: Readonly<Record<string, FailureCode>> = {
  ECONNREFUSED: 'net-refused',
  ECONNRESET: 'net-reset',
  EHOSTUNREACH: 'net-unreachable',
  ENETUNREACH: 'net-unreachable',
  EADDRNOTAVAIL: 'net-unreachable',
  EACCES: 'net-unreachable',
  EPERM: 'net-unreachable',
  ETIMEDOUT: 'net-connect-timeout',
};

function connectFault(host: string, addresses: number, errors: readonly Error[]): WireFault {
  const cause = errors.length === 1 ? errors[0] : new AggregateError(errors);
  const codes = rawCodes(cause);
  const reasons = new Set(errors.map(error => byCode[rawCodes(error)[0] ?? ''] ?? 'net-unreachable'));
  const [reason = 'net-unreachable'] = reasons;
  // The two addresses of localhost are one machine: the same reason twice is one reason.
  const single = addresses === 1 || (reasons.size === 1 && isLoopbackHost(host));
  return single
    ? new WireFault(reason, connectMessage(reason, host), { rawCodes: codes, cause })
    : new WireFault('net-all-addresses-failed', `None of the ${addresses} addresses of ${host} could be reached.`, {
        rawCodes: codes,
        cause,
      });
}

function connectMessage(reason: FailureCode, host: string): string {
  switch (reason) {
    case 'net-refused':
      return `${host} refuses connections on this port.`;
    case 'net-reset':
      return `${host} reset the connection while it was being made.`;
    case 'net-connect-timeout':
      return `${host} did not answer the attempt to connect.`;
    default:
      return `${host} cannot be reached from here.`;
  }
}
