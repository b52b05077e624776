import type { VaultConfig } from '../model/vault.ts';

/** `message` says why there is no value. */
export type FetchOutcome = { readonly kind: 'value'; readonly text: string } | { readonly kind: 'problem'; readonly message: string };

/** The doors through which values come into a request. Each promise answers undefined where there is no value; none rejects for that. */
export interface VariableSources {
  /** Epoch milliseconds. */
  now(): number;
  uuid(): string;
  /** A whole number from `min` to below `max`. */
  random(min: number, max: number): number;
  /** Minutes by which local time is ahead of UTC at a moment (epoch milliseconds). */
  localOffset(at: number): number;
  readonly environment: Readonly<Record<string, string>>;
  prompt(name: string, text: string, secret: boolean): Promise<string | undefined>;
  processEnv(name: string): Promise<string | undefined>;
  dotenv(name: string): Promise<string | undefined>;
  /** Bytes of a file; the path is as written in the document. */
  readFile(path: string): Promise<Uint8Array | undefined>;
  readonly vaults: readonly VaultConfig[];
  /** Name of the vault for relative paths of requests that name none. */
  readonly defaultVault: string | null;
  /** Names of variables of the environment whose value a call must fetch first. */
  readonly fetched: ReadonlySet<string>;
  fetchValue(name: string): Promise<FetchOutcome>;
  /** A value of an earlier run: `name` is the request's, `path` what follows it (`response.body.$.id`, `token.aud`). */
  reference(name: string, path: string): Promise<string | undefined>;
}
