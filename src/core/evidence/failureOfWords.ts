import { type FailureCode, failureCodes } from '../model/causes.ts';

/** What recorders and runtimes call a fault, with our name for it. Chromium: net/base/net_error_list.h. */
const known: readonly (readonly [RegExp, FailureCode])[] = [
  [/ERR_NAME_NOT_RESOLVED|ENOTFOUND|no such host|NameResolutionError|getaddrinfo/i, 'net-dns-not-found'],
  [/EAI_AGAIN/i, 'net-dns-temporary'],
  [/ERR_CONNECTION_REFUSED|ECONNREFUSED|connection refused/i, 'net-refused'],
  [/ERR_CONNECTION_RESET|ECONNRESET|connection reset/i, 'net-reset'],
  [/ERR_ADDRESS_UNREACHABLE|ERR_INTERNET_DISCONNECTED|EHOSTUNREACH|ENETUNREACH/i, 'net-unreachable'],
  [/ERR_CONNECTION_TIMED_OUT|ETIMEDOUT|i\/o timeout/i, 'net-connect-timeout'],
  [/ERR_EMPTY_RESPONSE|ERR_CONNECTION_CLOSED/i, 'net-closed-early'],
  [/ERR_CERT_AUTHORITY_INVALID|unable to get local issuer|unknown authority/i, 'tls-unknown-ca'],
  [/ERR_CERT_DATE_INVALID|CERT_HAS_EXPIRED/i, 'tls-expired'],
  [/ERR_CERT_COMMON_NAME_INVALID|ERR_TLS_CERT_ALTNAME_INVALID/i, 'tls-wrong-host'],
  [/ERR_PROXY_CONNECTION_FAILED/i, 'proxy-unreachable'],
  [/ERR_TUNNEL_CONNECTION_FAILED/i, 'proxy-refused-connect'],
];

/** The fault that a recorder's words name, or undefined where they name none. Our own recordings begin with the code itself. */
export function failureOfWords(words: string): FailureCode | undefined {
  const own = /^([a-z0-9-]+):/.exec(words)?.[1];
  return failureCodes.find(code => code === own) ?? known.find(([pattern]) => pattern.test(words.slice(0, 2000)))?.[1];
}
