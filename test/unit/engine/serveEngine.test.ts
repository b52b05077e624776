import { expect, test } from 'vitest';
import type { Run } from '../../../src/core/model/run.ts';
import type { Trace, TraceEvent } from '../../../src/core/model/trace.ts';
import { foldTrace } from '../../../src/core/timeline/foldTrace.ts';
import { serveEngine } from '../../../src/engine/serveEngine.ts';
import type { Engine } from '../../../src/protocol/engine.ts';
import type { FromEngine, SentRun } from '../../../src/protocol/engineMessages.ts';
import { answered, someEvents } from '../timeline/aTrace.ts';

const events = someEvents(
  [
    ['challenge', 401],
    ['request', 200],
  ],
  answered(1),
);

/** Sends with an engine that tells the events and ends with this trace; the answer is what the host gets. */
async function answerOf(trace: Trace): Promise<SentRun> {
  const run: Run = { trace, findings: [], assertions: [], verdict: 'expected', headline: '200' };
  const engine: Engine = {
    configure: () => {},
    send: async (_ask, onEvent) => {
      for (const event of events) onEvent(event);
      return run;
    },
    reveal: async () => undefined,
    exportHar: async () => undefined,
    vaultFacts: async () => [],
    clearCaches: async () => {},
    dispose: async () => {},
  };
  const sent: FromEngine[] = [];
  const ask = { id: trace.id, document: 'file:///a.kvhttp', text: '', selector: { kind: 'first' }, flow: null } as const;
  await new Promise<void>(resolve => {
    const post = (message: FromEngine): void => {
      sent.push(message);
      if (message.type === 'answer') resolve();
    };
    const listen = (listener: (message: unknown) => void): void =>
      listener({ type: 'call', call: 1, what: { name: 'send', ask: { ...ask, defaultVault: null, environment: {} } } });
    serveEngine({ post, listen }, () => engine);
  });
  expect(sent.filter(({ type }) => type === 'event')).toHaveLength(events.length);
  return sent.find(message => message.type === 'answer')?.value as SentRun;
}

test('a run whose events told its trace leaves without it', async () => {
  expect(await answerOf(foldTrace(events))).toEqual({ trace: null, findings: [], assertions: [], verdict: 'expected', headline: '200' });
});

test('where an event was made anew, because a secret came to light after it, the trace goes along', async () => {
  const anew: readonly TraceEvent[] = events.map(event =>
    event.kind === 'exchange-started' ? { ...event, request: { ...event.request } } : event,
  );
  const trace = foldTrace(anew);
  expect((await answerOf(trace)).trace).toBe(trace);
});
