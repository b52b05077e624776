import { describe, expect, test } from 'vitest';
import { diagnoseTrace } from '../../../src/core/diagnosis/diagnoseTrace.ts';
import { explainHandshake, handshakeOfTrace } from '../../../src/core/diagnosis/explainHandshake.ts';
import type { HeaderPair } from '../../../src/core/model/headers.ts';
import { exchangeId } from '../../../src/core/model/ids.ts';
import type { Exchange, Trace } from '../../../src/core/model/trace.ts';
import type { WireResponse } from '../../../src/core/model/wire.ts';
import { aToken, now, otherTenant } from '../builders/aCase.ts';
import { aChallengeExchange, aKeyVaultTrace, anExchange, aResponse, challengeLine } from '../builders/aKeyVaultTrace.ts';

const explain = (trace: Trace): readonly [string, string | undefined] => {
  const { verdict, findings } = diagnoseTrace(trace, { now: now * 1000 });
  return [verdict, findings[0]?.cause];
};
const refusedBy401 = aResponse(401, '{"error":{"code":"Unauthorized","message":"no"}}', [['www-authenticate', challengeLine]]);
const tokenCall = (id: number): Exchange => anExchange(id, 'token', aResponse(200, '{"access_token":"x"}'));
const oddLength = { code: 'http-duplicate-content-length', detail: 'twice' } as const;
const refusedToken = anExchange(
  1,
  'token',
  aResponse(401, '{"error":"invalid_client","error_description":"AADSTS7000215: no","error_codes":[7000215]}'),
);

describe('the three situations and what goes wrong in them', () => {
  const expired = { token: aToken({ exp: now - 60 }) };
  for (const [title, trace, verdict, cause] of [
    ['no token: the handshake', aKeyVaultTrace(), 'expected', 'benign-challenge'],
    ['valid token: one call', aKeyVaultTrace([anExchange(0, 'request', aResponse(200, '{}'))]), 'expected', undefined],
    [
      'expired token in the cache: two calls',
      aKeyVaultTrace([tokenCall(0), anExchange(1, 'request', aResponse(200, '{}'))]),
      'expected',
      undefined,
    ],
    ['anonymous', aKeyVaultTrace([aChallengeExchange()], { token: null }), 'failure', 'missing-token'],
    [
      'cancelled after the challenge',
      aKeyVaultTrace([aChallengeExchange()], { token: null, outcome: { kind: 'cancelled' } }),
      'unknown',
      undefined,
    ],
    ['expired token sent', aKeyVaultTrace([anExchange(0, 'request', refusedBy401)], expired), 'failure', 'expired-token'],
    [
      'other tenant',
      aKeyVaultTrace([anExchange(0, 'request', refusedBy401)], { token: aToken({ tid: otherTenant }) }),
      'failure',
      'wrong-tenant',
    ],
    [
      'slash',
      aKeyVaultTrace([anExchange(0, 'request', refusedBy401)], { token: aToken({ aud: 'https://vault.azure.net/' }) }),
      'failure',
      'wrong-audience-trailing-slash',
    ],
    [
      'the token request outranks the 401 before it',
      aKeyVaultTrace([aChallengeExchange(), refusedToken], {
        token: null,
        outcome: { kind: 'failed', exchange: exchangeId(1), message: '' },
      }),
      'failure',
      'client-secret-invalid',
    ],
    [
      '… also where the run ended at the 401',
      aKeyVaultTrace([aChallengeExchange(), refusedToken], { token: null, outcome: { kind: 'answered', exchange: exchangeId(0) } }),
      'failure',
      'client-secret-invalid',
    ],
    ['cancelled', aKeyVaultTrace([anExchange(0, 'request', undefined)], { outcome: { kind: 'cancelled' } }), 'unknown', undefined],
    [
      'blocked before anything was sent',
      aKeyVaultTrace([], { outcome: { kind: 'blocked', code: 'plain-http', message: 'no' } }),
      'failure',
      'http-not-https',
    ],
    [
      'a page instead of the answer',
      aKeyVaultTrace([anExchange(0, 'request', { ...aResponse(200, '<html>sign in</html>'), headers: [['content-type', 'text/html']] })]),
      'failure',
      'proxy-portal-page',
    ],
    [
      'a redirect',
      aKeyVaultTrace([anExchange(0, 'request', { ...aResponse(302), headers: [['location', 'https://portal.example']] })]),
      'unknown',
      'http-redirect',
    ],
  ] as const) {
    test(title, () => expect(explain(trace)).toEqual([verdict, cause]));
  }
});

describe('a probe that broke off is a fault of the way, not of the client', () => {
  const cut = (partial: WireResponse | undefined): Trace =>
    aKeyVaultTrace(
      [
        anExchange(0, 'challenge', undefined, {
          outcome: {
            kind: 'failed',
            failure: { code: 'net-reset-in-body', phase: 'receive', message: 'reset', rawCodes: ['ECONNRESET'], partial },
          },
        }),
      ],
      { token: null, challenge: null, outcome: { kind: 'failed', exchange: exchangeId(0), message: 'reset' } },
    );
  for (const [title, partial] of [
    ['after the headers of its 401', aResponse(401, '{"error":{"code":"Unauth', [['www-authenticate', challengeLine]])],
    ['after a 401 that had no challenge yet', aResponse(401, '{"err')],
    ['behind the whole error body', aResponse(401, '{"error":{"code":"Unauthorized","message":"AKV10000: no token"}}')],
    ['before anything came', undefined],
  ] as const)
    test(title, () => expect(diagnoseTrace(cut(partial), { now: 0 }).findings.map(({ cause }) => cause)).toEqual(['net-reset-in-body']));

  test('a whole 401 with an odd header is still an unanswered challenge', () => {
    const odd = { ...aResponse(401, '', [['www-authenticate', challengeLine]]), oddities: [oddLength] };
    const trace = aKeyVaultTrace([anExchange(0, 'challenge', odd)], { token: null });
    expect(diagnoseTrace(trace, { now: 0 }).findings.map(({ cause }) => cause)).toEqual(['missing-token', 'http-duplicate-content-length']);
  });
});

