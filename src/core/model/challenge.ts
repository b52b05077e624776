/**
 * What a `WWW-Authenticate: Bearer …` challenge says, after parsing (RFC 9110 section 11.6.1; attribute names of
 * Key Vault, ARM and Graph). Absent attributes are null; `claims` is decoded JSON text where it could be decoded.
 */
export interface ChallengeFacts {
  /** `authorization`, else `authorization_uri`, as received. */
  readonly authority: string | null;
  /** First path segment of the authority (second after `dstsv2`), or null. */
  readonly tenant: string | null;
  readonly resource: string | null;
  /** What a v2 token request asks for: `scope` of the challenge, or resource + `/.default`. */
  readonly scope: string | null;
  readonly error: string | null;
  readonly errorDescription: string | null;
  readonly claims: string | null;
  /** The header line(s) as received. */
  readonly raw: readonly string[];
  /** Things a reader should know: duplicate attributes, disagreeing scope and resource … */
  readonly warnings: readonly string[];
}
