import type { Socket } from 'node:net';
import { isIP } from 'node:net';
import { connect, type SecureContext, type TLSSocket } from 'node:tls';
import type { PhaseName, TlsFacts } from '../core/model/wire.ts';
import { rawCodes } from './rawCodes.ts';
import { tlsFacts } from './tlsFacts.ts';
import { tlsFault } from './tlsFault.ts';
import { WireFault } from './wireFault.ts';

export interface TlsAsk {
  /** The name that SNI carries and the certificate must hold. */
  readonly host: string;
  readonly context: SecureContext;
  /** SHA-1 or SHA-256 of the certificate that the peer must show, lower-case hex; then authority and name do not count. */
  readonly thumbprint: string | undefined;
  /** The phase to blame: `tls`, or `proxy` for the proxy's own TLS. */
  readonly phase: PhaseName;
  /** Told of the peer's certificate also when it is about to be refused: it is the evidence. */
  readonly onFacts: (facts: TlsFacts) => void;
}

/**
 * TLS on a connected socket, with every check of the runtime on, or with the stricter one of a thumbprint. The TLS socket comes with an error listener.
 * @throws {WireFault} `tls-…`; the socket is then destroyed.
 */
export function startTls(socket: Socket, ask: TlsAsk, signal: AbortSignal): Promise<TLSSocket> {
  return new Promise((resolve, reject) => {
    const secured = connect({
      socket,
      host: ask.host,
      // RFC 6066 section 3: no literal addresses in SNI.
      servername: isIP(ask.host) === 0 ? ask.host : '',
      secureContext: ask.context,
      rejectUnauthorized: ask.thumbprint === undefined,
      ALPNProtocols: ['http/1.1'],
    });
    const settle = (finish: () => void) => {
      signal.removeEventListener('abort', onAbort);
      finish();
    };
    const fail = (cause: Error) => settle(() => reject(tlsFault(rawCodes(cause), ask.host, ask.phase, cause)));
    const onAbort = () => {
      secured.destroy();
      socket.destroy();
      settle(() => reject(signal.reason));
    };
    // Before the runtime judges the certificate: once refused, the socket can no longer show it.
    secured.prependListener('secure', () => ask.onFacts(tlsFacts(secured)));
    secured.once('secureConnect', () => {
      if (ask.thumbprint !== undefined && !hasThumbprint(secured, ask.thumbprint)) {
        settle(() => reject(strangeCertificate(ask)));
        secured.destroy();
        socket.destroy();
      } else settle(() => resolve(secured));
    });
    // Stays for good, as on the plain socket. A rejection after the first settling has no effect.
    secured.on('error', error => {
      fail(error);
      socket.destroy();
    });
    secured.once('close', () => fail(closedEarly()));
    signal.addEventListener('abort', onAbort, { once: true });
    if (signal.aborted) onAbort();
  });
}

function hasThumbprint(socket: TLSSocket, wanted: string): boolean {
  const { fingerprint, fingerprint256 } = socket.getPeerCertificate();
  return [fingerprint, fingerprint256].some(print => print?.replaceAll(':', '').toLowerCase() === wanted);
}

function strangeCertificate({ host, phase, thumbprint }: TlsAsk): WireFault {
  return new WireFault('tls-thumbprint-mismatch', `${host} showed another certificate than the one with the thumbprint ${thumbprint}.`, {
    phase,
  });
}

function closedEarly(): Error {
  return Object.assign(new Error('the peer closed the connection during the TLS handshake'), { code: 'ECONNRESET' });
}
