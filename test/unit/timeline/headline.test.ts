import { describe, expect, test } from 'vitest';
import type { CauseCode } from '../../../src/core/model/causes.ts';
import type { ExplainedFinding } from '../../../src/core/model/finding.ts';
import { exchangeId } from '../../../src/core/model/ids.ts';
import { foldTrace } from '../../../src/core/timeline/foldTrace.ts';
import { headline, lensText } from '../../../src/core/timeline/headline.ts';
import { answered, someEvents } from './aTrace.ts';

const stored = { kind: 'token-stored', audience: 'a', expiresAt: null } as const;
const cached = { kind: 'token-cached', audience: 'a', expiresAt: null } as const;
const expired = { kind: 'token-expired', audience: 'a', expiresAt: null } as const;
const shared = { kind: 'token-shared', waitedMs: 1 } as const;
const given = { kind: 'token-given', audience: 'a' } as const;
const aFinding = (cause: CauseCode, title: string): ExplainedFinding => ({
  cause,
  certainty: 'proven',
  candidates: [],
  evidence: [],
  title,
  explanation: '',
  fix: '',
  links: [],
});

const handshake = someEvents([['challenge', 401], ['token', 200], stored, ['request', 200]], answered(2));

describe('what went as it should', () => {
  test.each([
    ['200 after the usual 401 handshake · 3 calls · 140 ms', '401 expected → token → 200 · 3 calls · 140 ms', handshake],
    ['200 with the cached token · 1 call · 40 ms', '200 · 1 call · 40 ms', someEvents([cached, ['request', 200]], answered(0))],
    [
      '200 with a new token, the cached one had expired · 2 calls · 90 ms',
      'token → 200 · 2 calls · 90 ms',
      someEvents([expired, ['token', 200], ['request', 200]], answered(1)),
    ],
    [
      '200 with a new token · 2 calls · 90 ms',
      'token → 200 · 2 calls · 90 ms',
      someEvents(
        [
          ['token', 200],
          ['request', 200],
        ],
        answered(1),
        'rest',
      ),
    ],
    [
      '200 after the usual 401 handshake, with a token at hand · 2 calls · 90 ms',
      '401 expected → 200 · 2 calls · 90 ms',
      someEvents([['challenge', 401], cached, ['request', 200]], answered(1)),
    ],
    ["200 with another request's new token · 1 call · 40 ms", '200 · 1 call · 40 ms', someEvents([shared, ['request', 200]], answered(0))],
    ['200 with the given token · 1 call · 40 ms', '200 · 1 call · 40 ms', someEvents([given, ['request', 200]], answered(0))],
    ['401 without a token · 1 call · 40 ms', '401 · 1 call · 40 ms', someEvents([['request', 401]], answered(0), 'anonymous')],
    ['running · 1 call', 'running · 1 call', someEvents([['challenge', 'pending']])],
    ['cancelled · 1 call · 40 ms', 'cancelled · 1 call · 40 ms', someEvents([['challenge', 'pending']], { kind: 'cancelled' })],
    [
      'not sent: Line 3: "x" is not set.',
      'not sent: Line 3: "x" is not set.',
      someEvents([], { kind: 'blocked', code: 'request-invalid', message: 'Line 3: "x" is not set.' }),
    ],
  ])('%s', (line, lens, events) => {
    expect(headline(foldTrace(events), [], 'expected')).toBe(line);
    expect(lensText(foldTrace(events), [], 'expected')).toBe(lens);
  });
});

describe('what did not', () => {
  const failed = (exchange: number, message: string) => ({ kind: 'failed', exchange: exchangeId(exchange), message }) as const;
  test.each([
    [
      "401: the token's audience ends in a slash · 2 calls · 90 ms",
      '401: audience ends in /',
      aFinding('wrong-audience-trailing-slash', 'The audience has one slash too many'),
      someEvents(
        [
          ['token', 200],
          ['request', 401],
        ],
        answered(1),
        'rest',
      ),
    ],
    [
      'no answer: the connection was refused · 1 call · 40 ms',
      'no answer: the connection was refused',
      aFinding('net-refused', 'The connection was refused.'),
      someEvents([['challenge', 'refused']], failed(0, 'raw')),
    ],
    [
      'no token: AADSTS7000222 means an old secret · 2 calls · 90 ms',
      'no token: AADSTS7000222 means an old secret',
      aFinding('client-secret-expired', 'AADSTS7000222 means an old secret'),
      someEvents(
        [
          ['challenge', 401],
          ['token', 401],
        ],
        failed(1, 'raw'),
      ),
    ],
  ])('%s', (line, lens, finding, events) => {
    expect(headline(foldTrace(events), [finding], 'failure')).toBe(line);
    expect(lensText(foldTrace(events), [finding], 'failure')).toBe(lens);
  });

  test('without a finding the outcome speaks', () => {
    const events = someEvents([['challenge', 'refused']], failed(0, '127.0.0.1 refuses connections.'));
    expect(headline(foldTrace(events), [], 'failure')).toBe('no answer: 127.0.0.1 refuses connections. · 1 call · 40 ms');
  });

  test('a refused token call shows in the steps', () => {
    const events = someEvents(
      [
        ['challenge', 401],
        ['token', 400],
      ],
      answered(0),
    );
    expect(lensText(foldTrace(events), [], 'unknown')).toBe('401 expected → token 400 · 2 calls · 90 ms');
  });
});
