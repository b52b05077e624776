/** JSON as it comes out of a token part. */
export type JsonValue = string | number | boolean | null | readonly JsonValue[] | { readonly [key: string]: JsonValue };
export type JsonObject = { readonly [key: string]: JsonValue };

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
  readonly source: 'token-endpoint' | 'cache' | 'given' | 'credential' | 'unknown';
}
