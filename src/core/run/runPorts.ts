import type { MachineDoors } from '../auth/credentials/machineDoors.ts';
import type { FlowMemory, FlowPorts } from '../auth/flowPorts.ts';
import type { KvDocument } from '../language/syntax.ts';
import type { RunId } from '../model/ids.ts';
import type { RequestSelector } from '../model/requestSelector.ts';
import type { Run } from '../model/run.ts';
import type { Secret } from '../model/secret.ts';
import type { SignatureCheck } from '../model/tokenFacts.ts';
import type { FlowKind, TraceEvent } from '../model/trace.ts';
import type { WireOutcome, WireRequest } from '../model/wire.ts';
import type { FetchedValue } from '../resolve/environment/environment.ts';
import type { VariableSources } from '../resolve/variableSources.ts';
import type { RunSettings } from './runSettings.ts';
import type { SaveAsk } from './saveAnswers.ts';

/** One Send: a text and which request of it is meant. */
export interface RunAsk {
  readonly id: RunId;
  readonly text: string;
  readonly selector: RequestSelector;
  /** Overrides the request's own flow. */
  readonly flow: FlowKind | null;
  /** Variables of the environment that a call must fetch, each in a run of its own. */
  readonly fetched?: Readonly<Record<string, FetchedValue>>;
}

/** What a run needs to send others before itself. */
export interface DependencyDoors {
  /** Whether an earlier run of the request of this name ended as it should. */
  readonly isAnswered: (name: string) => boolean;
  /** Sends a request as a run of its own, without the dependencies that it has itself. */
  readonly send: (ask: Omit<RunAsk, 'id' | 'fetched'>, signal: AbortSignal) => Promise<Run>;
  /** A value of such a run before redaction, as `readReference` finds it. */
  readonly value: (run: RunId, path: string) => string | undefined;
}

/** The doors of a run. */
export interface RunPorts {
  readonly settings: RunSettings;
  readonly memory: FlowMemory;
  readonly sources: Omit<VariableSources, 'fetched' | 'fetchValue'>;
  /** null for a run that was itself started as a dependency. */
  readonly dependencies: DependencyDoors | null;
  /**
   * One wire call. Resolves for whatever the network did; rejects with an AbortError once `signal` has fired.
   * @throws {RequestRefused} for a request that must not be sent.
   */
  sendWire(request: WireRequest, timeoutMs: number, signal: AbortSignal): Promise<WireOutcome>;
  /** The secret of a credential; undefined where none is stored. */
  secret(credential: string): Promise<Secret | undefined>;
  /** What credentials may take from this machine; shut in an untrusted workspace. */
  readonly machine: MachineDoors;
  /** The tree of a request file's text. */
  parse(text: string): KvDocument;
  /** Writes an answer to a file: its path, undefined where that is not allowed or not possible. */
  saveAnswer(ask: SaveAsk): Promise<string | undefined>;
  /** What a token says. */
  decodeToken: FlowPorts['decodeToken'];
  /** Checks a token against the keys that are known here; undefined where none are. Asks no network, never rejects. */
  signatureOf?(token: Secret): SignatureCheck | undefined | Promise<SignatureCheck | undefined>;
  /** Epoch milliseconds. */
  wallClock(): number;
  /** Milliseconds from an arbitrary start; never goes back. */
  monotonic(): number;
  wait(ms: number, signal: AbortSignal): Promise<void>;
  random(): number;
  /** Told of every event, not redacted, before the next one happens. */
  onEvent(event: TraceEvent): void;
  /** Told of every secret before an event that may hold it. */
  onSecret(secret: Secret): void;
  /** Told once, before the first event, whether this run's contents may be shown. */
  onStart(facts: { readonly noLog: boolean }): void;
}
