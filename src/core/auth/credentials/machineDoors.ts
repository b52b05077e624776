import type { Secret } from '../../model/secret.ts';

/** A program of this machine with its arguments; it is started without a shell. */
export interface ToolCall {
  readonly program: string;
  readonly args: readonly string[];
  /** Milliseconds after which it is ended. */
  readonly timeoutMs: number;
}

export type ToolResult =
  | { readonly kind: 'ended'; readonly exitCode: number | null; readonly stdout: string; readonly stderr: string }
  | { readonly kind: 'not-found' }
  | { readonly kind: 'timed-out' };

/** A client assertion (RFC 7523) to be signed with the key of a certificate file. */
export interface SignAsk {
  /** PEM (certificate and key) or PKCS#12. */
  readonly file: string;
  readonly password: Secret | null;
  /** ADFS knows RS256 with `x5t` alone. */
  readonly algorithm: 'PS256' | 'RS256';
  /** Whether the header carries the certificates (`x5c`), for apps that trust a subject name and issuer. */
  readonly withChain: boolean;
  /** Without `jti`, which the signer adds. */
  readonly claims: Readonly<Record<string, string | number>>;
}

export type SignResult =
  | { readonly kind: 'signed'; readonly assertion: string; readonly certificate: CertificateFacts }
  | { readonly kind: 'password-wanted' }
  /** `message` names no path and no secret. */
  | { readonly kind: 'unusable'; readonly message: string };

export interface CertificateFacts {
  readonly subject: string;
  /** Thumbprint as the portal shows it: SHA-1, upper-case hex. */
  readonly thumbprint: string;
  /** Epoch milliseconds. */
  readonly validFrom: number;
  readonly validTo: number;
}

export interface DeviceCodePrompt {
  readonly credential: string;
  readonly userCode: string;
  readonly verificationUri: string;
  /** Epoch milliseconds. */
  readonly expiresAt: number;
}

export interface EditorTokenAsk {
  readonly scopes: readonly string[];
  readonly tenant: string | null;
  readonly claims: string | null;
}

/**
 * What a credential may take from this machine and its user. In an untrusted workspace all of these are shut: nothing is read,
 * nothing runs, and every door answers as if there were nothing behind it.
 */
export interface MachineDoors {
  readonly trusted: boolean;
  readonly platform: 'windows' | 'mac' | 'linux';
  /** undefined for a variable that is not set or empty. */
  env(name: string): string | undefined;
  /** undefined where the file is not there, cannot be read or is longer than `mostBytes`. */
  readFile(path: string, mostBytes: number): Promise<Uint8Array | undefined>;
  exists(path: string): Promise<boolean>;
  run(call: ToolCall, signal: AbortSignal): Promise<ToolResult>;
  sign(ask: SignAsk): Promise<SignResult>;
  editorToken(ask: EditorTokenAsk): Promise<string | undefined>;
  /** Shows the code and resolves at once; the person signs in elsewhere. */
  showDeviceCode(prompt: DeviceCodePrompt): Promise<void>;
}
