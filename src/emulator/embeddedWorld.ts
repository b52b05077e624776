import type { ScenarioName } from '../core/model/embeddedVault.ts';
import type { EmulatorDoors } from './doors.ts';
import { answerEntra, isEntraPath } from './entra/answerEntra.ts';
import type { EntraService } from './entra/entraService.ts';
import type { Answer } from './http/answer.ts';
import type { Incoming } from './http/incoming.ts';
import type { Handle } from './http/loopbackServer.ts';
import { answerImds } from './imds/answerImds.ts';
import { type SampleApp, sampleHsmHost, sampleManagedIdentity, sampleTenantId, sampleVaultHost } from './sampleIdentity.ts';
import { setSampleState } from './sampleObjects.ts';
import { proxyPage } from './scenario/proxyPage.ts';
import { ScenarioRun } from './scenario/scenarioRun.ts';
import { scenarios } from './scenario/scenarios.ts';
import type { SigningKeys } from './token/signingKeys.ts';
import { TokenVerifier } from './token/tokenVerifier.ts';
import type { Trust } from './vault/authenticate.ts';
import type { AccessPolicy, Grants } from './vault/authorize.ts';
import type { Caller } from './vault/caller.ts';
import { answerDataPlane } from './vault/dataPlane.ts';
import { answerHsm } from './vault/hsm/hsmPlane.ts';
import type { RoleName } from './vault/roles.ts';
import { VaultObjects } from './vault/vaultObjects.ts';

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
}

/** One start's vault, tenant and managed identity with the scenario that is on. */
export class EmbeddedWorld {
  readonly #parts: WorldParts;
  readonly #objects: VaultObjects;
  readonly #hsmObjects = new VaultObjects();
  readonly #stopped = new AbortController();
  readonly #entra: EntraService;
  readonly #roles: ReadonlyMap<string, readonly RoleName[]>;
  readonly #policies: ReadonlyMap<string, AccessPolicy>;
  readonly #verifier: TokenVerifier;
  #run: ScenarioRun;

  constructor(parts: WorldParts) {
    this.#parts = parts;
    this.#objects = parts.objects;
    this.#verifier = new TokenVerifier(parts.keys);
    this.#run = new ScenarioRun(scenarios[parts.scenario]);
    this.#entra = { ...parts, tenantId: sampleTenantId, run: () => this.#run, stopped: this.#stopped.signal };
    this.#roles = new Map([
      ...parts.apps.map(app => [app.objectId, app.roles] as const),
      [sampleManagedIdentity.objectId, ['Key Vault Secrets User']] as const,
    ]);
    this.#policies = new Map(
      parts.apps
        .filter(app => app.roles.length > 0)
        .map(app => [app.objectId, { secrets: ['all'], keys: ['all'], certificates: ['all'], storage: ['all'] }]),
    );
    setSampleState(this.#objects, this.#run.scenario.sampleSecret, this.#vaultNow());
  }

  setScenario(name: ScenarioName): void {
    this.#run = new ScenarioRun(scenarios[name]);
    setSampleState(this.#objects, this.#run.scenario.sampleSecret, this.#vaultNow());
  }

  stop(): void {
    this.#stopped.abort();
  }

  /** The TLS listener: the vault under every name, and Entra ID under the loopback names. */
  readonly answerHttps: Handle = async request => {
    const { now } = this.#parts.doors;
    if (this.#run.scenario.proxyPage) return { answer: proxyPage, at: now() };
    if (!request.host.startsWith(sampleVaultHost) && isEntraPath(request.path)) {
      return { answer: await answerEntra(request, this.#entra), at: now() };
    }
    if (request.host.startsWith(sampleHsmHost)) return { answer: await this.#answerHsm(request), at: this.#vaultNow() };
    const answer = await answerDataPlane(request, {
      objects: this.#objects,
      trust: this.#trust(),
      run: this.#run,
      now: this.#vaultNow(),
      grantsFor: caller => this.#grantsFor(caller),
    });
    return { answer, at: this.#vaultNow() };
  };

  /** The plain listener: the metadata endpoint of a virtual machine speaks http. */
  readonly answerHttp: Handle = async request => ({ answer: await answerImds(request, this.#entra), at: this.#parts.doors.now() });

  #answerHsm(request: Incoming): Promise<Answer> {
    const [owner] = this.#parts.apps;
    return answerHsm(request, {
      objects: this.#hsmObjects,
      trust: this.#trust(),
      run: this.#run,
      now: this.#vaultNow(),
      rolesOf: ({ objectId }) =>
        objectId === owner?.objectId && this.#run.grantsFor(objectId) === 'as-assigned'
          ? ['Managed HSM Crypto Officer', 'Managed HSM Crypto User']
          : [],
    });
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

  #grantsFor(caller: Caller): Grants {
    const inForce = this.#run.grantsFor(caller.objectId) === 'as-assigned';
    return this.#run.scenario.permissionModel === 'rbac'
      ? { model: 'rbac', roles: inForce ? this.#roles : new Map() }
      : { model: 'access-policies', policies: inForce ? this.#policies : new Map() };
  }
}
