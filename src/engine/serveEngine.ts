import { assertNever } from '../core/model/assertNever.ts';
import type { Trace, TraceEvent } from '../core/model/trace.ts';
import { appendEvent, foldTrace } from '../core/timeline/foldTrace.ts';
import { sameTrace } from '../core/timeline/sameTrace.ts';
import type { Engine, HostDoors, SendAsk } from '../protocol/engine.ts';
import { type DoorName, type EngineCall, type FromEngine, isToEngine, type SentRun } from '../protocol/engineMessages.ts';
import { compactBytes } from './compactBytes.ts';

/** One end of a message channel. */
export interface EnginePort {
  /** @param atOnce nothing else is under way that this could leave together with */
  post(message: FromEngine, atOnce?: boolean): void;
  listen(listener: (message: unknown) => void): void;
}

/** Answers the messages of a host with an engine; the doors of the host become messages the other way. */
export function serveEngine(port: EnginePort, create: (doors: HostDoors) => Engine): void {
  const running = new Map<number, AbortController>();
  const waiting = new Map<number, (value: unknown) => void>();
  let doors = 0;
  const askHost = <T>(name: DoorName, ...args: readonly unknown[]): Promise<T | undefined> => {
    const door = doors++;
    const { promise, resolve } = deferred<T | undefined>();
    waiting.set(door, value => resolve(value as T | undefined));
    port.post({ type: 'door', door, name, args });
    return promise;
  };
  const engine = create({
    clientSecret: credential => askHost('clientSecret', credential),
    certificatePassword: host => askHost('certificatePassword', host),
    prompt: (name, text, secret) => askHost('prompt', name, text, secret),
    processEnv: name => askHost('processEnv', name),
    dotenv: (name, document) => askHost('dotenv', name, document),
    readFile: (path, document) => askHost('readFile', path, document),
    answerFolder: ask => askHost('answerFolder', ask),
    editorToken: ask => askHost('editorToken', ask),
    showDeviceCode: prompt => askHost('showDeviceCode', prompt),
  });
  const answer = async (call: number, what: EngineCall): Promise<void> => {
    const controller = new AbortController();
    running.set(call, controller);
    try {
      const value = await perform(engine, what, event => port.post({ type: 'event', call, event: compactBytes(event) }), controller.signal);
      port.post({ type: 'answer', call, value: compactBytes(value) }, running.size === 1);
    } catch (error) {
      const { message, stack } = error instanceof Error ? error : new Error(String(error));
      port.post({ type: 'fault', call, message, stack });
    } finally {
      running.delete(call);
    }
  };
  port.listen(message => {
    if (!isToEngine(message)) return;
    switch (message.type) {
      case 'configure':
        engine.configure(message.settings);
        break;
      case 'call':
        void answer(message.call, message.what);
        break;
      case 'cancel':
        running.get(message.call)?.abort();
        break;
      case 'door-answer':
        waiting.get(message.door)?.(message.value);
        waiting.delete(message.door);
        break;
      case 'ping':
        port.post({ type: 'pong', ping: message.ping });
        break;
      case 'dispose':
        for (const controller of running.values()) controller.abort();
        void engine.dispose().finally(() => port.post({ type: 'disposed' }));
        break;
      default:
        assertNever(message);
    }
  });
  port.post({ type: 'ready' });
}

type Answer = Extract<FromEngine, { type: 'answer' }>['value'];

async function perform(engine: Engine, what: EngineCall, onEvent: (event: TraceEvent) => void, signal: AbortSignal): Promise<Answer> {
  switch (what.name) {
    case 'send':
      return sendTold(engine, what.ask, onEvent, signal);
    case 'reveal':
      return engine.reveal(what.id, what.exchange, what.part);
    case 'exportHar':
      return engine.exportHar(what.id, what.withSecrets);
    case 'vaultFacts':
      return engine.vaultFacts();
    case 'clearCaches':
      await engine.clearCaches(what.what);
      return undefined;
    default:
      return assertNever(what);
  }
}

/** A run, without its trace where the host can make it of the events that it got. */
async function sendTold(engine: Engine, ask: SendAsk, onEvent: (event: TraceEvent) => void, signal: AbortSignal): Promise<SentRun> {
  let told: Trace | undefined;
  const tell = (event: TraceEvent): void => {
    told = told === undefined ? foldTrace([event]) : appendEvent(told, event);
    onEvent(event);
  };
  const run = await engine.send(ask, tell, signal);
  return told !== undefined && sameTrace(told, run.trace) ? { ...run, trace: null } : run;
}

/** `Promise.withResolvers`, which Node 20 does not have. */
function deferred<T>(): { readonly promise: Promise<T>; readonly resolve: (value: T) => void } {
  let resolve: (value: T) => void = () => {};
  const promise = new Promise<T>(settle => {
    resolve = settle;
  });
  return { promise, resolve };
}
