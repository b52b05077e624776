/** JSON as it comes out of a token part. */
export type JsonValue = string | number | boolean | null | readonly JsonValue[] | { readonly [key: string]: JsonValue };
export type JsonObject = { readonly [key: string]: JsonValue };

/** What became of checking a signature against known keys; `unknown` where they do not decide it. */
export type SignatureCheck =
  | { readonly state: 'good'; readonly kid: string | null; readonly alg: string }
  | { readonly state: 'bad'; readonly reason: 'changed' | 'algorithm' }
  | { readonly state: 'unknown'; readonly reason: 'no-key' | 'several-keys' | 'too-long' | 'unreadable' | 'no-key-file' };

/**
 * A token without its signature: safe to show, not usable as a credential.
 * `header` and `claims` are empty where the token is opaque or broken (then `problems` says so).
 */
export interface TokenFacts {
  readonly header: JsonObject;
  readonly claims: JsonObject;
  /** First 12 hex digits of the SHA-256 of the whole token: the same token has the same print. */
  readonly fingerprint: string;
  /** What is wrong with its form: base64url, JSON, duplicate keys, size … */
  readonly problems: readonly string[];
  /** Absent where no keys are known that it could be checked against. */
  readonly signature?: SignatureCheck;
  readonly source: 'token-endpoint' | 'cache' | 'given' | 'credential' | 'unknown';
}
