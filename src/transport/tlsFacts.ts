import type { PeerCertificate, TLSSocket } from 'node:tls';
import type { TlsFacts } from '../core/model/wire.ts';

/** What the handshake agreed on. The certificate is null where the peer showed none. */
export function tlsFacts(socket: TLSSocket): TlsFacts {
  const certificate = socket.getPeerCertificate();
  return {
    version: socket.getProtocol() ?? 'unknown',
    cipher: socket.getCipher()?.name ?? 'unknown',
    alpn: socket.alpnProtocol || null,
    certificate: certificate === null || certificate.raw === undefined ? null : certificateFacts(certificate),
  };
}

function certificateFacts(certificate: PeerCertificate): NonNullable<TlsFacts['certificate']> {
  return {
    subject: distinguishedName(certificate.subject),
    issuer: distinguishedName(certificate.issuer),
    names: certificate.subjectaltname ?? '',
    validFrom: Date.parse(certificate.valid_from),
    validTo: Date.parse(certificate.valid_to),
    sha256: certificate.fingerprint256.replaceAll(':', '').toLowerCase(),
  };
}

function distinguishedName(name: object | undefined): string {
  return Object.entries(name ?? {})
    .flatMap(([key, value]) => [value].flat().map(part => `${key}=${part}`))
    .join(', ');
}
