import type { FailureCode } from './causes.ts';
import type { HeaderPair } from './headers.ts';

/** One HTTP request as it is put on the wire. `url` is absolute and without fragment. */
export interface WireRequest {
  readonly method: string;
  readonly url: string;
  readonly headers: readonly HeaderPair[];
  readonly body: Uint8Array | undefined;
  /** SHA-1 or SHA-256 (hex) of the one certificate that the server may show. It then counts alone: no authority, no name. */
  readonly certificateThumbprint?: string;
}

/** A response body after content decoding, cut at the caps of the transport. */
export interface WireBody {
  readonly bytes: Uint8Array;
  /** Bytes received before decoding. */
  readonly wireBytes: number;
  /** Bytes after decoding, also those that were cut off `bytes`. */
  readonly decodedBytes: number;
  /** Why `bytes` is not the whole body, in words; undefined where it is whole. */
  readonly cut: string | undefined;
}

export interface WireResponse {
  readonly status: number;
  readonly reason: string;
  readonly httpVersion: string;
  readonly headers: readonly HeaderPair[];
  readonly body: WireBody;
  /** Interim (1xx) responses that came before, RFC 9110 section 15.2. */
  readonly interim: readonly { readonly status: number; readonly headers: readonly HeaderPair[] }[];
  /** What was accepted although it breaks the protocol, as evidence for a finding. */
  readonly oddities: readonly { readonly code: FailureCode; readonly detail: string }[];
}

/** Milliseconds of each phase; null where the phase did not happen or cannot be seen, never 0 for that. */
export interface Phases {
  readonly dns: number | null;
  readonly connect: number | null;
  readonly proxy: number | null;
  readonly tls: number | null;
  readonly send: number | null;
  readonly wait: number | null;
  readonly receive: number | null;
}
export type PhaseName = keyof Phases;

export const noPhases: Phases = { dns: null, connect: null, proxy: null, tls: null, send: null, wait: null, receive: null };

export interface TlsFacts {
  readonly version: string;
  readonly cipher: string;
  readonly alpn: string | null;
  readonly certificate: {
    readonly subject: string;
    readonly issuer: string;
    readonly names: string;
    /** Epoch milliseconds. */
    readonly validFrom: number;
    readonly validTo: number;
    readonly sha256: string;
  } | null;
}

/** One attempt of happy eyeballs (RFC 8305): which address, how long in ms, and how it ended. */
export interface ConnectAttempt {
  readonly address: string;
  readonly family: 4 | 6;
  readonly ms: number;
  readonly error: string | null;
}

export interface ConnectionFacts {
  readonly reused: boolean;
  /** `address:port` of the peer that was really reached (of the proxy, where one is used); null before a connection. */
  readonly remoteAddress: string | null;
  /** `host:port` of the proxy without credentials; null for a direct connection. */
  readonly proxy: string | null;
  readonly tls: TlsFacts | null;
  readonly attempts: readonly ConnectAttempt[];
}

/** A call that brought no (complete) HTTP answer. */
export interface WireFailure {
  readonly code: FailureCode;
  /** The phase during which it broke. */
  readonly phase: PhaseName;
  /** One plain sentence; holds no secret. */
  readonly message: string;
  /** The names the runtime gave it (`ECONNRESET`, `UND_ERR_SOCKET` …), outermost first. */
  readonly rawCodes: readonly string[];
  /** What had arrived before the break, if headers had. */
  readonly partial: WireResponse | undefined;
}

/** The result of one wire call: both kinds carry the phases and the connection. */
export type WireOutcome = { readonly phases: Phases; readonly connection: ConnectionFacts } & (
  | { readonly kind: 'response'; readonly response: WireResponse }
  | { readonly kind: 'failed'; readonly failure: WireFailure }
);
