import type { ScenarioName } from '../core/model/embeddedVault.ts';
import type { FaultSetting } from '../core/model/faultName.ts';
import { answerArm, isArmPath } from './arm/answerArm.ts';
import { networkFor } from './arm/managedVaults.ts';
import { armRights, createSampleAssignments, createSampleVaults } from './arm/sampleVaults.ts';
import type { EmulatorDoors } from './doors.ts';
import { answerEntra, isEntraPath } from './entra/answerEntra.ts';
import { ClientCertificates } from './entra/clientCertificates.ts';
import { DeviceCodes } from './entra/deviceCodes.ts';
import type { EntraService } from './entra/entraService.ts';
import { RefreshTokens } from './entra/refreshTokens.ts';
import { withFault } from './faults/withFault.ts';
import type { Answer } from './http/answer.ts';
import type { Incoming } from './http/incoming.ts';
import type { Handle, Served } from './http/loopbackServer.ts';
import type { ArcKeys } from './imds/arcKeys.ts';
import { answerIdentity, type IdentityService, isServiceFabricPath } from './imds/identityEndpoints.ts';
import { RightsInForce } from './rightsInForce.ts';
import { type SampleApp, sampleHsmHost, sampleLocation, sampleTenantId, sampleVaultHost, sampleVaultName } from './sampleIdentity.ts';
import { setSampleState } from './sampleObjects.ts';
import { proxyPage } from './scenario/proxyPage.ts';
import { ScenarioRun } from './scenario/scenarioRun.ts';
import { scenarios } from './scenario/scenarios.ts';
import type { SigningKeys } from './token/signingKeys.ts';
import { TokenVerifier } from './token/tokenVerifier.ts';
import type { Trust } from './vault/authenticate.ts';
import { answerDataPlane } from './vault/dataPlane.ts';
import { HsmObjects } from './vault/hsm/hsmObjects.ts';
import { answerHsm } from './vault/hsm/hsmPlane.ts';
import type { RoleAssignments } from './vault/roleAssignments.ts';
import type { VaultObjects } from './vault/vaultObjects.ts';

/** The context that `cae-revoke` asks for, as in the recorded challenge. */
const requiredContext = 'cp1';

export interface WorldParts {
  readonly doors: EmulatorDoors;
  readonly keys: SigningKeys;
  readonly apps: readonly SampleApp[];
  /** `https://localhost:PORT` */
  readonly authority: string;
  readonly scenario: ScenarioName;
  readonly objects: VaultObjects;
  /** What a platform hands to its own processes so that they may ask for tokens. */
  readonly identitySecret: string;
  readonly arc: ArcKeys | undefined;
  readonly approveDeviceCodes: boolean;
}

/** One start's vault, tenant and managed identity with the scenario that is on. */
export class EmbeddedWorld {
  readonly #parts: WorldParts;
  readonly #objects: VaultObjects;
  readonly #hsmObjects: HsmObjects;
  readonly #stopped = new AbortController();
  readonly #entra: EntraService;
  readonly #assignments: RoleAssignments;
  readonly #vaults: ReturnType<typeof createSampleVaults>;
  readonly #armRights: ReturnType<typeof armRights>;
  readonly #verifier: TokenVerifier;
  #run: ScenarioRun;
  #rights: RightsInForce;
  #fault: FaultSetting | null = null;

  /** What is told to the client libraries of each managed-identity platform. */
  readonly identity: IdentityService;

