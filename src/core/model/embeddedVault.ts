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
}

/** A started embedded vault; `stop` closes every socket. */
export interface EmbeddedVault {
  readonly info: EmbeddedVaultInfo;
  /** Changes the behaviour of the running vault. */
  setScenario(scenario: ScenarioName): void;
  stop(): Promise<void>;
}

export type StartEmbeddedVault = (options: EmbeddedVaultOptions) => Promise<EmbeddedVault>;
