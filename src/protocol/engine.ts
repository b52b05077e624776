import type { EmbeddedVaultInfo } from '../core/model/embeddedVault.ts';
import type { RunId } from '../core/model/ids.ts';
import type { RequestSelector } from '../core/model/requestSelector.ts';
import type { Run } from '../core/model/run.ts';
import type { FlowKind, TraceEvent } from '../core/model/trace.ts';
import type { CredentialConfig, VaultConfig } from '../core/model/vault.ts';
import type { FetchedValue } from '../core/resolve/environment/environment.ts';

/** Everything that the engine is told once and again on change. All of it comes from user or machine settings, never from the workspace. */
export interface EngineSettings {
  readonly trusted: boolean;
  readonly vaults: readonly VaultConfig[];
  readonly credentials: readonly CredentialConfig[];
  readonly timeoutMs: number;
  /** Hosts besides the clouds' vault suffixes to which a request may go. */
  readonly allowedHosts: readonly string[];
  /** curl's `--connect-to`: reach `host` (and `port`, 443 unless said) at another address. */
  readonly connectTo: readonly { readonly host: string; readonly port: number; readonly address: string; readonly addressPort: number }[];
  /** Extra certificate authorities, PEM. */
  readonly certificates: readonly string[];
  /** Whether the certificate authorities of the system count beside the bundled ones; true unless said. */
  readonly systemCertificates?: boolean;
  /** Client certificates (files, PEM or PKCS#12), each shown to one host that asks for it. */
  readonly clientCertificates?: readonly { readonly host: string; readonly file: string }[];
  readonly proxy: { readonly url: string; readonly noProxy: readonly string[] } | null;
  /** The running embedded vault, if any: its host, authority, CA and clients are known through this alone. */
  readonly embedded: EmbeddedVaultInfo | null;
  /** A set of keys (JWKS) against which tokens are checked beside the embedded vault's own; absolute path. */
  readonly signingKeysFile?: string | null;
}

/** One Send: the text as it is in the editor (saved or not) and the request in it. */
export interface SendAsk {
  readonly id: RunId;
  /** URI of the document: names the set of earlier answers that references may use, and the folder of file bodies. */
  readonly document: string;
  readonly text: string;
  readonly selector: RequestSelector;
  readonly flow: FlowKind | null;
  /** Vault for requests that name none; null for none. */
  readonly defaultVault: string | null;
  /** Variables of the chosen environment. */
  readonly environment: Readonly<Record<string, string>>;
  /** Variables of the environment that a call must fetch: secrets of a vault, tokens of a client. */
  readonly fetched?: Readonly<Record<string, FetchedValue>>;
}

/**
 * What the engine asks its host for while a request runs. Each answers undefined where there is none
 * (no secret stored, prompt dismissed, name not permitted).
 */
export interface HostDoors {
  /** The secret of a credential. The engine keeps it only for the token call. */
  clientSecret(credential: string): Promise<string | undefined>;
  /** The password of the client certificate for a host. */
  certificatePassword(host: string): Promise<string | undefined>;
  prompt(name: string, text: string, secret: boolean): Promise<string | undefined>;
  /** An environment variable that the user permitted. */
  processEnv(name: string): Promise<string | undefined>;
  dotenv(name: string, document: string): Promise<string | undefined>;
  readFile(path: string, document: string): Promise<Uint8Array | undefined>;
  /**
   * The folder into which the answer of a request may be written (`>> file`); undefined where it may not: the workspace is not trusted, the
   * document is no file, or the user did not consent to an answer with secrets in it. Nothing is written outside that folder.
   */
  answerFolder?(ask: { readonly document: string; readonly path: string; readonly holdsSecret: boolean }): Promise<string | undefined>;
  /** A token of the editor's Microsoft account. */
  editorToken(ask: {
    readonly scopes: readonly string[];
    readonly tenant: string | null;
    readonly claims: string | null;
  }): Promise<string | undefined>;
  /** Shows the code of a device-code sign-in and where to enter it; resolves without waiting for the person. `expiresAt` in epoch ms. */
  showDeviceCode(prompt: {
    readonly credential: string;
    readonly userCode: string;
    readonly verificationUri: string;
    readonly expiresAt: number;
  }): Promise<undefined>;
}

/** State of one vault as the caches know it; times are epoch seconds. */
export interface VaultFacts {
  readonly vault: string;
  readonly tenant: string | null;
  readonly resource: string | null;
  readonly tokenAudience: string | null;
  readonly tokenExpiresAt: number | null;
}

/**
 * The engine as the editor and the command line see it. Every `TraceEvent` and `Run` that leaves it is redacted;
 * the raw trace of the last runs stays inside and answers `reveal` and `exportHar`.
 */
export interface Engine {
  configure(settings: EngineSettings): void;
  /** Never rejects for what the network or the service did; rejects only for faults of ours. */
  send(ask: SendAsk, onEvent: (event: TraceEvent) => void, signal: AbortSignal): Promise<Run>;
  /** The unredacted body (UTF-8) or token of one exchange, on the user's explicit wish; undefined when the run is gone. */
  reveal(
    id: RunId,
    exchange: number,
    part: 'request-body' | 'response-body' | 'request-headers' | 'response-headers',
  ): Promise<string | undefined>;
  /** HAR 1.2 text; with secrets only where `withSecrets`. undefined when the run is gone. */
  exportHar(id: RunId, withSecrets: boolean): Promise<string | undefined>;
  vaultFacts(): Promise<readonly VaultFacts[]>;
  clearCaches(what: { readonly vault: string | null; readonly challenges: boolean; readonly tokens: boolean }): Promise<void>;
  dispose(): Promise<void>;
}
