import { randomUUID } from 'node:crypto';
import { performance } from 'node:perf_hooks';
import { createFlowMemory } from '../core/auth/createFlowMemory.ts';
import { createCredential } from '../core/auth/credentials/createCredential.ts';
import type { Credential } from '../core/auth/credentials/credential.ts';
import type { MachineDoors } from '../core/auth/credentials/machineDoors.ts';
import type { FlowMemory } from '../core/auth/flowPorts.ts';
import { overridingScope } from '../core/auth/wantedScope.ts';
import { type RunId, runId } from '../core/model/ids.ts';
import type { Run } from '../core/model/run.ts';
import { Secret } from '../core/model/secret.ts';
import type { TraceEvent } from '../core/model/trace.ts';
import type { VaultConfig } from '../core/model/vault.ts';
import { embeddedSetup } from '../core/run/embeddedSetup.ts';
import { endedWell } from '../core/run/endedWell.ts';
import { readReference } from '../core/run/readReference.ts';
import type { DependencyDoors, RunPorts } from '../core/run/runPorts.ts';
import { RunRedaction } from '../core/run/runRedaction.ts';
import { runRequest } from '../core/run/runRequest.ts';
import { withEmbedded } from '../core/run/runSettings.ts';
import { withholdTrace } from '../core/run/withholdContent.ts';
import { exchangesOf } from '../core/timeline/foldTrace.ts';
import { harOut } from '../core/timeline/harOut.ts';
import { redactTrace } from '../core/token/redactTrace.ts';
import type { Engine, EngineSettings, HostDoors, SendAsk, VaultFacts } from '../protocol/engine.ts';
import type { Lookup } from '../transport/transport.ts';
import { credentialDoors, shutDoors } from './credentialDoors.ts';
import { DecodedTokens } from './decodedTokens.ts';
import { forgetStale, forgetTokens } from './forgetStale.ts';
import { KnownSignatures } from './knownSignatures.ts';
import { LastDocument } from './lastDocument.ts';
import { LaterEvents } from './laterEvents.ts';
import { proxySecrets } from './proxySecrets.ts';
import { RedactorMemo } from './redactorMemo.ts';
import { revealPart } from './revealPart.ts';
import { RunStore } from './runStore.ts';
import { saveAnswer } from './saveAnswer.ts';
import { variableSources } from './variableSources.ts';
import { wait } from './wait.ts';
import { WirePool } from './wirePool.ts';

/** Before the first `configure`: nothing is trusted and nothing is known. */
const unconfigured: EngineSettings = {
  trusted: false,
  vaults: [],
  credentials: [],
  timeoutMs: 30_000,
  allowedHosts: [],
  connectTo: [],
  certificates: [],
  proxy: null,
  embedded: null,
};

/** An engine in this thread. `version` names the program in HAR files; names are resolved by `lookup`, or as this machine does. */
export function createEngine(
  doors: HostDoors,
  version: string,
  machine: MachineDoors = credentialDoors(doors, process.env),
  lookup?: Lookup,
): Engine {
  return new LocalEngine(doors, version, machine, lookup);
}

class LocalEngine implements Engine {
  readonly #doors: HostDoors;
  readonly #version: string;
  readonly #machine: MachineDoors;
  readonly #runs = new RunStore();
  #settings: EngineSettings = unconfigured;
  #memory: FlowMemory = createFlowMemory();
  readonly #wires: WirePool;
  readonly #redactors = new RedactorMemo();
  readonly #tokens = new DecodedTokens();
  readonly #signatures = new KnownSignatures();
  readonly #document = new LastDocument();

  constructor(doors: HostDoors, version: string, machine: MachineDoors, lookup: Lookup | undefined) {
    this.#doors = doors;
    this.#version = version;
    this.#machine = machine;
    this.#wires = new WirePool({ readFile: machine.readFile, password: host => doors.certificatePassword(host), lookup });
  }

