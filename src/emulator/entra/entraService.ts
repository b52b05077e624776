import type { EmulatorDoors } from '../doors.ts';
import type { SampleApp } from '../sampleIdentity.ts';
import type { ScenarioRun } from '../scenario/scenarioRun.ts';
import type { SigningKeys } from '../token/signingKeys.ts';

/** What the embedded Entra ID goes by. */
export interface EntraService {
  readonly doors: EmulatorDoors;
  readonly keys: SigningKeys;
  /** `https://localhost:PORT` */
  readonly authority: string;
  readonly tenantId: string;
  readonly apps: readonly SampleApp[];
  readonly run: () => ScenarioRun;
  /** Aborts when the server stops: ends waits. */
  readonly stopped: AbortSignal;
}
