import { once } from 'node:events';
import { type AddressInfo, createServer, type Server, type Socket } from 'node:net';
import { createServer as createTlsServer, type TlsOptions } from 'node:tls';

/** One request as it came, byte for byte. */
export interface SeenRequest {
  readonly head: string;
  readonly body: Buffer;
  /** How many requests this server had seen before. */
  readonly index: number;
}

export interface FaultBehaviour {
  /** When a connection has been accepted (and, with TLS, secured). */
  readonly onConnection?: (socket: Socket) => void;
  /** When a whole request has been read. */
  readonly onRequest?: (socket: Socket, request: SeenRequest) => void;
}

export interface FaultServer {
  readonly port: number;
  readonly requests: readonly SeenRequest[];
  /** Connections accepted so far. */
  readonly accepted: number;
  /** Connections that are open now. */
  readonly open: number;
  /** Resolves as soon as no connection is open. */
  idle(): Promise<void>;
  /** Resolves with the next request, or the first if it has come already. */
  firstRequest(): Promise<SeenRequest>;
  firstConnection(): Promise<void>;
  close(): Promise<void>;
}

/** Answers every request with these bytes and leaves the connection open. */
export function answer(bytes: string | Buffer): FaultBehaviour {
  return { onRequest: socket => void socket.write(bytes) };
}

/** Answers every request with these bytes and then closes its side. */
export function answerAndEnd(bytes: string | Buffer): FaultBehaviour {
  return { onRequest: socket => void socket.end(bytes) };
}

/** Answers every request with these bytes, and resets the connection once the client (of this process) has read them. */
export function answerAndReset(bytes: string | Buffer): FaultBehaviour {
  return { onRequest: socket => void socket.write(bytes, () => afterTurns(10, () => reset(socket))) };
}

/** Writes a piece whenever the last one has left, until the connection is gone. */
export function endless(head: string, piece: Buffer): FaultBehaviour {
  return {
    onRequest: socket => {
      const more = (): void => {
        if (!socket.destroyed) socket.write(piece, () => setImmediate(more));
      };
      socket.write(head);
      more();
    },
  };
}

/** One byte every few milliseconds: never idle, never done. */
export function drip(text: string): FaultBehaviour {
  return {
    onRequest: socket => {
      socket.write(text.charAt(0));
      let at = 1;
      const timer = setInterval(() => socket.write(text.charAt(at++) || 'x'), 10);
      socket.on('close', () => clearInterval(timer));
    },
  };
}

// A reset that comes together with data is reported as a plain end by libuv: the data must have been polled before.
function afterTurns(turns: number, act: () => void): void {
  setImmediate(() => (turns === 0 ? act() : afterTurns(turns - 1, act)));
}

/** RST instead of FIN. */
export function reset(socket: Socket): void {
  socket.resetAndDestroy();
}

/** A server on raw sockets that misbehaves as told, on a free port of this machine. */
export async function startFaultServer(
  behaviour: FaultBehaviour,
  options: { readonly tls?: TlsOptions; readonly host?: string; readonly port?: number } = {},
): Promise<FaultServer> {
  const state = new ServerState(behaviour);
  const server: Server = options.tls === undefined ? createServer() : createTlsServer(options.tls);
  // The plain connection below TLS is the one to count: it exists also when the handshake fails.
  server.on('connection', (socket: Socket) => state.count(socket));
  server.on(options.tls === undefined ? 'connection' : 'secureConnection', (socket: Socket) => state.serve(socket));
  server.listen({ port: options.port ?? 0, host: options.host ?? '127.0.0.1' });
  await once(server, 'listening');
  const { port } = server.address() as AddressInfo;
  return state.expose(server, port);
}

class ServerState {
  readonly #behaviour: FaultBehaviour;
  readonly #sockets = new Set<Socket>();
  readonly #requests: SeenRequest[] = [];
  readonly #waiting: (() => void)[] = [];
  #accepted = 0;

  constructor(behaviour: FaultBehaviour) {
    this.#behaviour = behaviour;
  }

  count(socket: Socket): void {
    this.#accepted += 1;
    this.#sockets.add(socket);
    // The faults under test break connections on purpose.
    socket.on('error', () => undefined);
    socket.on('close', () => {
      this.#sockets.delete(socket);
      this.#changed();
    });
    this.#changed();
  }

  serve(socket: Socket): void {
    let received = Buffer.alloc(0);
    socket.on('error', () => undefined);
    this.#behaviour.onConnection?.(socket);
    socket.on('data', (chunk: Buffer) => {
      received = Buffer.concat([received, chunk]);
      for (let request = this.#take(received); request !== undefined; request = this.#take(received)) {
        received = received.subarray(request.size);
        this.#requests.push(request.seen);
        this.#behaviour.onRequest?.(socket, request.seen);
        this.#changed();
      }
    });
  }

  expose(server: Server, port: number): FaultServer {
    const state = this;
    return {
      port,
      requests: this.#requests,
      get accepted() {
        return state.#accepted;
      },
      get open() {
        return state.#sockets.size;
      },
      idle: () => this.#until(() => this.#sockets.size === 0),
      firstRequest: async () => {
        await this.#until(() => this.#requests.length > 0);
        return this.#requests[0] as SeenRequest;
      },
      firstConnection: () => this.#until(() => this.#accepted > 0),
      close: () =>
        new Promise(resolve => {
          for (const socket of this.#sockets) socket.destroy();
          server.close(() => resolve());
        }),
    };
  }

  #take(bytes: Buffer): { seen: SeenRequest; size: number } | undefined {
    const end = bytes.indexOf('\r\n\r\n');
    if (end < 0) return undefined;
    const head = bytes.toString('latin1', 0, end);
    const length = Number(/^content-length: *(\d+)/im.exec(head)?.[1] ?? 0);
    const size = end + 4 + length;
    if (bytes.length < size) return undefined;
    return { seen: { head, body: bytes.subarray(end + 4, size), index: this.#requests.length }, size };
  }

  async #until(condition: () => boolean): Promise<void> {
    while (!condition()) await new Promise<void>(resolve => this.#waiting.push(resolve));
  }

  #changed(): void {
    for (const wake of this.#waiting.splice(0)) wake();
  }
}
