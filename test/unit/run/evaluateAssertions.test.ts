import { describe, expect, test } from 'vitest';
import { parseDocument } from '../../../src/core/language/parseDocument.ts';
import { exchangeId } from '../../../src/core/model/ids.ts';
import type { Assertion } from '../../../src/core/model/resolvedRequest.ts';
import type { AssertedRun } from '../../../src/core/run/assertionValue.ts';
import { evaluateAssertions } from '../../../src/core/run/evaluateAssertions.ts';
import { aRun } from './assertionTrace.ts';

function assertionOf(line: string): Assertion {
  const document = parseDocument(`GET https://x.io\n?? ${line}`);
  const found = document.blocks[0]?.syntax.assertions[0];
  if (found === undefined) throw new Error(document.problems.map(({ message }) => message).join(' '));
  const right = found.right?.text ?? null;
  return { text: found.text, line: 1, left: found.left.text, operator: found.operator, right, shownRight: right };
}

const judge = (line: string, run: AssertedRun) => evaluateAssertions([assertionOf(line)], run)[0];

const handshake = aRun(
  [
    { purpose: 'challenge', status: 401, headers: [['WWW-Authenticate', 'Bearer resource="https://vault.azure.net"']] },
    { purpose: 'discovery', status: 200, url: 'https://login.microsoftonline.com/common/discovery/instance' },
    { purpose: 'token', status: 200, url: 'https://login.microsoftonline.com/t/oauth2/v2.0/token' },
    {
      purpose: 'request',
      status: 200,
      headers: [['Content-Type', 'application/json; charset=utf-8']],
      body: '{"value":"s3","attributes":{"enabled":true,"exp":null},"list":[{"id":"a b"},2],"odd.key":1}',
    },
  ],
  {
    trace: {
      challenge: {
        authority: 'https://login.microsoftonline.com/t',
        tenant: 't',
        resource: 'https://vault.azure.net',
        scope: 'https://vault.azure.net/.default',
        error: null,
        errorDescription: null,
        claims: null,
        raw: [],
        warnings: [],
      },
      token: {
        header: {},
        claims: { aud: 'https://vault.azure.net', exp: 100, roles: ['a', 'b'], 'http://x/y': 'z' },
        fingerprint: '',
        problems: [],
        source: 'token-endpoint',
      },
    },
    run: { findings: [{ cause: 'benign-challenge' }] },
  },
);

describe('an SDK handshake', () => {
  for (const line of [
    'status == 200',
    'status != 401',
    'status < 300',
    'status >= 200',
    'status isNumber',
    'status matches ^2\\d\\d$',
    'header content-type contains json',
    'header Content-Type startsWith application/',
    'header etag != x',
    'body contains "value":"s3"',
    'body isString',
    'body.value == s3',
    'body.value isString',
    'body.$.value == s3',
    'body.attributes.enabled == true',
    'body.attributes.exp exists',
    'body.attributes == {"enabled": true, "exp": null}',
    'body.list[0].id == a b',
    "body.list[0]['id'] startsWith a",
    "body['odd.key'] == 1",
    'body.list contains 2',
    'duration == 70',
    'duration <= 70',
    'calls == 401 token 200',
    'calls == 401   token 200',
    'calls startsWith 401',
    'calls[0].status == 401',
    'calls[1].purpose == discovery',
    'calls[0].header www-authenticate contains resource=',
    'calls[2].url matches /oauth2/v2\\.0/token$',
    'challenge.resource == https://vault.azure.net',
    'challenge.authority startsWith https://login.',
    'challenge.tenant == t',
    'challenge.scope == https://vault.azure.net/.default',
    'token.aud == https://vault.azure.net',
    'token.exp isNumber',
    'token.roles contains b',
    'token.http://x/y == z',
    'cause == benign-challenge',
    'verdict == expected',
  ]) {
    test(`holds: ${line}`, () => {
      expect(judge(line, handshake)).toMatchObject({ ok: true });
    });
  }

  for (const [line, actual] of [
    ['status == 401', '200'],
    ['status == ', undefined],
    ['status contains 3', '200'],
    ['status isString', '200'],
    ['status > abc', '200'],
    ['header etag exists', 'nothing'],
    ['header etag == ', undefined],
    ['body.nope exists', 'nothing'],
    ['body.constructor exists', 'nothing'],
    ['body.value isNumber', 's3'],
    ['body.value < 5', 's3'],
    ['calls == 401 200', '401 token 200'],
    ['calls[9].status == 200', 'nothing'],
    ['token.oid exists', 'nothing'],
    ['cause == none', 'benign-challenge'],
    ['verdict == failure', 'expected'],
    ['status matches [', undefined],
  ] as const) {
    if (actual === undefined) {
      test(`is a problem of the text: ${line}`, () => {
        expect(() => assertionOf(line)).toThrow();
      });
    } else {
      test(`does not hold: ${line}`, () => {
        expect(judge(line, handshake)).toMatchObject({ ok: false, actual });
      });
    }
  }
});

