import { createServer as createHttpServer, type IncomingMessage, type Server, type ServerResponse } from 'node:http';
import { createServer as createHttpsServer, type Server as HttpsServer } from 'node:https';
import type { AddressInfo, Socket } from 'node:net';
import type { EmulatorDoors } from '../doors.ts';
import { type Answer, textAnswer, writeAnswer } from './answer.ts';
import { refuseBrowserShaped } from './hostGuard.ts';
import { type Incoming, readBody, toIncoming } from './incoming.ts';
import { openWire, type Wire } from './wire.ts';

/** `at` is the clock of the service that answered, for the Date header; `act` writes to the connection in place of the answer. */
export interface Served {
  readonly answer: Answer;
  readonly at: number;
  readonly act?: (wire: Wire) => Promise<void>;
}

export type Handle = (request: Incoming) => Promise<Served>;

export interface LoopbackServer {
  readonly port: number;
  /** Handlers and the hosts they answer for are known only once the port is. */
  serve(hosts: ReadonlySet<string>, handle: Handle): void;
  renewCertificate(certificate: { readonly key: string; readonly cert: string }): void;
  /** Closes every socket; later calls do nothing. */
  stop(): Promise<void>;
}

interface Serving {
  readonly hosts: ReadonlySet<string>;
  readonly handle: Handle;
}

/**
 * Listens on 127.0.0.1 alone, with TLS where a certificate is given.
 * @throws the error of `listen` (EADDRINUSE, EACCES) when the port cannot be had.
 */
export async function listenOnLoopback(
  port: number,
  certificate: { readonly key: string; readonly cert: string } | undefined,
  doors: EmulatorDoors,
): Promise<LoopbackServer> {
  let serving: Serving = { hosts: new Set(), handle: () => Promise.reject(new Error('not serving yet')) };
  const onRequest = (request: IncomingMessage, response: ServerResponse): void => {
    void answerRequest(request, response, serving, doors, () => socketBelow(request, sockets));
  };
  const options = { requestTimeout: 30_000, headersTimeout: 10_000, keepAliveTimeout: 60_000, maxHeaderSize: 64 * 1024 };
  const server: Server | HttpsServer =
    certificate === undefined
      ? createHttpServer(options, onRequest)
      : createHttpsServer({ ...options, ...certificate, minVersion: 'TLSv1.2' }, onRequest);
  // Neither WebSocket nor CONNECT is offered: nobody but a browser or a misled proxy would ask.
  server.on('upgrade', (_request, socket) => socket.destroy());
  server.on('connect', (_request, socket) => socket.destroy());
  const sockets = openSockets(server);
  await listen(server, port);
  return {
    port: (server.address() as AddressInfo).port,
    serve: (hosts, handle) => {
      serving = { hosts, handle };
    },
    renewCertificate: renewed => {
      if ('setSecureContext' in server) server.setSecureContext(renewed);
    },
    stop: () => stop(server, sockets),
  };
}

async function answerRequest(
  request: IncomingMessage,
  response: ServerResponse,
  serving: Serving,
  doors: EmulatorDoors,
  below: () => Socket | undefined,
): Promise<void> {
  try {
    const refusal = refuseBrowserShaped(request, serving.hosts);
    if (refusal !== undefined) {
      request.resume();
      writeAnswer(response, refusal, doors.now());
      return;
    }
    const body = await readBody(request);
    if (body === undefined) {
      writeAnswer(response, textAnswer(413, 'The request body is too large.\n', [['Connection', 'close']]), doors.now());
      return;
    }
    const { answer, at, act } = await serving.handle(toIncoming(request, body));
    if (act === undefined) writeAnswer(response, answer, at);
    else await act(openWire(request, below(), at, doors));
  } catch (error) {
    // A caller that went away is no fault of ours and nobody is left to answer.
    if (request.socket.destroyed) return;
    doors.fault(error);
    if (response.headersSent) response.destroy();
    else writeAnswer(response, textAnswer(500, 'Fault inside the embedded vault.\n'), doors.now());
  }
}

function listen(server: Server | HttpsServer, port: number): Promise<void> {
  return new Promise((resolve, reject) => {
    server.once('error', reject);
    server.listen({ host: '127.0.0.1', port, exclusive: true }, () => {
      server.off('error', reject);
      resolve();
    });
  });
}

/** The TCP socket of a request: under TLS it is another one than the request's own, with the same peer. */
function socketBelow({ socket }: IncomingMessage, sockets: ReadonlySet<Socket>): Socket | undefined {
  return [...sockets].find(candidate => candidate.remotePort === socket.remotePort);
}

/** `closeAllConnections` of the server knows only sockets on which a request has begun. */
function openSockets(server: Server | HttpsServer): ReadonlySet<Socket> {
  const sockets = new Set<Socket>();
  server.on('connection', (socket: Socket) => {
    sockets.add(socket);
    socket.once('close', () => sockets.delete(socket));
  });
  return sockets;
}

function stop(server: Server | HttpsServer, sockets: ReadonlySet<Socket>): Promise<void> {
  return new Promise(resolve => {
    server.close(() => resolve());
    for (const socket of sockets) socket.destroy();
  });
}
