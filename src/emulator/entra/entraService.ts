import type { EmulatorDoors } from '../doors.ts';
import type { SampleApp } from '../sampleIdentity.ts';
import type { ScenarioRun } from '../scenario/scenarioRun.ts';
import type { SigningKeys } from '../token/signingKeys.ts';
import type { TokenVerifier } from '../token/tokenVerifier.ts';
import type { ClientCertificates } from './clientCertificates.ts';
import type { DeviceCodes } from './deviceCodes.ts';
import type { RefreshTokens } from './refreshTokens.ts';

/** What the embedded Entra ID goes by. */
export interface EntraService {
  readonly doors: EmulatorDoors;
  readonly keys: SigningKeys;
  readonly verifier: TokenVerifier;
  /** `https://localhost:PORT` */
  readonly authority: string;
  readonly tenantId: string;
  readonly apps: readonly SampleApp[];
  readonly certificates: ClientCertificates;
  readonly devices: DeviceCodes;
  readonly refreshTokens: RefreshTokens;
  readonly run: () => ScenarioRun;
  /** Aborts when the server stops: ends waits. */
  readonly stopped: AbortSignal;
}
