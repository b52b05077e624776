import type { FaultSetting } from './faultName.ts';
import type { TokenChanges } from './tokenChanges.ts';

/** What is needed to reach and use a running embedded vault; everything in it is made per start and fake. */
export interface EmbeddedVaultInfo {
  /** `https://kvhttp--sample.vault.azure.net` */
  readonly vaultUrl: string;
  /** `https://kvhttp--sample.managedhsm.azure.net`: the managed HSM beside it, with keys of its own. */
  readonly hsmUrl: string;
  /** `https://localhost:PORT`, for other clients. */
  readonly localUrl: string;
  /** `https://localhost:PORT`, the base of its Entra endpoints. */
  readonly authority: string;
  readonly tenantId: string;
  readonly port: number;
  readonly caCertificate: string;
  readonly imdsUrl: string;
  readonly clients: readonly {
    /** Name of the credential that stands for it: `sample` (may do all), `sample-no-role`, `sample-expired-secret`, … */
    readonly name: string;
    readonly clientId: string;
    readonly clientSecret: string;
    readonly objectId: string;
    readonly note: string;
  }[];
  readonly tokens: {
    readonly valid: string;
    readonly expired: string;
    readonly notYetValid: string;
    readonly trailingSlash: string;
    readonly wrongAudience: string;
    readonly foreign: string;
  };
  readonly objects: { readonly secrets: readonly string[]; readonly keys: readonly string[]; readonly certificates: readonly string[] };
  /** Management plane: `https://localhost:PORT`, to be used in place of `https://management.azure.com`. */
  readonly managementUrl?: string;
  /** Resource id of the vault, for calls to the management plane. */
  readonly vaultResourceId?: string;
  /** For flows with a person: a public client and the one person of the tenant. */
  readonly person?: { readonly clientId: string; readonly objectId: string; readonly userName: string };
  readonly managedIdentities?: readonly ManagedIdentitySource[];
  /** Public keys with which it signs tokens, as members of a JWK Set (RFC 7517). */
  readonly signingKeys?: readonly Readonly<Record<string, unknown>>[];
}

/** One kind of machine on which a managed identity may run, and what makes a client believe that it is there. */
export interface ManagedIdentitySource {
  readonly name: 'vm' | 'appService' | 'azureMl' | 'cloudShell' | 'azureArc' | 'serviceFabric';
  /** Environment variables to set for the client; nothing else of the client has to change. */
  readonly environment: Readonly<Record<string, string>>;
  readonly note: string;
}

/** Scenario words of the embedded vault; `normal` is none. */
export const scenarioNames = [
  'normal',
  'expired-token',
  'not-yet-valid-token',
  'trailing-slash',
  'management-audience',
  'other-tenant',
  'no-role',
  'role-not-effective-yet',
  'no-access-policy',
  'firewall',
  'private-link-only',
  'disabled-secret',
  'soft-deleted-name',
  'throttled',
  'clock-skew-ahead',
  'clock-skew-behind',
  'slow-token-endpoint',
  'app-secret-expired',
  'conditional-access',
  'cae-revoke',
  'proxy-page',
] as const;
export type ScenarioName = (typeof scenarioNames)[number];

export interface EmbeddedVaultOptions {
  /** 0 for a free port. */
  readonly port: number;
  readonly scenario: ScenarioName;
  readonly fault?: FaultSetting;
  /** Folder for the key files of the Azure Arc endpoint; without it that endpoint is off. It must exist. */
  readonly arcFolder?: string;
  /** What `snapshot()` gave: the vault starts with these objects in place of the samples. */
  readonly snapshot?: string;
  /** Every device code is approved at its second poll, as by a quick person. */
  readonly approveDeviceCodes?: boolean;
}

/** A started embedded vault; `stop` closes every socket. */
export interface EmbeddedVault {
  readonly info: EmbeddedVaultInfo;
  /** Changes the behaviour of the running vault. */
  setScenario(scenario: ScenarioName): void;
  stop(): Promise<void>;
}

/** What else can be done to a running embedded vault. Each promise is kept once the change is in force. */
export interface EmbeddedVaultControl {
  setScenario(scenario: ScenarioName): Promise<void>;
  /** null: no fault any more. */
  setFault(fault: FaultSetting | null): Promise<void>;
  /** Moves the clock of vault, Entra ID and management plane; moves add up, back is negative. */
  moveClock(seconds: number): Promise<void>;
  /** The valid token of the first client with these changes. */
  mint(changes: TokenChanges): Promise<string>;
  /** A new certificate with its private key (PEM), registered as a credential of the first client. */
  makeClientCertificate(): Promise<string>;
  /** A token of the outside issuer that the first client federates with; changes make it wrong. */
  mintFederatedToken(changes: TokenChanges): Promise<string>;
  /** The person's decision on a device code; false when no such code waits. */
  decideDeviceCode(userCode: string, decision: 'approve' | 'decline'): Promise<boolean>;
  /** The secrets as JSON, their values included; keys are left out: they never leave the process. */
  snapshot(): Promise<string>;
}

export interface ControlledVault extends EmbeddedVault {
  readonly control: EmbeddedVaultControl;
}

export type StartEmbeddedVault = (options: EmbeddedVaultOptions) => Promise<EmbeddedVault>;
