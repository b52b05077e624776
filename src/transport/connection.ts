import type { Socket } from 'node:net';
import Client from 'undici/lib/dispatcher/client.js';
import type { ConnectionLog } from './connectSocket.ts';
import type { PreparedRequest } from './prepareRequest.ts';
import { SocketTap } from './socketTap.ts';

// Node's servers close after 5 s; the client should be the first (undici's own default).
const idleMs = 4000;
const longestIdleMs = 60_000;
const headerBytes = 32 * 1024;

/** One established connection and the HTTP client on it. */
export class Connection {
  readonly socket: Socket;
  readonly tap: SocketTap;
  readonly client: InstanceType<typeof Client>;
  readonly log: ConnectionLog;
  /** True from the second request on. */
  used = false;

  /** @param onGone is called once, when the connection serves no further request. */
  constructor(origin: PreparedRequest['origin'], socket: Socket, log: ConnectionLog, onGone: (connection: Connection) => void) {
    this.socket = socket;
    this.log = log;
    this.tap = new SocketTap(socket);
    let given = false;
    this.client = new Client(originUrl(origin), {
      pipelining: 1,
      keepAliveTimeout: idleMs,
      keepAliveMaxTimeout: longestIdleMs,
      maxHeaderSize: headerBytes,
      // Both are idle times; ours are totals.
      headersTimeout: 0,
      bodyTimeout: 0,
      // One client, one socket: it must not dial by itself when that is lost.
      connect: (_options, callback) => {
        const lost = given || socket.destroyed;
        given = true;
        queueMicrotask(() => (lost ? callback(connectionLost(), null) : callback(null, socket)));
      },
    });
    socket.once('close', () => onGone(this));
  }

  get alive(): boolean {
    return !this.socket.destroyed && !this.client.destroyed;
  }

  /** Resolves when the socket is closed. */
  async destroy(): Promise<void> {
    this.socket.destroy();
    await this.client.destroy();
  }
}

function originUrl({ host, port, secure }: PreparedRequest['origin']): string {
  return `${secure ? 'https' : 'http'}://${host.includes(':') ? `[${host}]` : host}:${port}`;
}

function connectionLost(): Error {
  return Object.assign(new Error('the connection was closed before the request could be written'), { code: 'UND_ERR_SOCKET' });
}
