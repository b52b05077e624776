import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { exchangeId, runId } from '../../../src/core/model/ids.ts';
import type { Run } from '../../../src/core/model/run.ts';
import type { Exchange } from '../../../src/core/model/trace.ts';
import { english } from '../../../src/core/model/translate.ts';
import { alignCalls } from '../../../src/core/timeline/alignCalls.ts';
import { bodyFields } from '../../../src/core/timeline/bodyFields.ts';
import { changeInWords } from '../../../src/core/timeline/changeInWords.ts';
import { compareRuns } from '../../../src/core/timeline/compareRuns.ts';
import { repairedSlash, scenes } from './scenes.ts';
import { anExchange, aTrace, bytes, entry, secretUrl, started, startedAt, tokenUrl, vaultResource } from './traceBuilders.ts';

/** The same run an hour later, with other claims. */
function later(run: Run, over: Partial<Run['trace']>): Run {
  return { ...run, trace: { ...run.trace, id: runId(`${run.trace.id}-later`), startedAt: startedAt + 3_600_000, ...over } };
}

describe('two runs', () => {
  const slash = scenes.trailingSlash;
  const comparison = compareRuns(slash, repairedSlash);

  test('the repaired slash comes first, then what came of it', () => {
    expect(comparison.remarks).toEqual(['aud lost its slash', '401 became 200', 'the finding wrong-audience-trailing-slash is gone']);
  });

  test('claim by claim: what differs in any two tokens is told apart', () => {
    const changes = Object.fromEntries(comparison.claims.map(one => [one.name, one.change]));
    expect(changes).toMatchObject({ aud: 'changed', tid: 'same', oid: 'same', iat: 'other', nbf: 'other', exp: 'other', uti: 'other' });
    expect(comparison.claims.find(one => one.name === 'aud')).toMatchObject({
      left: { code: `${vaultResource}/` },
      right: { code: vaultResource },
      note: 'aud lost its slash',
      meaning: 'audience: the service that the token is for',
    });
    expect(comparison.claims.find(one => one.name === 'exp')?.right).toEqual({ time: started + 7000 });
  });

  test('hop by hop: status, header and body of the call that changed; ids and dates do not count', () => {
    expect(comparison.hops.map(hop => hop.change)).toEqual(['same', 'changed']);
    const differences = comparison.hops[1]?.differences ?? [];
    expect(differences.slice(0, 6).map(one => [one.name, one.change])).toEqual([
      ['status', 'changed'],
      ['response.header content-length', 'changed'],
      ['response.header www-authenticate', 'removed'],
      ['response.body error.code', 'removed'],
      ['response.body error.message', 'removed'],
      ['response.body value', 'added'],
    ]);
  });

  test('the earlier run stands to the left, whichever is named first', () => {
    expect(compareRuns(repairedSlash, slash).left.runId).toBe(slash.trace.id);
    expect(compareRuns(repairedSlash, slash).remarks[0]).toBe('aud lost its slash');
  });

  test('a run with itself: nothing to remark, every hop and claim the same', () => {
    const same = compareRuns(scenes.handshake, scenes.handshake);
    expect(same.remarks).toEqual([]);
    expect(new Set([...same.hops, ...same.claims, ...same.challenge].map(one => one.change))).toEqual(new Set(['same']));
  });

  test('cold and warm: the calls that the caches saved are named', () => {
    const warm = compareRuns(scenes.handshake, later(scenes.cached, {}));
    expect(warm.remarks).toContain('2 calls fewer: challenge, token');
    expect(warm.hops.map(hop => [hop.change, hop.left?.purpose, hop.right?.purpose])).toEqual([
      ['removed', 'challenge', undefined],
      ['removed', 'token', undefined],
      ['same', 'request', 'request'],
    ]);
  });

  test('runs without token, answer or calls compare as well', () => {
    for (const one of [scenes.blocked, scenes.refused, scenes.cancelled, scenes.anonymous]) {
      for (const other of Object.values(scenes)) {
        if ('findings' in other) expect(compareRuns(one, other).remarks.join()).not.toContain('undefined');
      }
    }
    expect(compareRuns(scenes.refused, scenes.handshake).remarks).toContain('no answer became 200');
    expect(compareRuns(scenes.anonymous, scenes.handshake).remarks).toContain('a token was sent');
  });

  test('ten thousand calls against none, and against as many of other purposes, take no square time', () => {
    const many = (purpose: Exchange['purpose']): Run => ({
      ...scenes.handshake,
      trace: aTrace({ entries: Array.from({ length: 10_000 }, (_, i) => entry(anExchange({ id: exchangeId(i), purpose }))) }),
    });
    expect(compareRuns(many('request'), scenes.blocked).hops.length).toBe(10_000);
    expect(compareRuns(many('request'), many('retry')).hops.length).toBe(10_000);
  });
});

