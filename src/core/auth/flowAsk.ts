import type { EmbeddedVaultInfo } from '../model/embeddedVault.ts';
import type { ResolvedRequest } from '../model/resolvedRequest.ts';
import type { TraceOutcome } from '../model/trace.ts';
import type { Credential, CredentialDoors } from './credentials/credential.ts';
import type { FlowMemory, FlowPorts } from './flowPorts.ts';
import type { Target, TargetRules } from './target.ts';

/** Everything that a flow goes by. */
export interface FlowAsk {
  readonly request: ResolvedRequest;
  readonly target: Target;
  /** What a redirect's target is judged by. */
  readonly rules: TargetRules;
  /** null where none is known: the flow then ends when a token is needed. */
  readonly credential: Credential | null;
  /** The tenant that the user bound the vault to. */
  readonly vaultTenant: string | undefined;
  readonly embedded: EmbeddedVaultInfo | null;
  readonly ports: FlowPorts;
  readonly doors: CredentialDoors;
  readonly memory: FlowMemory;
}

export type FlowOutcome = Exclude<TraceOutcome, { kind: 'running' | 'cancelled' }>;
