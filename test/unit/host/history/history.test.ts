import { describe, expect, test } from 'vitest';
import type { RequestKey } from '../../../../src/core/language/requestKey.ts';
import { exchangeId, runId } from '../../../../src/core/model/ids.ts';
import { english } from '../../../../src/core/model/translate.ts';
import { comparedRuns } from '../../../../src/host/history/comparedRuns.ts';
import { type HistoryEntry, historyEntry, placeOf } from '../../../../src/host/history/historyEntry.ts';
import { HistoryStore } from '../../../../src/host/history/historyStore.ts';
import { historyTree } from '../../../../src/host/history/historyTree.ts';
import { isKeptRequest } from '../../../../src/host/history/isKeptRequest.ts';
import { historyCapacity, readHistory } from '../../../../src/host/history/readHistory.ts';
import type { StoredRun } from '../../../../src/host/send/runStore.ts';
import { RunStore } from '../../../../src/host/send/runStore.ts';
import { anExchange, aResponse } from '../../builders/aKeyVaultTrace.ts';
import { anAnswer } from '../../builders/anAnswer.ts';
import { aRequestKey } from '../../builders/aRequestKey.ts';

const canary = 'canary-7f3a';
/** A run with the canary wherever something secret can stand. */
function aStoredRun(id = 'run-1', over: Partial<StoredRun> = {}): StoredRun {
  const exchange = anExchange(0, 'request', aResponse(200, canary, [['x-canary', canary]]), {
    request: {
      method: 'GET',
      url: `https://contoso.vault.azure.net/secrets/${canary}?t=${canary}`,
      headers: [['authorization', canary]],
      body: undefined,
    },
  });
  const run = anAnswer(200, canary, `200 ${canary}`, {
    id: runId(id),
    request: {
      ...anAnswer(200).trace.request,
      url: `https://contoso.vault.azure.net/secrets/${canary}/${canary}?t=${canary}`,
      title: canary,
    },
    entries: [{ kind: 'exchange', exchange }],
    token: { header: {}, claims: { oid: canary }, fingerprint: canary, problems: [], source: 'cache' },
    outcome: { kind: 'answered', exchange: exchangeId(0) },
  });
  return { run, document: 'file:///requests/requests.kvhttp', key: aRequestKey({ target: `/secrets/${canary}` }), flow: null, ...over };
}

describe('historyEntry', () => {
  test('keeps how a run ended and where its request stands', () => {
    expect(historyEntry(aStoredRun())).toEqual({
      id: 'run-1',
      at: 1_800_000_000_000,
      method: 'GET',
      host: 'contoso.vault.azure.net',
      path: '/secrets/{name}/{version}',
      vault: 'contoso',
      flow: 'sdk',
      status: 200,
      verdict: 'expected',
      calls: 1,
      ms: 9,
      causes: [],
      document: 'file:///requests/requests.kvhttp',
      key: 'readSecret',
      sentAs: null,
    });
  });

  test('holds no header, body, query, token, claim or name of an object', () => {
    for (const key of [aRequestKey({ target: canary }), aRequestKey({ name: null, target: canary, isOnlyOne: false })])
      expect(JSON.stringify(historyEntry(aStoredRun('run-1', { key })))).not.toContain(canary);
  });

  test.each([
    ['https://v.vault.azure.net/', '/'],
    ['https://v.vault.azure.net/secrets?api-version=7.6', '/secrets'],
    ['https://v.vault.azure.net/Secrets/db', '/secrets/{name}'],
    ['https://v.vault.azure.net/keys/k/1a2b/sign', '/keys/{name}/{version}/sign'],
    ['https://v.vault.azure.net/secrets/backup', '/secrets/backup'],
    ['https://v.vault.azure.net/deletedkeys/k/recover', '/deletedkeys/{name}/recover'],
    ['https://management.azure.com/subscriptions/1111/providers', '/…'],
    ['/secrets/db', ''],
  ])('%s: %s', (url, path) => expect(placeOf(url).path).toBe(path));
});

describe('isKeptRequest', () => {
  const kept = (over: Partial<RequestKey>, entry: Partial<HistoryEntry> = {}) =>
    isKeptRequest({ ...historyEntry(aStoredRun()), path: '/secrets/{name}', ...entry }, aRequestKey(over));

  test.each([
    ['/secrets/db?api-version=7.6', true],
    ['/Secrets/other', true],
    ['/secrets/{{name}}', true],
    ['https://contoso.vault.azure.net/secrets/db', true],
    ['https://CONTOSO.vault.azure.net/secrets/db#x', true],
    ['contoso.vault.azure.net/secrets/db', true],
    ['https://{{vault}}.vault.azure.net/secrets/{{$dotenv a?b}}', true],
    ['{{base}}/secrets/db?x={{y}}', true],
    ['{{read.response.body.$.id}}?api-version=7.6', true],
    ['{{base}}{{path}}', true],
    ['https://payroll.vault.azure.net/secrets/db', false],
    ['/keys/db', false],
    ['/secrets', false],
    ['/secrets/db/1a2b', false],
    ['/secrets/db/backup', false],
    ['{{base}}/keys/db', false],
    ['', false],
  ])('%s can be GET https://contoso.vault.azure.net/secrets/{name}: %s', (target, expected) => expect(kept({ target })).toBe(expected));

  test.each([
    ['the method', { method: 'DELETE' }, {}, false],
    ['the name', { name: 'other' }, {}, false],
    ['no name', { name: null }, {}, false],
    ['no name, as the one that was sent', { name: null }, { key: '' }, true],
    ['no name, by the place that was once kept', { name: null }, { key: '#0' }, false],
    ['an address that never became one', {}, { host: '', path: '' }, true],
    ['neither name nor address', { name: null }, { key: '', host: '', path: '' }, false],
    ['another service', { target: 'https://management.azure.com/subscriptions/1' }, { host: 'management.azure.com', path: '/…' }, true],
  ] as const)('by %s', (_, over, entry, expected) => expect(kept(over, entry)).toBe(expected));
});

