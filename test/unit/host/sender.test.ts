import { describe, expect, test } from 'vitest';
import { exchangeId, runId } from '../../../src/core/model/ids.ts';
import type { Run } from '../../../src/core/model/run.ts';
import type { Trace, TraceEvent } from '../../../src/core/model/trace.ts';
import { planSend } from '../../../src/host/send/planSend.ts';
import { RunStore } from '../../../src/host/send/runStore.ts';
import { Sender, type SenderDoors, type SendTarget } from '../../../src/host/send/sender.ts';
import type { Engine, SendAsk } from '../../../src/protocol/engine.ts';

interface Pending {
  readonly ask: SendAsk;
  readonly onEvent: (event: TraceEvent) => void;
  readonly signal: AbortSignal;
  finish(run: Run): void;
  fail(error: Error): void;
}

/** An engine whose sends end when the test says so. */
function setUp(over: Partial<SenderDoors> = {}) {
  const pending: Pending[] = [];
  const shown: string[] = [];
  const busy: boolean[] = [];
  let count = 0;
  const send: Engine['send'] = (ask, onEvent, signal) =>
    new Promise((finish, fail) => {
      pending.push({ ask, onEvent, signal, finish, fail });
    });
  const runs = new RunStore();
  const sender = new Sender(
    {
      engine: () => ({ send }) as Engine,
      view: {
        showRunning: id => shown.push(`running ${id}`),
        update: trace => shown.push(`update ${trace.id} ${trace.outcome.kind}`),
        showAnswer: run => shown.push(`run ${run.trace.id} ${run.headline}`),
        showRun: run => shown.push(`opened ${run.trace.id}`),
      },
      ensureEmbedded: () => Promise.resolve(),
      environment: async () => ({ variables: { secret: 'db' }, fetched: {} }),
      newRunId: () => runId(String(++count)),
      now: () => 1000,
      inWords: run => run,
      onBusy: value => busy.push(value),
      ...over,
    },
    runs,
  );
  return { sender, runs, pending, shown, busy };
}

function target(text = '# @vault contoso\nGET /secrets/a', document = 'file:///a.kvhttp'): SendTarget {
  const plan = planSend(text, { kind: 'first' }, null, { vaults: [], isSample: false });
  if (plan === undefined) throw new Error('no request in the text');
  return { document, text, plan, flow: null };
}

function aRun(id: string, over: Partial<Run> = {}): Run {
  const trace: Trace = {
    id: runId(id),
    startedAt: 1000,
    request: target().plan.request,
    entries: [],
    challenge: null,
    token: null,
    outcome: { kind: 'answered', exchange: exchangeId(0) },
  };
  return { trace, findings: [], assertions: [], verdict: 'expected', headline: '200', ...over };
}

/** Lets everything that is ready run. */
const settle = () => new Promise(resolve => setImmediate(resolve));

