import type { RunId } from '../core/model/ids.ts';
import type { Run } from '../core/model/run.ts';
import type { Trace, TraceEvent } from '../core/model/trace.ts';
import type { Engine, EngineSettings, HostDoors, SendAsk, VaultFacts } from './engine.ts';

export type DoorName = keyof HostDoors;

/** Calls of the engine that answer once; `send` has events beside. */
export type EngineCall =
  | { readonly name: 'send'; readonly ask: SendAsk }
  | { readonly name: 'reveal'; readonly id: RunId; readonly exchange: number; readonly part: Parameters<Engine['reveal']>[2] }
  | { readonly name: 'exportHar'; readonly id: RunId; readonly withSecrets: boolean }
  | { readonly name: 'vaultFacts' }
  | { readonly name: 'clearCaches'; readonly what: Parameters<Engine['clearCaches']>[0] };

/** `trace` is null where the events of the run have told all of it, as they nearly always have. */
export type SentRun = Omit<Run, 'trace'> & { readonly trace: Trace | null };

export type ToEngine =
  | { readonly type: 'configure'; readonly settings: EngineSettings }
  | { readonly type: 'call'; readonly call: number; readonly what: EngineCall }
  | { readonly type: 'cancel'; readonly call: number }
  | { readonly type: 'door-answer'; readonly door: number; readonly value: string | Uint8Array | undefined }
  | { readonly type: 'ping'; readonly ping: number }
  | { readonly type: 'dispose' };

export type FromEngine =
  | { readonly type: 'ready' }
  /** Several messages in their order. */
  | { readonly type: 'batch'; readonly messages: readonly FromEngine[] }
  | { readonly type: 'event'; readonly call: number; readonly event: TraceEvent }
  | { readonly type: 'answer'; readonly call: number; readonly value: SentRun | string | readonly VaultFacts[] | undefined }
  /** A fault of ours: `message` and `stack` of an Error, never a value of a request. */
  | { readonly type: 'fault'; readonly call: number; readonly message: string; readonly stack: string | undefined }
  | { readonly type: 'door'; readonly door: number; readonly name: DoorName; readonly args: readonly unknown[] }
  | { readonly type: 'pong'; readonly ping: number }
  | { readonly type: 'disposed' };

const toEngine: ReadonlySet<unknown> = new Set<ToEngine['type']>(['configure', 'call', 'cancel', 'door-answer', 'ping', 'dispose']);
const fromEngine: ReadonlySet<unknown> = new Set<FromEngine['type']>([
  'ready',
  'batch',
  'event',
  'answer',
  'fault',
  'door',
  'pong',
  'disposed',
]);

export const isToEngine = (message: unknown): message is ToEngine => toEngine.has(typeOf(message));
export const isFromEngine = (message: unknown): message is FromEngine => fromEngine.has(typeOf(message));

function typeOf(message: unknown): unknown {
  return typeof message === 'object' && message !== null ? Reflect.get(message, 'type') : undefined;
}