describe('readHistory', () => {
  const good = historyEntry(aStoredRun());

  test('takes over what it wrote', () => expect(readHistory(JSON.parse(JSON.stringify([good])))).toEqual([good]));

  const wrong: readonly unknown[] = [
    undefined,
    null,
    0,
    1,
    '',
    'x',
    true,
    {},
    { 0: good },
    { length: 1 },
    [null],
    [1],
    ['x'],
    [[]],
    [[good]],
    [{}],
    [good, null],
    [good, good],
    [good, {}],
    new Array(historyCapacity + 1).fill(good),
    ...Object.keys(good).map(key => [Object.fromEntries(Object.entries(good).filter(([name]) => name !== key))]),
    ...Object.keys(good).map(key => [{ ...good, [key]: { toString: 'x' } }]),
    [{ ...good, extra: 1 }],
    [{ ...good, status: -1 }],
    [{ ...good, status: 1000 }],
    [{ ...good, at: 1e300 }],
    [{ ...good, at: -1 }],
    [{ ...good, calls: 1.5 }],
    [{ ...good, causes: ['A b'] }],
    [{ ...good, causes: new Array(51).fill('a') }],
    [{ ...good, path: '/secrets/x y\n' }],
    [{ ...good, host: 'a b' }],
    [{ ...good, id: '' }],
    [{ ...good, method: 'get' }],
    [{ ...good, verdict: 'good' }],
    [{ ...good, flow: 'none' }],
    [{ ...good, document: 'x'.repeat(5000) }],
    [Object.create(good)],
  ];
  test('has at least fifty wrong shapes to look at', () => expect(wrong.length).toBeGreaterThanOrEqual(50));
  test.each(wrong.map((value, index) => [index, value] as const))('wrong shape %i starts clean', (_, value) =>
    expect(readHistory(value)).toEqual([]),
  );
});

describe('HistoryStore', () => {
  const memoryOf = (value: unknown) => {
    const held = { value, writes: 0 };
    const update = async (_: string, next: unknown) => {
      held.value = JSON.parse(JSON.stringify(next));
      held.writes++;
    };
    return { held, memory: { get: () => held.value, update } };
  };

  test('keeps the last runs, newest first, and the next window has them', () => {
    const { memory } = memoryOf('broken');
    const store = new HistoryStore(memory);
    for (let index = 0; index < historyCapacity + 5; index++) store.add(aStoredRun(`run-${index}`));
    const next = new HistoryStore(memory);
    expect(next.entries).toHaveLength(historyCapacity);
    expect(next.entries[0]?.id).toBe(`run-${historyCapacity + 4}`);
    next.clear();
    expect(new HistoryStore(memory).entries).toEqual([]);
  });

  test('does not write what it could not read again', () => {
    const { memory, held } = memoryOf(undefined);
    new HistoryStore(memory).add(aStoredRun('no id/'));
    expect(held.writes).toBe(0);
  });
});

describe('historyTree', () => {
  const entry = historyEntry(aStoredRun());
  const line = (over: object, title?: string) =>
    historyTree({ entries: [{ ...entry, ...over }], titleOf: () => title, timeText: () => '14:03' }, english)[0];

  test.each([
    ['in memory', {}, 'Read the secret', '200 Read the secret', 'contoso · 1 call · 9 ms · 14:03', 'run open', 'pass'],
    ['of an earlier session', {}, undefined, '200 /secrets/{name}/{version}', 'contoso · 1 call · 9 ms · 14:03', 'run gone', 'pass'],
    ['failed', { verdict: 'failure', status: 403 }, 'x', '403 x', 'contoso · 1 call · 9 ms · 14:03', 'run open', 'error'],
    [
      'without an answer',
      { status: null, ms: null, calls: 2, vault: null },
      'x',
      'no answer x',
      'contoso.vault.azure.net · 2 calls · 14:03',
      'run open',
      'pass',
    ],
  ] as const)('%s', (_, over, title, label, description, contextValue, icon) =>
    expect(line(over, title)).toMatchObject({ label, description, contextValue, icon, run: 'run-1' }),
  );

  test('names the causes in the tooltip', () => expect(line({ causes: ['missing-rbac-role'] })?.tooltip).toContain('missing-rbac-role'));
});

describe('comparedRuns', () => {
  const runs = new RunStore();
  for (const [id, startedAt] of [
    ['old', 1],
    ['new', 2],
  ] as const)
    runs.add({ ...aStoredRun(id), run: anAnswer(200, '', '200', { id: runId(id), startedAt }) });
  test.each([
    ['two ids', 'new', 'old', ['old', 'new']],
    ['two selected lines', { run: 'new' }, [{ run: 'new' }, { run: 'old' }], ['old', 'new']],
    ['one line', { run: 'new' }, undefined, ['new', undefined]],
    ['three lines', { run: 'new' }, [{ run: 'a' }, { run: 'b' }, { run: 'c' }], ['new', undefined]],
    ['nothing', undefined, undefined, [undefined, undefined]],
  ])('%s', (_, first, second, expected) => expect(comparedRuns(first, second, runs)).toEqual(expected));
});