describe('Sender', () => {
  test('shows the run at once, then its events, then the result', async () => {
    const { sender, runs, pending, shown, busy } = setUp();
    const sent = sender.send(target());
    await settle();
    expect(shown).toEqual(['running 1']);
    pending[0]?.onEvent({ kind: 'run-ended', at: 1, outcome: { kind: 'cancelled' } });
    pending[0]?.finish(aRun('1'));
    await sent;
    expect(shown).toEqual(['running 1', 'update 1 cancelled', 'run 1 200']);
    expect(busy).toEqual([true, false]);
    expect(runs.latest()).toMatchObject({
      document: 'file:///a.kvhttp',
      key: { method: 'GET', target: '/secrets/a' },
      run: { headline: '200' },
    });
  });

  test('the answer is shown before anybody else hears of the run', async () => {
    const { sender, runs, pending, shown } = setUp();
    runs.onDidAdd(stored => shown.push(`told ${stored.run.trace.id}`));
    const sent = sender.send(target());
    await settle();
    pending[0]?.finish(aRun('1'));
    await sent;
    expect(shown).toEqual(['running 1', 'run 1 200', 'told 1']);
  });

  test('hands the engine the text as it is, and the environment', async () => {
    const { sender, pending } = setUp();
    void sender.send(target('# @vault contoso\nGET /secrets/unsaved'));
    await settle();
    expect(pending[0]?.ask).toEqual({
      id: '1',
      document: 'file:///a.kvhttp',
      text: '# @vault contoso\nGET /secrets/unsaved',
      selector: { kind: 'line', line: 1 },
      flow: null,
      defaultVault: null,
      environment: { secret: 'db' },
      fetched: {},
    });
  });

  test('starts the embedded vault only for a request that needs it', async () => {
    let started = 0;
    const { sender } = setUp({
      ensureEmbedded: () => {
        started++;
        return Promise.resolve();
      },
    });
    void sender.send(target());
    await settle();
    expect(started).toBe(0);
    void sender.send(target('# @vault sample\nGET /secrets/a'));
    await settle();
    expect(started).toBe(1);
  });

  test('a second Send of the same request cancels the first and keeps the panel', async () => {
    const { sender, pending, shown } = setUp();
    const first = sender.send(target());
    await settle();
    const second = sender.send(target());
    await settle();
    expect(pending.map(each => each.signal.aborted)).toEqual([true, false]);
    pending[1]?.finish(aRun('2'));
    await second;
    pending[0]?.onEvent({ kind: 'run-ended', at: 1, outcome: { kind: 'cancelled' } });
    pending[0]?.finish(aRun('1'));
    await first;
    expect(shown).toEqual(['running 1', 'running 2', 'run 2 200']);
  });

  test('another request, and the same one of another file, run beside it', async () => {
    const { sender, pending } = setUp();
    void sender.send(target());
    void sender.send(target('# @name other\n# @vault contoso\nGET /secrets/b'));
    void sender.send(target(undefined, 'file:///b.kvhttp'));
    await settle();
    expect(pending.map(each => each.signal.aborted)).toEqual([false, false, false]);
  });

  test('cancel ends one run or all, and says whether there was any', async () => {
    const { sender, pending } = setUp();
    expect(sender.cancel()).toBe(false);
    void sender.send(target());
    void sender.send(target(undefined, 'file:///b.kvhttp'));
    await settle();
    expect(sender.cancel('2')).toBe(true);
    expect(pending.map(each => each.signal.aborted)).toEqual([false, true]);
    expect(sender.cancel('unknown')).toBe(false);
    expect(sender.cancel()).toBe(true);
    expect(pending.map(each => each.signal.aborted)).toEqual([true, true]);
  });

  test('a fault of ours is shown as a failed run, not thrown', async () => {
    const { sender, pending, shown, busy } = setUp();
    const sent = sender.send(target());
    await settle();
    pending[0]?.fail(new Error('the engine died'));
    expect((await sent).trace.outcome).toEqual({ kind: 'failed', exchange: null, message: 'the engine died' });
    expect(shown.at(-1)).toBe('run 1 no answer: the engine died');
    expect(busy.at(-1)).toBe(false);
  });

  test('an embedded vault that does not start is a failed run, and nothing is sent', async () => {
    const { sender, pending } = setUp({ ensureEmbedded: () => Promise.reject(new Error('no port')) });
    const run = await sender.send(target('# @vault sample\nGET /secrets/a'));
    expect(run).toMatchObject({ verdict: 'failure', headline: 'no answer: no port' });
    expect(pending).toEqual([]);
  });

  test('a cancel while the embedded vault starts sends nothing', async () => {
    let started = () => {};
    const { sender, pending } = setUp({ ensureEmbedded: () => new Promise(resolve => (started = resolve)) });
    const sent = sender.send(target('# @vault sample\nGET /secrets/a'));
    sender.cancel();
    started();
    expect((await sent).trace.outcome.kind).toBe('cancelled');
    expect(pending).toEqual([]);
  });

  test('a quiet send leaves the panel to the one before, and is kept like any other', async () => {
    const { sender, pending, shown, runs } = setUp();
    void sender.send(target());
    const quiet = sender.send({ ...target('GET /secrets/b', 'kvhttp-request:/b.kvhttp'), quiet: true });
    await settle();
    pending[1]?.finish(aRun('2'));
    await quiet;
    pending[0]?.finish(aRun('1'));
    await settle();
    expect(shown).toEqual(['running 1', 'run 1 200']);
    expect(runs.all().map(stored => stored.run.trace.id)).toEqual(['1', '2']);
  });

  test('an outer signal ends the run', async () => {
    const { sender, pending } = setUp();
    const outer = new AbortController();
    void sender.send(target(), outer.signal);
    await settle();
    outer.abort();
    expect(pending[0]?.signal.aborted).toBe(true);
  });

  test('dispose ends and awaits everything', async () => {
    const { sender, pending } = setUp();
    void sender.send(target());
    await settle();
    let done = false;
    const disposed = sender.dispose().then(() => {
      done = true;
    });
    await settle();
    expect(done).toBe(false);
    pending[0]?.finish(aRun('1'));
    await disposed;
    expect(pending[0]?.signal.aborted).toBe(true);
  });
});

describe('RunStore', () => {
  test('keeps the newest and answers by id and by request', () => {
    const runs = new RunStore(2);
    const [same, other] = [target('GET /secrets/a').plan.key, target('GET /secrets/b').plan.key];
    for (const id of ['1', '2', '3']) runs.add({ run: aRun(id), document: 'd', key: id === '3' ? other : same, flow: null });
    expect(runs.all().map(stored => stored.run.trace.id)).toEqual(['3', '2']);
    expect(runs.get('1')).toBeUndefined();
    expect(runs.lastOf('d', same)?.run.trace.id).toBe('2');
    expect(runs.lastOf('e', same)).toBeUndefined();
    expect(['d', 'e'].map(document => runs.hasRunOf(document))).toEqual([true, false]);
  });
});
