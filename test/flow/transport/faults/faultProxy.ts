import { connect, type Socket } from 'node:net';
import type { TlsOptions } from 'node:tls';
import { type FaultServer, type SeenRequest, startFaultServer } from './faultServer.ts';

/** How a proxy answers CONNECT: with a tunnel to a port of this machine, or otherwise. */
export type ProxyBehaviour =
  | { readonly kind: 'tunnel'; readonly port: number; readonly before?: string }
  | { readonly kind: 'other'; readonly act: (socket: Socket, request: SeenRequest) => void };

/** A proxy whose tunnels all lead to one place of this machine, whatever host was asked for. */
export function startFaultProxy(behaviour: ProxyBehaviour, options: { readonly tls?: TlsOptions } = {}): Promise<FaultServer> {
  return startFaultServer(
    {
      onRequest: (socket, request) => {
        if (behaviour.kind === 'other') behaviour.act(socket, request);
        else if (request.head.startsWith('CONNECT ')) openTunnel(socket, behaviour.port, behaviour.before ?? '');
      },
    },
    options,
  );
}

function openTunnel(socket: Socket, port: number, before: string): void {
  socket.removeAllListeners('data');
  const target = connect(port, '127.0.0.1', () => {
    socket.write(`${before}HTTP/1.1 200 Connection established\r\n\r\n`);
    socket.pipe(target).pipe(socket);
  });
  target.on('error', () => socket.destroy());
  target.on('close', () => socket.destroy());
  socket.on('close', () => target.destroy());
}