describe('a token endpoint that answers 200 and gives nothing to send', () => {
  const page: readonly HeaderPair[] = [['content-type', 'text/html']];
  for (const [title, body, headers, cause] of [
    ['an error of OAuth', '{"error":"temporarily_unavailable","error_description":"later"}', [], 'token-answer-unusable'],
    ['an error number of Entra ID', '{"error":"invalid_client","error_description":"AADSTS7000215: no"}', [], 'client-secret-invalid'],
    ['no access_token', '{"token_type":"Bearer","expires_in":3599}', [], 'token-answer-unusable'],
    ['another token_type', '{"token_type":"mac","access_token":"abc"}', [], 'token-answer-unusable'],
    ['a page of a portal', '<html><title>Sign in</title></html>', page, 'proxy-portal-page'],
    ['a piece of JSON', '{"token_type":"Bea', [], 'http-not-json'],
    ['a list', '[]', [], 'http-not-json'],
    ['nothing', '', [], 'http-not-json'],
  ] as const)
    test(title, () => {
      const answer = { ...aResponse(200, body), headers: headers.length > 0 ? headers : aResponse(200).headers };
      const trace = aKeyVaultTrace([aChallengeExchange(), anExchange(1, 'token', answer)], {
        token: null,
        outcome: { kind: 'failed', exchange: exchangeId(1), message: 'no token' },
      });
      expect(explain(trace)).toEqual(['failure', cause]);
      expect(JSON.stringify(diagnoseTrace(trace, { now: 0 })), 'a token of an odd type is not quoted').not.toContain('abc');
    });

  for (const [title, problem, claims, cause] of [
    ['an opaque token', 'This is not a JSON Web Token.', {}, 'unreadable-token'],
    ['an encrypted token', 'The token is encrypted (JWE): only its header can be read.', {}, 'unreadable-token'],
    ['a readable token that has expired', 'The signature is missing or was cut off.', { exp: now - 60 }, 'expired-token'],
  ] as const)
    test(`${title}, refused by the vault`, () => {
      const facts = cause === 'unreadable-token' ? { ...aToken(), header: {}, claims } : aToken(claims);
      const trace = aKeyVaultTrace([anExchange(0, 'request', refusedBy401)], { token: { ...facts, problems: [problem] } });
      expect(explain(trace)).toEqual(['failure', cause]);
    });

  test('an opaque token that was let in has nothing wrong', () => {
    const facts = { ...aToken(), header: {}, claims: {}, problems: ['This is not a JSON Web Token.'] };
    expect(explain(aKeyVaultTrace([anExchange(0, 'request', aResponse(200, '{}'))], { token: facts }))).toEqual(['expected', undefined]);
  });
});

test('evidence names the exchange that shows it', () => {
  const trace = aKeyVaultTrace([
    aChallengeExchange(),
    tokenCall(1),
    anExchange(2, 'request', aResponse(404, '{"error":{"code":"SecretNotFound","message":"gone"}}')),
  ]);
  const [finding] = diagnoseTrace(trace, { now: 0 }).findings;
  expect(finding?.cause).toBe('object-not-found');
  expect(finding?.evidence.every(item => item.exchange === 2)).toBe(true);
  expect(finding?.evidence).toContainEqual({ exchange: 2, where: 'object', value: 'secrets/db' });
});

test('a trace is judged by its own time, not by the time of looking at it', () => {
  const trace = aKeyVaultTrace([anExchange(0, 'request', { ...refusedBy401, headers: [['www-authenticate', challengeLine]] })]);
  expect(diagnoseTrace(trace, { now: (now + 1e6) * 1000 }).findings).toEqual([]);
});

describe('why the first 401', () => {
  test('one handshake is as expected', () => {
    const counts = handshakeOfTrace(aKeyVaultTrace());
    expect(counts).toMatchObject({ vault: 'kv-one.vault.azure.net', challenges: 1, tokenCalls: 1, served: 1 });
    expect(counts && explainHandshake(counts).paragraphs.at(-1)).toContain('That is what was seen here');
  });

  test('a client that is built anew for each call is told so, with the count', () => {
    const text = explainHandshake({ vault: null, challenges: 40, tokenCalls: 1, served: 40, clients: null }).paragraphs.join(' ');
    expect(text).toContain('40 challenges stand against 40 served calls');
    expect(text).toContain('makes 80 calls out of 40');
  });

  test('no success, no reassurance', () => {
    expect(handshakeOfTrace(aKeyVaultTrace([aChallengeExchange()]))).toBeUndefined();
    expect(handshakeOfTrace(aKeyVaultTrace([anExchange(0, 'request', aResponse(200))]))).toBeUndefined();
  });
});