test('without findings the cause is none', () => {
  expect(judge('cause == none', aRun([{ purpose: 'request', status: 200 }]))).toMatchObject({ ok: true, actual: 'none' });
});

test('a refused token request is written with its status', () => {
  const run = aRun(
    [
      { purpose: 'challenge', status: 401 },
      { purpose: 'token', status: 400 },
    ],
    { trace: { outcome: { kind: 'failed', exchange: exchangeId(1), message: '' } } },
  );
  expect(judge('calls == 401 token:400', run)).toMatchObject({ ok: true });
  expect(judge('status exists', run)).toMatchObject({ ok: false, actual: 'nothing' });
});

test('a token call that answers 200 without a token did not succeed', () => {
  const run = aRun([{ purpose: 'token', status: 200, body: '<html>' }], {
    trace: { outcome: { kind: 'failed', exchange: exchangeId(0), message: '' } },
  });
  expect(judge('calls == token:200', run)).toMatchObject({ ok: true });
});

test('a call without an answer is failed', () => {
  expect(
    judge(
      'calls == 401 token failed',
      aRun([
        { purpose: 'challenge', status: 401 },
        { purpose: 'identity', status: 200 },
        { purpose: 'request', status: null },
      ]),
    ),
  ).toMatchObject({ ok: true });
});

test('a long text is found but not shown, not even a part of it', () => {
  const run = aRun([{ purpose: 'request', status: 200, body: `${'x'.repeat(990)}CANARY-${'y'.repeat(500)}` }]);
  expect(judge('body contains CANARY', run)?.ok).toBe(true);
  expect(judge('body == other', run)?.actual).toBe('a text of 1497 characters');
});

test('a body that nests without end is no fault of ours', () => {
  const run = aRun([{ purpose: 'request', status: 200, body: `{"a":${'['.repeat(50_000)}${']'.repeat(50_000)}}` }]);
  expect(judge('body.a exists', run)?.ok).toBe(true);
  expect(judge('body.a == x', run)?.ok).toBe(false);
});

test('the text and the line are those of the file', () => {
  expect(judge('status  ==  200', handshake)).toEqual({ text: 'status  ==  200', line: 1, ok: true, expected: '200', actual: '200' });
});

test('what was expected is the right side with its variables filled in, as it may be shown', () => {
  const written = { ...assertionOf('body.value == {{name}}'), right: 's4', shownRight: '[secret]' };
  expect(evaluateAssertions([written], handshake)).toMatchObject([{ ok: false, expected: '[secret]', actual: 's3' }]);
  expect(judge('body.value exists', handshake)?.expected).toBeNull();
  expect(judge(`body.value == ${'x'.repeat(1_001)}`, handshake)?.expected).toBe('a text of 1001 characters');
});
