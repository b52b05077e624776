/** What a token is asked with. */
export interface TokenAsk {
  /** Base URL of the authority, without a trailing slash. */
  readonly authority: string;
  /** null: asked without a tenant. */
  readonly tenant: string | null;
  readonly resource: string;
  readonly scope: string;
  readonly endpoint: 'v1' | 'v2';
  /** JSON of a claims challenge; null where there was none. */
  readonly claims: string | null;
  /** Whether to say that claims challenges are understood (`cp1`), as the SDKs do. */
  readonly cae: boolean;
}
