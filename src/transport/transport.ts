import type { Secret } from '../core/model/secret.ts';
import type { WireOutcome, WireRequest } from '../core/model/wire.ts';

/** Milliseconds that each part of one call may take in total (not idle time). */
export interface Deadlines {
  readonly dns: number;
  /** All connection attempts together. */
  readonly connect: number;
  /** From the first byte to the proxy until its answer to CONNECT, its own TLS included. */
  readonly proxy: number;
  readonly tls: number;
  /** From the first byte sent until the final response headers are complete. */
  readonly headers: number;
  /** From there until the body is complete. */
  readonly body: number;
  /** The whole call. */
  readonly total: number;
}

export const defaultDeadlines: Deadlines = {
  dns: 10_000,
  connect: 10_000,
  proxy: 10_000,
  tls: 10_000,
  headers: 30_000,
  body: 30_000,
  total: 30_000,
};

export interface Limits {
  /** Body bytes received, before decoding. */
  readonly wireBytes: number;
  /** Body bytes after decoding, in each layer. */
  readonly decodedBytes: number;
  /** Decoded bytes that are kept; the rest is only counted. */
  readonly keepBytes: number;
  /** Decoded to received bytes, looked at once more than `ratioFromBytes` were decoded. */
  readonly ratio: number;
  readonly ratioFromBytes: number;
  /** Content codings on top of each other. */
  readonly layers: number;
  /** Interim (1xx) responses. */
  readonly interim: number;
}

const mebibyte = 1024 * 1024;

export const defaultLimits: Limits = {
  wireBytes: 32 * mebibyte,
  decodedBytes: 64 * mebibyte,
  keepBytes: 8 * mebibyte,
  ratio: 200,
  ratioFromBytes: mebibyte,
  layers: 2,
  interim: 20,
};

/** curl's `--connect-to`: `host:port` is reached at `address:addressPort`; the name in URL, SNI, Host and TLS check stays. */
export interface ConnectTo {
  readonly host: string;
  readonly port: number;
  /** An IP address or a name. */
  readonly address: string;
  readonly addressPort: number;
}

export interface ProxyConfig {
  /** `http://` or `https://`, user and password in it where the proxy wants them. */
  readonly url: string;
  /** Entries of `no_proxy`: `host`, `.suffix`, `*.suffix`, `host:port`, an IP address, a CIDR block, `*`. */
  readonly noProxy: readonly string[];
}

export interface HostAddress {
  readonly address: string;
  readonly family: 4 | 6;
}

/** All addresses of a name in the order of preference; rejects as `dns.lookup` does, with `code`. */
export type Lookup = (hostname: string) => Promise<readonly HostAddress[]>;

export interface TransportOptions {
  readonly connectTo?: readonly ConnectTo[] | undefined;
  /** Certificate authorities (PEM) trusted beside the bundled and the system's. */
  readonly certificates?: readonly string[] | undefined;
  /** Whether the system's certificate authorities count; true unless said. */
  readonly systemCertificates?: boolean | undefined;
  /** Certificate authorities (PEM) of single hosts: trusted for that host alone, and for it no others are. */
  readonly hostCertificates?: readonly { readonly host: string; readonly certificates: readonly string[] }[] | undefined;
  readonly proxy?: ProxyConfig | null | undefined;
  readonly lookup?: Lookup | undefined;
  /** Monotonic milliseconds. */
  readonly now?: (() => number) | undefined;
}

/** Shown to a server that asks for one in the handshake (RFC 8446 section 4.3.2). */
export interface ClientCertificate {
  /** Tells one from another; no secret. */
  readonly id: string;
  /** PEM, the own one before those that vouch for it. */
  readonly certificate: string;
  /** PEM, PKCS#8. */
  readonly key: Secret;
}

export interface SendOptions {
  readonly deadlines: Deadlines;
  readonly limits: Limits;
  readonly signal: AbortSignal;
  /** For this call's server, never for a proxy. */
  readonly clientCertificate?: ClientCertificate | undefined;
}

/** One wire call at a time per connection, connections kept alive per origin. */
export interface Transport {
  /**
   * Sends one request and reads its answer; follows nothing, repeats only what RFC 9110 section 9.2.2 allows on a stale connection.
   * Resolves for whatever the network did.
   * @throws {DOMException} `AbortError` once `signal` has fired.
   * @throws {TransportError} for a request that must not be sent, or settings that cannot be used.
   */
  send(request: WireRequest, options: SendOptions): Promise<WireOutcome>;
  /** Closes idle connections at once, busy ones when their call has ended; resolves when none is left. */
  close(): Promise<void>;
}