describe('how a value changed', () => {
  for (const [name, left, right, words] of [
    ['aud', 'https://vault.azure.net/', 'https://vault.azure.net', 'aud lost its slash'],
    ['aud', 'https://vault.azure.net', 'https://vault.azure.net/', 'aud gained a slash at its end'],
    ['aud', 'https://vault.azure.net', 'https://management.azure.com', 'aud went from vault.azure.net to management.azure.com'],
    ['aud', 'HTTPS://vault.azure.net', 'https://vault.azure.net', 'aud differs in upper and lower case alone'],
    ['tid', 'a', 'b', 'tid is another tenant'],
    ['oid', 'a', 'b', 'oid is another identity'],
    ['appid', 'a', 'b', 'appid is another application'],
    ['scp', 'a b', 'b c', 'scp gained c and lost a'],
    ['roles', ['a'], ['a', 'b'], 'roles gained b'],
    ['roles', ['a', 'b'], ['b'], 'roles lost a'],
    ['exp', 100, 3700, 'exp is 60 min later'],
    ['exp', 3700, 100, 'exp is 60 min earlier'],
    ['upn', undefined, 'x', 'upn is new'],
    ['upn', 'x', undefined, 'upn is gone'],
    ['ver', '1.0', '2.0', 'ver changed'],
    ['ver', 1, '1', 'ver changed'],
  ] as const) {
    test(`${name}: ${JSON.stringify(left)} to ${JSON.stringify(right)}`, () =>
      expect(changeInWords(name, left, right, english)).toBe(words));
  }
});

describe('calls side by side', () => {
  const call = fc.constantFrom<Exchange>(
    anExchange({ purpose: 'challenge' }),
    anExchange({ purpose: 'token', request: { method: 'POST', url: tokenUrl, headers: [], body: undefined } }),
    anExchange({ purpose: 'request' }),
    anExchange({
      purpose: 'request',
      request: { method: 'GET', url: secretUrl.replace('contoso', 'payroll'), headers: [], body: undefined },
    }),
  );

  test('no call is lost, none stands twice, both keep their order', () => {
    fc.assert(
      fc.property(fc.array(call, { maxLength: 12 }), fc.array(call, { maxLength: 12 }), (left, right) => {
        const pairs = alignCalls(left, right);
        expect(pairs.flatMap(([one]) => (one === null ? [] : [one]))).toEqual(left);
        expect(pairs.flatMap(([, one]) => (one === null ? [] : [one]))).toEqual(right);
        for (const [one, other] of pairs) if (one !== null && other !== null) expect(one.purpose).toBe(other.purpose);
      }),
      { numRuns: 300 },
    );
  });
});

describe('bodies by field', () => {
  for (const [text, fields] of [
    ['{"a":{"b":[1,"x"]},"c":null,"d":[]}', { 'a.b[0]': '1', 'a.b[1]': 'x', c: 'null', d: '[]' }],
    ['grant_type=client_credentials&scope=a%2Fb', { grant_type: 'client_credentials', scope: 'a/b' }],
    ['plain words', { '': 'plain words' }],
    ['"a string"', { '': '"a string"' }],
    ['', {}],
  ] as const) {
    test(text === '' ? 'nothing' : text, () => expect(Object.fromEntries(bodyFields(bytes(text)))).toEqual(fields));
  }

  test('what is no text, or long, is told by its size', () => {
    expect([...bodyFields(new Uint8Array([0xff, 0xfe]))]).toEqual([['', '2 bytes']]);
    expect([...bodyFields(new Uint8Array(100_000))]).toEqual([['', '100000 bytes']]);
  });
});
