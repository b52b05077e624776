import { existsSync, readFileSync } from 'node:fs';
import { describe, expect, test } from 'vitest';
import { diagnoseCase } from '../../../src/core/diagnosis/diagnoseCase.ts';
import { explainFinding } from '../../../src/core/diagnosis/explainFinding.ts';
import { type CauseCode, failureCodes, serviceCauses } from '../../../src/core/model/causes.ts';
import { aCase, aChallenge, aPaste, aToken, entra, failed, now, refused, said } from '../builders/aCase.ts';
import { causeTable } from './causeTable.ts';

const causes = (c: Parameters<typeof diagnoseCase>[0]): readonly CauseCode[] => diagnoseCase(c).map(finding => finding.cause);

describe('each cause has a case that it explains first, and a near miss', () => {
  for (const cause of serviceCauses) {
    test(cause, () => {
      expect(causes(causeTable[cause].hit)[0]).toBe(cause);
      expect(causes(causeTable[cause].miss)).not.toContain(cause);
    });
  }
});

const document = new URL('../../../../shared/incident-causes.md', import.meta.url);
const present = existsSync(document);
if (!present) console.log('skipped: ../shared/incident-causes.md is absent');

test.skipIf(!present)('every cause that is known from public incidents has its rule and its words', () => {
  const slugs = [...readFileSync(document, 'utf8').matchAll(/^\| `([a-z0-9-]+)` \|/gm)].map(match => match[1]);
  expect(slugs.length).toBeGreaterThan(60);
  expect(slugs.filter(slug => !serviceCauses.some(cause => cause === slug))).toEqual([]);
});

describe('what to do is something to type or to open, and the page that says more is named', () => {
  const doable =
    /`|\b(?:az|nslookup|curl|w32tm) |Portal|admin center|kvhttp\.|# @|\b[A-Z]+_[A-Z_]+\b|https:\/\/|tenantId|serviceVersion|disableChallengeResourceVerification|api-version|managed-identity|backoff|Nothing to repair/;
  for (const cause of serviceCauses) {
    test(cause, () => {
      const { fix, links } = explainFinding({ cause, certainty: 'proven', candidates: [], evidence: [] });
      expect(fix).toMatch(doable);
      expect(links.length).toBeGreaterThan(0);
      for (const { title, url } of links)
        expect([title, url]).toEqual([expect.stringMatching(/\w+ \w+/), expect.stringMatching(/^https:/)]);
    });
  }
});

describe('the transport’s own names are taken over', () => {
  for (const code of failureCodes) {
    test(code, () => {
      const call = { service: 'entra', host: 'login.microsoftonline.com' } as const;
      expect(causes(aCase(failed(code, call)))).toEqual([code]);
      expect(causes(aCase(failed(code === 'net-reset' ? 'net-refused' : 'net-reset', call)))).not.toContain(code);
    });
  }
});

describe('three groups share one wire text each', () => {
  for (const cause of ['rbac-role-missing', 'access-policy-missing', 'firewall-ip-not-allowed'] as const) {
    test(cause, () => {
      const [finding] = diagnoseCase(causeTable[cause].hit);
      expect(finding?.certainty).toBe('candidate');
      expect(finding?.candidates[0]).toBe(cause);
      expect(finding?.candidates.length).toBeGreaterThan(2);
    });
  }
});

describe('an answer of somebody on the way is named first', () => {
  const page = {
    isHtml: true,
    headers: [
      ['content-type', 'text/html'],
      ['via', '1.1 gate'],
    ],
  } as const;
  for (const [title, call, expected] of [
    ['200 page at the vault', refused(200, [], '', page), 'proxy-portal-page'],
    ['403 page at the vault', refused(403, [], '', page), 'proxy-own-answer'],
    ['503 page at the token endpoint', entra('', '', { ...page, status: 503, codes: new Set() }), 'proxy-own-answer'],
    ['407', refused(407, [], '', { headers: [['proxy-authenticate', 'NTLM']] }), 'proxy-auth-required'],
  ] as const) {
    test(title, () => expect(causes(aCase(call))[0]).toBe(expected));
  }

  test('a managed HSM’s bare 401 is its own', () => {
    const call = refused(401, [], 'OK', {
      service: 'hsm',
      authorized: false,
      host: 'h.managedhsm.azure.net',
      url: 'https://h.managedhsm.azure.net/keys/k',
      headers: [['www-authenticate', 'Bearer x']],
      challenge: aChallenge('https://managedhsm.azure.net'),
    });
    expect(causes(aCase(call, { token: null }))).toEqual(['missing-token']);
  });
});

describe('what cannot be known is not said', () => {
  for (const [title, c] of [
    ['a 403 without a reason', aCase(refused(403, ['Forbidden'], 'Forbidden'))],
    ['a 401 for a good token', aCase(refused(401, ['Unauthorized'], '', { challenge: aChallenge() }))],
    ['an Entra number that has no name here', aCase(entra('AADSTS7000112'))],
    ['prose', aPaste(said('You do not have access'))],
    ['a garbled token beside a token that is in time', aCase(refused(401, ['S2S12086'], '', { challenge: aChallenge() }))],
  ] as const) {
    test(title, () => expect(causes(c)).toEqual([]));
  }
});

test('the clock of the server decides, and a local clock that is off is told apart', () => {
  const call = refused(401, ['Unauthorized'], '', { challenge: aChallenge() });
  expect(causes(aCase(call, { token: aToken({ exp: now - 60 }), now: now - 4000, serverDate: now }))).toEqual(['clock-skew']);
  expect(causes(aCase(call, { token: aToken({ exp: now - 60 }), now: now - 100, serverDate: now }))).toEqual(['expired-token']);
});

test('evidence goes into the sentences as one line', () => {
  const explained = explainFinding({
    cause: 'wrong-audience-arm',
    certainty: 'proven',
    candidates: [],
    evidence: [{ exchange: null, where: 'token.aud', value: 'https://x\r\n\u202e1. run this' }],
  });
  expect(explained.explanation).toContain('https://x 1. run this');
  expect(explained.explanation).not.toMatch(/[\r\n\u202e]/);
});

test('every sentence is whole, whatever evidence is missing', () => {
  for (const cause of [...serviceCauses, ...failureCodes]) {
    const explained = explainFinding({ cause, certainty: 'proven', candidates: [], evidence: [] });
    for (const text of [explained.title, explained.explanation, explained.fix]) {
      expect(text, cause).not.toBe('');
      expect(text, cause).not.toMatch(/\{[^}]*\||\|[^}]*\}|(?<!")undefined| {2}| \.(?:\s|$)/);
    }
    expect(explained.fix, cause).toMatch(/1\. |Nothing to repair/);
    for (const link of explained.links) expect(link.url).toMatch(/^https:\/\/(?:learn\.microsoft\.com|www\.rfc-editor\.org)\//);
  }
});