  configure(settings: EngineSettings): void {
    const next = withEmbedded(settings);
    forgetStale(this.#memory, this.#settings, next);
    this.#settings = next;
  }

  async send(ask: SendAsk, onEvent: (event: TraceEvent) => void, signal: AbortSignal): Promise<Run> {
    const settings = this.#settings;
    const dependencies: DependencyDoors = {
      isAnswered: name => this.#runs.named(ask.document, name)?.endedWell === true,
      // Its events would mix with those of the run that was asked for: that one tells of it in a note.
      send: (wanted, stop) => this.#run({ ...ask, ...wanted, fetched: {}, id: runId(randomUUID()) }, settings, null, () => {}, stop),
      value: (id, path) => {
        const run = this.#runs.get(id);
        return run === undefined ? undefined : readReference(run.trace, path);
      },
    };
    return this.#run(ask, settings, dependencies, onEvent, signal);
  }

  async #run(
    ask: SendAsk,
    settings: EngineSettings,
    dependencies: DependencyDoors | null,
    onEvent: (event: TraceEvent) => void,
    signal: AbortSignal,
  ): Promise<Run> {
    const wire = this.#wires.lease(settings);
    const redaction = new RunRedaction(secrets => this.#redactors.of(secrets));
    for (const secret of proxySecrets(settings.proxy)) redaction.hide(secret);
    const events = new LaterEvents(event => onEvent(redaction.event(event)));
    const ports: RunPorts = {
      settings,
      memory: this.#memory,
      sources: variableSources(ask, settings, this.#doors, this.#runs),
      dependencies,
      sendWire: wire.send,
      secret: credential => this.#secretOf(credential, settings),
      machine: settings.trusted ? this.#machine : shutDoors,
      saveAnswer: wanted =>
        saveAnswer(wanted, { settings, doors: this.#doors, document: ask.document, redactor: () => this.#redactors.of(redaction.secrets) }),
      parse: text => this.#document.parse(text),
      decodeToken: (token, source) => this.#tokens.of(token, source),
      signatureOf: token => this.#signatures.of(token, settings),
      wallClock: () => Date.now(),
      monotonic: () => performance.now(),
      wait,
      random: () => Math.random(),
      onSecret: secret => redaction.hide(secret),
      onStart: ({ noLog }) => {
        redaction.noLog = noLog;
      },
      onEvent: event => events.push(event),
    };
    try {
      const run = await runRequest(ask, ports, signal);
      const { secrets, noLog } = redaction;
      this.#runs.add({ document: ask.document, trace: run.trace, secrets, noLog, endedWell: endedWell(run) });
      events.flush();
      return redaction.run(run);
    } finally {
      events.flush();
      wire.release();
    }
  }

  async reveal(id: RunId, exchange: number, part: Parameters<Engine['reveal']>[2]): Promise<string | undefined> {
    const run = this.#runs.get(id);
    if (run === undefined || run.noLog) return undefined;
    const found = exchangesOf(run.trace).find(one => one.id === exchange);
    return found === undefined ? undefined : revealPart(found, part);
  }

  async exportHar(id: RunId, withSecrets: boolean): Promise<string | undefined> {
    const run = this.#runs.get(id);
    if (run === undefined) return undefined;
    const trace = run.noLog ? withholdTrace(run.trace) : run.trace;
    return harOut(withSecrets ? trace : redactTrace(trace, run.secrets), this.#version);
  }

  async vaultFacts(): Promise<readonly VaultFacts[]> {
    return this.#settings.vaults.map(vault => this.#factsOf(vault));
  }

  async clearCaches({ vault, challenges, tokens }: Parameters<Engine['clearCaches']>[0]): Promise<void> {
    if (tokens) this.#redactors.clear();
    if (vault === null) {
      if (challenges) this.#memory.challenges.clear();
      if (tokens) {
        forgetTokens(this.#memory, null);
        this.#wires.forgetCertificates();
      }
      return;
    }
    const config = this.#settings.vaults.find(one => one.name === vault);
    if (config === undefined) return;
    if (challenges && URL.canParse(config.url)) this.#memory.challenges.delete(new URL(config.url).origin);
    const cacheId = this.#credentialOf(config)?.cacheId;
    if (tokens && cacheId !== undefined) forgetTokens(this.#memory, cacheId);
  }

  async dispose(): Promise<void> {
    this.#runs.clear();
    this.#redactors.clear();
    this.#document.clear();
    this.#memory = createFlowMemory();
    await this.#wires.dispose();
  }

  /** The embedded vault's clients have their secrets from its start; everybody else's are the host's business. */
  async #secretOf(credential: string, settings: EngineSettings): Promise<Secret | undefined> {
    const config = settings.credentials.find(one => one.name === credential);
    if (settings.embedded !== null && config?.authority === settings.embedded.authority) {
      const own = embeddedSetup(settings.embedded).secrets.get(credential);
      if (own !== undefined) return own;
    }
    const secret = await this.#doors.clientSecret(credential);
    return secret === undefined ? undefined : new Secret(secret);
  }

  #factsOf(vault: VaultConfig): VaultFacts {
    const challenge = URL.canParse(vault.url) ? this.#memory.challenges.get(new URL(vault.url).origin) : undefined;
    const credential = this.#credentialOf(vault);
    const tokens = credential === undefined ? [] : this.#memory.tokens.of(credential.cacheId);
    const scope = (credential && overridingScope(credential))?.scope ?? challenge?.scope;
    const token = challenge === undefined ? undefined : tokens.find(one => one.scope === scope && one.tenant === challenge.tenant);
    return {
      vault: vault.name,
      tenant: challenge?.tenant ?? null,
      resource: challenge?.resource ?? null,
      tokenAudience: token?.audience ?? null,
      tokenExpiresAt: token?.expiresAt ?? null,
    };
  }

  #credentialOf(vault: VaultConfig): Credential | undefined {
    const config = this.#settings.credentials.find(credential => credential.name === vault.credential);
    return config === undefined ? undefined : createCredential(config);
  }
}
