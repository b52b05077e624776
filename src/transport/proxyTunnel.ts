import type { Socket } from 'node:net';
import { authority } from './authority.ts';
import type { Endpoint, ProxyEndpoint } from './chooseRoute.ts';
import { rawCodes } from './rawCodes.ts';
import type { TunnelAnswer } from './tunnelAnswer.ts';

function connectHead(target: Endpoint, proxy: ProxyEndpoint): string {
  const credentials = proxy.authorization === null ? '' : `Proxy-Authorization: ${proxy.authorization.reveal()}\r\n`;
  return `CONNECT ${authority(target)} HTTP/1.1\r\nHost: ${authority(target)}\r\n${credentials}\r\n`;
}

/**
 * Asks the proxy for a tunnel; afterwards the socket's bytes are the target's.
 * @param answer is filled as the proxy speaks, so that a refusal whose body never ends is still known.
 * @throws {WireFault} `proxy-…`, with the proxy's answer as `partial` where it gave one.
 */
export function proxyTunnel(
  socket: Socket,
  ask: { readonly target: Endpoint; readonly proxy: ProxyEndpoint; readonly answer: TunnelAnswer },
  signal: AbortSignal,
): Promise<void> {
  const { target, proxy, answer } = ask;
  return new Promise((resolve, reject) => {
    const settle = (finish: () => void) => {
      socket.off('readable', onReadable).off('end', onEnd).off('error', onError).off('close', onEnd);
      signal.removeEventListener('abort', onAbort);
      finish();
    };
    const fail = (fault: unknown) => {
      settle(() => reject(fault));
      socket.destroy();
    };
    const onReadable = () => {
      for (let chunk = readChunk(socket); chunk !== null; chunk = readChunk(socket)) {
        answer.push(chunk);
        if (answer.accepted !== undefined) {
          if (answer.accepted.length > 0) socket.unshift(answer.accepted);
          return settle(resolve);
        }
        if (answer.complete) return fail(answer.fault(proxy));
      }
    };
    const onEnd = () => fail(answer.faultAtEnd(proxy, []));
    const onError = (error: Error) => fail(answer.faultAtEnd(proxy, rawCodes(error)));
    const onAbort = () => fail(signal.reason);
    socket.on('readable', onReadable).on('end', onEnd).on('error', onError).on('close', onEnd);
    signal.addEventListener('abort', onAbort, { once: true });
    if (signal.aborted) return onAbort();
    socket.write(connectHead(target, proxy), 'latin1');
  });
}

function readChunk(socket: Socket): Buffer | null {
  return socket.read() as Buffer | null;
}