  constructor(parts: WorldParts) {
    this.#parts = parts;
    this.#objects = parts.objects;
    this.#hsmObjects = new HsmObjects(parts.apps[0]?.objectId ?? '');
    this.#verifier = new TokenVerifier(parts.keys);
    this.#run = new ScenarioRun(scenarios[parts.scenario]);
    this.#entra = {
      ...parts,
      tenantId: sampleTenantId,
      verifier: this.#verifier,
      certificates: new ClientCertificates(),
      devices: new DeviceCodes(parts.approveDeviceCodes ? 1 : undefined),
      refreshTokens: new RefreshTokens(),
      run: () => this.#run,
      stopped: this.#stopped.signal,
    };
    this.identity = { entra: this.#entra, secret: parts.identitySecret, arc: parts.arc };
    this.#vaults = createSampleVaults(parts.apps);
    this.#armRights = armRights(parts.apps);
    this.#assignments = createSampleAssignments(parts.apps, parts.doors.now());
    this.#rights = this.#rightsNow();
    setSampleState(this.#objects, this.#run.scenario.sampleSecret, this.#vaultNow());
  }

  setScenario(name: ScenarioName): void {
    this.#run = new ScenarioRun(scenarios[name]);
    this.#rights = this.#rightsNow();
    setSampleState(this.#objects, this.#run.scenario.sampleSecret, this.#vaultNow());
  }

  setFault(fault: FaultSetting | null): void {
    this.#fault = fault;
  }

  get entra(): EntraService {
    return this.#entra;
  }

  stop(): void {
    this.#stopped.abort();
  }

  /** The TLS listener: the vault under every name; Entra ID and the management plane under the loopback names. */
  readonly answerHttps: Handle = async request => {
    const { now } = this.#parts.doors;
    const isLocal = !request.host.startsWith(sampleVaultHost) && !request.host.startsWith(sampleHsmHost);
    if (isLocal && isServiceFabricPath(request.path)) return { answer: await answerIdentity(request, this.identity), at: now() };
    const isEntra = isLocal && isEntraPath(request.path);
    const served = await this.#answerService(request, isLocal, isEntra);
    return withFault(served, request.path, this.#fault, isEntra ? 'token' : 'vault');
  };

  /** The plain listener: metadata endpoints of virtual machines and platforms speak http. */
  readonly answerHttp: Handle = async request => ({ answer: await answerIdentity(request, this.identity), at: this.#parts.doors.now() });

  async #answerService(request: Incoming, isLocal: boolean, isEntra: boolean): Promise<Served> {
    const { now } = this.#parts.doors;
    if (this.#run.scenario.proxyPage) return { answer: proxyPage, at: now() };
    if (isEntra) return { answer: await answerEntra(request, this.#entra), at: now() };
    if (isLocal && isArmPath(request.path)) return { answer: await this.#answerArm(request), at: now() };
    if (request.host.startsWith(sampleHsmHost)) return { answer: await this.#answerHsm(request), at: this.#vaultNow() };
    const vault = this.#vaults.find(sampleVaultName);
    // The name of a deleted vault does not resolve; here nobody answers under it.
    if (vault === undefined) return { answer: proxyPage, at: now(), act: wire => wire.reset() };
    const answer = await answerDataPlane(request, {
      objects: this.#objects,
      trust: this.#trust(),
      run: this.#run,
      now: this.#vaultNow(),
      grantsFor: caller => this.#rights.grantsFor(caller),
      networkFor: caller => networkFor(vault, caller),
      purgeProtection: vault.properties.enablePurgeProtection,
    });
    return { answer, at: this.#vaultNow() };
  }

  #answerArm(request: Incoming): Promise<Answer> {
    return answerArm(request, {
      trust: this.#trust(),
      vaults: this.#vaults,
      assignments: this.#assignments,
      rights: this.#armRights,
      objects: this.#objects,
      location: sampleLocation,
      now: this.#parts.doors.now(),
    });
  }

  #answerHsm(request: Incoming): Promise<Answer> {
    return answerHsm(request, {
      objects: this.#hsmObjects,
      trust: this.#trust(),
      run: this.#run,
      now: this.#vaultNow(),
      counts: caller => this.#rights.countFor(caller),
    });
  }

  #rightsNow(): RightsInForce {
    return new RightsInForce({ vaults: this.#vaults, assignments: this.#assignments, localRoles: this.#hsmObjects.roles }, this.#run);
  }

  #vaultNow(): number {
    return this.#parts.doors.now() + this.#run.scenario.vaultClockOffsetMs;
  }

  #trust(): Trust {
    const { authority } = this.#parts;
    return {
      verifier: this.#verifier,
      authority,
      tenantId: sampleTenantId,
      requiredContext: this.#run.scenario.claimsChallenge ? requiredContext : undefined,
    };
  }
}
