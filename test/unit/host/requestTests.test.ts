import { describe, expect, test } from 'vitest';
import { parseDocument } from '../../../src/core/language/parseDocument.ts';
import { runId } from '../../../src/core/model/ids.ts';
import type { AssertionResult, Run } from '../../../src/core/model/run.ts';
import { judgeTest } from '../../../src/host/tests/judgeTest.ts';
import { requestItems } from '../../../src/host/tests/requestItems.ts';

const trace = {
  id: runId('r'),
  startedAt: 0,
  request: { name: 'a', title: null, method: 'GET', url: '/secrets', vault: null, credential: null, flow: 'sdk' as const, line: 3 },
  entries: [],
  challenge: null,
  token: null,
};

function aRun(over: Partial<Run> = {}): Run {
  return {
    trace: { ...trace, outcome: { kind: 'failed', exchange: null, message: 'no such host' } },
    findings: [],
    assertions: [],
    verdict: 'failure',
    headline: '401: audience ends in /',
    ...over,
  };
}

const assertion = (over: Partial<AssertionResult> = {}): AssertionResult => ({
  text: 'status == 200',
  line: 7,
  ok: true,
  expected: null,
  actual: '200',
  ...over,
});

describe('requests as tests', () => {
  test('every request that can be sent is listed by its title or name, once for each id', () => {
    const text =
      '### one\nGET https://a.io/\n###\n# @name two\nGET https://b.io/\n###\n# @name two\nGET https://c.io/\n###\nGET https://d.io/x\n### off\n# @disabled\nGET https://e.io/\n';
    expect(requestItems(parseDocument(text)).map(({ id, label, line }) => [id, label, line])).toEqual([
      ['one', 'one', 1],
      ['two\nGET https://b.io/\n1', 'two', 4],
      ['two\nGET https://c.io/\n1', 'two', 7],
      ['\nGET https://d.io/x\n1', 'GET https://d.io/x', 9],
    ]);
  });

  test('a request keeps its id when one comes in front of it', () => {
    const ids = (text: string) => requestItems(parseDocument(text)).map(({ id }) => id);
    const text = 'GET https://a.io/\n###\nGET https://a.io/\n### s\nGET https://b.io/\n### s\nGET https://c.io/\n';
    expect(ids(`### s\nDELETE https://d.io/\n###\n${text}`).slice(1)).toEqual(ids(text));
    expect(new Set(ids(text)).size).toBe(4);
  });

  test('assertions that hold pass, whatever the status', () => {
    expect(judgeTest(aRun({ assertions: [assertion({ text: 'status == 401', actual: '401' })] }))).toEqual({ kind: 'passed' });
  });

  test('without assertions a request that brought no answer fails with what happened', () => {
    expect(judgeTest(aRun())).toEqual({
      kind: 'failed',
      failures: [{ text: '401: audience ends in /', expected: null, actual: null, line: null }],
    });
  });

  test('a cancelled request was not tested', () => {
    expect(judgeTest(aRun({ trace: { ...trace, outcome: { kind: 'cancelled' } } }))).toEqual({ kind: 'skipped' });
  });

  test.each([
    ['status == 200', '401', '200'],
    ['header www-authenticate contains vault', 'x', 'contains vault'],
    ['calls[0].header retry-after == 5', '6', '5'],
    ['body.value exists', 'nothing', 'exists'],
    ['duration < 100', '250', '< 100'],
    ["body['a b'].c == x", 'y', 'x'],
  ])('%s: what was expected beside %s', (text, actual, expected) => {
    const outcome = judgeTest(aRun({ assertions: [assertion(), assertion({ text, actual, ok: false, line: 9 })] }));
    expect(outcome).toMatchObject({ kind: 'failed', failures: [{ expected, actual, line: 9 }] });
  });

  test.each([
    ['body.value == {{wanted}}', 'db', 'db'],
    ['body.value contains {{wanted}}', 'db', 'contains db'],
    ['body.value == {{wanted}}', null, '{{wanted}}'],
  ])('%s, filled in with %s: what was expected', (text, filled, expected) => {
    const outcome = judgeTest(aRun({ assertions: [assertion({ text, expected: filled, actual: 'x', ok: false })] }));
    expect(outcome).toMatchObject({ kind: 'failed', failures: [{ expected }] });
  });
});
