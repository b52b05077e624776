import { expect, test } from 'vitest';
import { exchangeId, runId } from '../../../src/core/model/ids.ts';
import type { Run } from '../../../src/core/model/run.ts';
import { Secret } from '../../../src/core/model/secret.ts';
import type { TraceEvent } from '../../../src/core/model/trace.ts';
import { noPhases } from '../../../src/core/model/wire.ts';
import { RunRedaction } from '../../../src/core/run/runRedaction.ts';
import { foldTrace } from '../../../src/core/timeline/foldTrace.ts';
import { redactorOf } from '../../../src/core/token/redactText.ts';
import { redactTrace } from '../../../src/core/token/redactTrace.ts';
import { anExchange, aResponse } from '../builders/aKeyVaultTrace.ts';

const canary = 'canary-Secret/Value+9';
const connection = { reused: true, remoteAddress: '10.0.0.4:443', proxy: null, tls: null, attempts: [] };
const request = { ...anExchange(0, 'request', undefined).request, url: `https://kv-one.vault.azure.net/secrets/db?x=${canary}` };
const response = aResponse(200, `{"value":"${canary}","id":"x"}`, [['x-echo', canary]]);
const events: readonly TraceEvent[] = [
  {
    kind: 'run-started',
    id: runId('1'),
    startedAt: 0,
    request: { name: null, title: canary, method: 'GET', url: request.url, vault: null, credential: null, flow: 'sdk', line: 0 },
  },
  { kind: 'note', at: 1, note: { kind: 'warning', text: `about ${canary}` } },
  { kind: 'exchange-started', id: exchangeId(0), at: 2, purpose: 'request', request },
  { kind: 'exchange-ended', id: exchangeId(0), at: 3, phases: noPhases, connection, outcome: { kind: 'response', response } },
  { kind: 'run-ended', at: 4, outcome: { kind: 'answered', exchange: exchangeId(0) } },
];
const run: Run = {
  trace: foldTrace(events),
  findings: [],
  assertions: [
    { text: 'body == {{x}}', line: 3, ok: true, expected: `wanted ${canary}`, actual: `found ${canary}` },
    { text: `body.value == ${canary}`, line: 4, ok: false, expected: canary, actual: 'nothing' },
  ],
  verdict: 'expected',
  headline: `200 ${canary}`,
};

for (const late of [0, 1, 2, 3, 4, 5]) {
  test(`a secret that comes to light before event ${late} is nowhere in the run, and in no event after it`, () => {
    const redaction = new RunRedaction(redactorOf);
    const shown = events.map((event, index) => {
      if (index === late) redaction.hide(new Secret(canary));
      return redaction.event(event);
    });
    if (late === events.length) redaction.hide(new Secret(canary));
    const ended = redaction.run(run);
    expect(JSON.stringify([shown.slice(late), ended])).not.toContain(canary);
    expect(ended.trace).toEqual(redactTrace(run.trace, [new Secret(canary)]));
  });
}

test('the value of a vault secret is in neither side of an assertion', () => {
  const redaction = new RunRedaction(redactorOf);
  for (const event of events) redaction.event(event);
  expect(redaction.run(run).assertions).toMatchObject([
    { expected: 'wanted [secret]', actual: 'found [secret]' },
    { expected: '[secret]', actual: 'nothing' },
  ]);
});

test('what was shown already is not made again', () => {
  const redaction = new RunRedaction(redactorOf);
  redaction.hide(new Secret(canary));
  const shown = events.map(event => redaction.event(event));
  const [entry] = redaction.run(run).trace.entries.filter(({ kind }) => kind === 'exchange');
  const ended = shown.find(event => event.kind === 'exchange-ended');
  expect(entry?.kind === 'exchange' && entry.exchange.outcome).toBe(ended?.kind === 'exchange-ended' && ended.outcome);
});

test('a run that is not to be logged shows calls and times alone', () => {
  const redaction = new RunRedaction(redactorOf);
  redaction.noLog = true;
  const shown = events.map(event => redaction.event(event));
  const { trace, assertions } = redaction.run(run);
  expect(trace).toEqual(foldTrace(shown));
  const [exchange] = trace.entries.flatMap(entry => (entry.kind === 'exchange' ? [entry.exchange] : []));
  expect(exchange?.request.headers).toEqual([]);
  expect(exchange?.outcome.kind === 'response' && exchange.outcome.response.body.bytes.length).toBe(0);
  expect(assertions.map(({ actual }) => actual)).toEqual(['not logged', 'not logged']);
  expect(assertions.map(({ expected }) => expected)).toEqual([null, null]);
});
