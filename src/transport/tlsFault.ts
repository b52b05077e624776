import type { FailureCode } from '../core/model/causes.ts';
import type { PhaseName } from '../core/model/wire.ts';
import { WireFault } from './wireFault.ts';

/** What OpenSSL and Node call the faults of TLS; the same fault has several names by version and moment. */
const byCode: Readonly<Record<string, FailureCode>> = {
  DEPTH_ZERO_SELF_SIGNED_CERT: 'tls-self-signed',
  SELF_SIGNED_CERT_IN_CHAIN: 'tls-unknown-ca',
  UNABLE_TO_GET_ISSUER_CERT: 'tls-unknown-ca',
  UNABLE_TO_GET_ISSUER_CERT_LOCALLY: 'tls-unknown-ca',
  UNABLE_TO_VERIFY_LEAF_SIGNATURE: 'tls-unknown-ca',
  CERT_UNTRUSTED: 'tls-unknown-ca',
  CERT_HAS_EXPIRED: 'tls-expired',
  CERT_NOT_YET_VALID: 'tls-not-yet-valid',
  ERR_TLS_CERT_ALTNAME_INVALID: 'tls-wrong-host',
  HOSTNAME_MISMATCH: 'tls-wrong-host',
  ERR_SSL_TLSV1_ALERT_PROTOCOL_VERSION: 'tls-version',
  ERR_SSL_UNSUPPORTED_PROTOCOL: 'tls-version',
  ERR_SSL_VERSION_TOO_LOW: 'tls-version',
  ERR_SSL_WRONG_SSL_VERSION: 'tls-version',
  ERR_SSL_WRONG_VERSION_NUMBER: 'tls-plain-server',
  ERR_SSL_HTTP_REQUEST: 'tls-plain-server',
  ERR_SSL_PACKET_LENGTH_TOO_LONG: 'tls-plain-server',
  EPROTO: 'tls-other',
  ERR_SSL_TLSV13_ALERT_CERTIFICATE_REQUIRED: 'tls-client-certificate-required',
  ERR_SSL_SSLV3_ALERT_BAD_CERTIFICATE: 'tls-client-certificate-required',
  ERR_SSL_TLSV1_ALERT_UNKNOWN_CA: 'tls-client-certificate-required',
  ERR_SSL_SSLV3_ALERT_CERTIFICATE_UNKNOWN: 'tls-client-certificate-required',
  ERR_SSL_TLSV1_UNRECOGNIZED_NAME: 'tls-sni-refused',
  ERR_SSL_TLSV1_ALERT_UNRECOGNIZED_NAME: 'tls-sni-refused',
  ERR_SSL_TLSV1_ALERT_NO_APPLICATION_PROTOCOL: 'http-http2-error',
  ECONNRESET: 'tls-handshake-reset',
  EPIPE: 'tls-handshake-reset',
  ETIMEDOUT: 'tls-timeout',
};

/** True where an error code is one that only TLS gives, in whatever phase it surfaces. */
export function isTlsCode(code: string): boolean {
  return code.startsWith('ERR_SSL_') || code.startsWith('ERR_TLS_') || (byCode[code] !== undefined && !code.startsWith('E'));
}

/** Names a TLS fault by the runtime's codes; what is not in the table is `tls-other` with its codes as evidence. */
export function tlsFault(codes: readonly string[], host: string, phase: PhaseName, cause: unknown): WireFault {
  const code = codes.map(raw => byCode[raw]).find(known => known !== undefined) ?? 'tls-other';
  return new WireFault(code, tlsMessage(code, host), { phase, rawCodes: codes, cause });
}

function tlsMessage(code: FailureCode, host: string): string {
  switch (code) {
    case 'tls-self-signed':
      return `${host} showed a certificate that it signed itself.`;
    case 'tls-unknown-ca':
      return `The certificate of ${host} was signed by an authority that is not trusted here.`;
    case 'tls-expired':
      return `The certificate of ${host} has expired.`;
    case 'tls-not-yet-valid':
      return `The certificate of ${host} is not valid yet.`;
    case 'tls-wrong-host':
      return `The certificate is for other names than ${host}.`;
    case 'tls-version':
      return `${host} speaks no TLS version from 1.2 on.`;
    case 'tls-plain-server':
      return `${host} does not speak TLS on this port.`;
    case 'tls-client-certificate-required':
      return `${host} wants a client certificate, and got none that it accepts.`;
    case 'http-http2-error':
      return `${host} does not speak HTTP/1.1.`;
    case 'tls-sni-refused':
      return `The server knows no host named ${host}.`;
    case 'tls-handshake-reset':
      return `${host} broke the connection off during the TLS handshake.`;
    case 'tls-timeout':
      return `The TLS handshake with ${host} did not end in time.`;
    default:
      return `The TLS handshake with ${host} failed.`;
  }
}
