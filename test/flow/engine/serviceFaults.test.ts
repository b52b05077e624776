import { afterAll, afterEach, beforeAll, beforeEach, describe, expect, test } from 'vitest';
import type { Run } from '../../../src/core/model/run.ts';
import type { TraceNote } from '../../../src/core/model/trace.ts';
import { exchangesOf } from '../../../src/core/timeline/foldTrace.ts';
import { aToken, clientId, type FakeAnswer, FakeAzure, type Seen, tenant, vaultAnswer } from '../credentials/fakeAzure.ts';
import { send } from './sendForTest.ts';

/** Faults of services, proxies and token endpoints (S, P, K and the H ones above the wire of the reliability plan) through the whole engine. */
interface Row {
  readonly id: string;
  readonly what: string;
  /** Answers to calls with a token; those without get the challenge. */
  readonly vault?: FakeAnswer;
  /** Answers to the call without a token. */
  readonly probe?: FakeAnswer;
  readonly login?: FakeAnswer | ((seen: Seen, count: number) => FakeAnswer);
  /** Where it is not plain from the cause. */
  readonly verdict?: Run['verdict'];
  readonly directives?: string;
  /** Statuses in order. */
  readonly calls: string;
  /** Slug of the first finding, `none` for none. */
  readonly cause: string;
  /** What an SDK would wait, in ms. */
  readonly advised?: number;
}

const azure = new FakeAzure();
beforeAll(() => azure.start());
const good = azure.login;
beforeEach(() => {
  azure.login = good;
  azure.vault = vaultAnswer;
});
afterEach(() => azure.reset());
afterAll(() => azure.stop());

const error = (status: number, code: string, message: string, headers: Readonly<Record<string, string>> = {}): FakeAnswer => ({
  status,
  headers: { 'x-ms-keyvault-region': 'westeurope', ...headers },
  body: { error: { code, message } },
});
const throttled = (headers: Readonly<Record<string, string>>): FakeAnswer =>
  error(429, 'Throttled', 'Request was not processed because too many requests were received.', headers);
const page = (title: string, status = 200): FakeAnswer => ({
  status,
  headers: { 'Content-Type': 'text/html' },
  body: `<!DOCTYPE html><html><title>${title}</title></html>`,
});
const refusal = (code: number, text: string, more: object = {}, name = 'invalid_grant'): FakeAnswer => ({
  status: 400,
  body: { error: name, error_description: `AADSTS${code}: ${text}`, error_codes: [code], ...more },
});
const issued = (more: object): FakeAnswer => ({
  status: 200,
  body: { token_type: 'Bearer', access_token: aToken('row'), expires_in: 3600, ...more },
});
const jwt = (claims: object, header: object = { alg: 'RS256', typ: 'JWT', kid: 'k' }): string =>
  `${[header, claims].map(part => Buffer.from(JSON.stringify(part)).toString('base64url')).join('.')}.c2ln`;
const challenge = (text: string | string[]): FakeAnswer => ({ status: 401, headers: { 'WWW-Authenticate': text }, body: '' });
const usual = `Bearer authorization="https://login.microsoftonline.com/${tenant}", resource="https://vault.azure.net"`;
const unauthorized = (message: string): FakeAnswer => ({ ...error(401, 'Unauthorized', message, { 'WWW-Authenticate': usual }) });

const whole = '401 token 200';
const rows: readonly Row[] = [
  {
    id: 'S01',
    what: '429, Retry-After in seconds',
    vault: throttled({ 'Retry-After': '7' }),
    calls: '401 token 429',
    cause: 'throttled',
    advised: 7000,
  },
  {
    id: 'S02',
    what: '503, Retry-After in seconds',
    vault: error(503, 'ServiceUnavailable', 'busy', { 'Retry-After': '5' }),
    calls: '401 token 503',
    cause: 'service-transient-error',
    advised: 5000,
  },
  {
    id: 'S03',
    what: '429, a date that has passed',
    vault: throttled({ 'Retry-After': 'Wed, 21 Oct 2015 07:28:00 GMT' }),
    calls: '401 token 429',
    cause: 'throttled',
    advised: 0,
  },
  {
    id: 'S03',
    what: '429, no date at all',
    vault: throttled({ 'Retry-After': 'soon' }),
    calls: '401 token 429',
    cause: 'throttled',
    advised: 750,
  },
  {
    id: 'S04',
    what: '429, milliseconds before seconds',
    vault: throttled({ 'retry-after-ms': '120', 'Retry-After': '9' }),
    calls: '401 token 429',
    cause: 'throttled',
    advised: 120,
  },
  {
    id: 'S04',
    what: '503, x-ms-retry-after-ms',
    vault: error(503, 'ServiceUnavailable', 'busy', { 'x-ms-retry-after-ms': '250' }),
    calls: '401 token 503',
    cause: 'service-transient-error',
    advised: 250,
  },
  {
    id: 'S05',
    what: 'a day: not waited for',
    vault: throttled({ 'Retry-After': '86400' }),
    directives: '# @retry sdk\n',
    calls: '401 token 429',
    cause: 'throttled',
    advised: 86_400_000,
  },
  {
    id: 'S06',
    what: '408',
    vault: error(408, 'RequestTimeout', 'late'),
    calls: '401 token 408',
    cause: 'service-transient-error',
    advised: 750,
  },
  ...[500, 502, 504].map(
    (status): Row => ({
      id: 'S06',
      what: `${status}`,
      vault: error(status, 'InternalServerError', 'sorry'),
      calls: `401 token ${status}`,
      cause: 'service-transient-error',
      advised: 750,
    }),
  ),
  {
    id: 'S07',
    login: (_seen, count) => issued({ access_token: aToken(`token ${count}`) }),
    what: '401 to a token: claims challenge, without end',
    vault: challenge(
      `${usual}, error="insufficient_claims", claims="${Buffer.from('{"access_token":{"nbf":{"value":"1"}}}').toString('base64')}"`,
    ),
    calls: '401 token 401 token 401',
    cause: 'cae-claims-challenge',
  },
  {
    id: 'S08',
    what: '403 of a firewall',
    vault: {
      status: 403,
      headers: { 'x-ms-keyvault-region': 'w' },
      body: {
        error: {
          code: 'Forbidden',
          message: 'Client address is not authorized and caller is not a trusted service.\r\nClient address: 203.0.113.7',
          innererror: { code: 'ForbiddenByFirewall' },
        },
      },
    },
    calls: '401 token 403',
    cause: 'firewall-ip-not-allowed',
  },
  { id: 'S09', what: '404 with a page', vault: page('Not found', 404), calls: '401 token 404', cause: 'proxy-own-answer' },
  {
    id: 'S10',
    what: '409 of a deleted name',
    vault: {
      status: 409,
      headers: { 'x-ms-keyvault-region': 'w' },
      body: {
        error: {
          code: 'Conflict',
          message: 'Secret x is currently in a deleted but recoverable state',
          innererror: { code: 'ObjectIsDeletedButRecoverable' },
        },
      },
    },
    calls: '401 token 409',
    cause: 'soft-deleted-conflict',
  },
  {
    id: 'P03',
    what: 'a portal page instead of the vault',
    vault: page('Sign in to the network'),
    calls: '401 token 200',
    cause: 'proxy-portal-page',
  },
  {
    id: 'P03',
    what: 'a portal page instead of the first answer',
    probe: page('Sign in to the network'),
    calls: '200',
    cause: 'proxy-portal-page',
  },
  {
    id: 'P03',
    what: 'a portal page instead of the token endpoint',
    login: page('Sign in to the network'),
    calls: '401 token:200',
    cause: 'proxy-portal-page',
  },
  {
    id: 'P04',
    what: 'the vault redirects to a portal',
    probe: { status: 302, headers: { Location: 'https://portal.example/login' }, body: '' },
    calls: '302',
    cause: 'http-redirect',
    verdict: 'unknown',
  },
  {
    id: 'P04',
    what: 'the token endpoint redirects',
    login: { status: 302, headers: { Location: 'https://portal.example/login' }, body: '' },
    calls: '401 token:302',
    cause: 'http-redirect',
  },
  {
    id: 'P06',
    what: 'a 403 of a proxy',
    probe: { ...page('Blocked by policy', 403), headers: { 'Content-Type': 'text/html', Via: '1.1 proxy.corp', Server: 'squid' } },
    calls: '403',
    cause: 'proxy-own-answer',
  },
  {
    id: 'P06',
    what: 'a 401 of a proxy',
    probe: {
      status: 401,
      headers: { 'Content-Type': 'text/html', Via: '1.1 proxy.corp', Server: 'squid', 'WWW-Authenticate': 'Basic realm="proxy"' },
      body: '<html><title>Login</title></html>',
    },
    calls: '401',
    cause: 'proxy-own-answer',
  },
  {
    id: 'H18',
    what: 'a redirect to itself',
    probe: { status: 302, headers: { Location: '/secrets/db?api-version=7.6' }, body: '' },
    directives: '# @follow-redirect\n',
    calls: '302 302 302 302 302 302',
    cause: 'http-redirect',
    verdict: 'unknown',
  },
  {
    id: 'H18',
    what: 'a redirect to another origin, not followed',
    probe: { status: 307, headers: { Location: 'https://other.vault.azure.net/x' }, body: '' },
    calls: '307',
    cause: 'http-redirect',
    verdict: 'unknown',
  },
  {
    id: 'H18',
    what: 'a redirect to file:',
    probe: { status: 302, headers: { Location: 'file:///etc/passwd' }, body: '' },
    directives: '# @follow-redirect\n',
    calls: '302',
    cause: 'http-redirect',
    verdict: 'unknown',
  },
  { id: 'H19', what: 'two WWW-Authenticate lines', probe: challenge(['Negotiate', usual]), calls: whole, cause: 'benign-challenge' },
  { id: 'H19', what: 'two challenges in one line', probe: challenge(`Negotiate, ${usual}`), calls: whole, cause: 'benign-challenge' },
  { id: 'H20', what: '401 without WWW-Authenticate', probe: { status: 401, body: '' }, calls: '401', cause: 'http-missing-challenge' },
  {
    id: 'K01',
    what: 'malformed JSON',
    login: { status: 200, headers: { 'Content-Type': 'application/json' }, body: '{"access_token":"abc' },
    calls: '401 token:200',
    cause: 'http-not-json',
  },
  {
    id: 'K02',
    what: '200 with an error in it',
    login: { ...refusal(7000215, 'Invalid client secret provided.', {}, 'invalid_client'), status: 200 },
    calls: '401 token:200',
    cause: 'client-secret-invalid',
  },
  {
    id: 'K03',
    what: 'AADSTS7000222',
    login: refusal(7000222, 'The provided client secret keys for app are expired.', {}, 'invalid_client'),
    calls: '401 token:400',
    cause: 'client-secret-expired',
  },
  {
    id: 'K03',
    what: 'AADSTS700016',
    login: refusal(700016, 'Application was not found in the directory.', {}, 'unauthorized_client'),
    calls: '401 token:400',
    cause: 'app-not-in-tenant',
  },
  {
    id: 'K03',
    what: 'AADSTS90002',
    login: refusal(90002, 'Tenant not found.', {}, 'invalid_request'),
    calls: '401 token:400',
    cause: 'tenant-not-found',
  },
  {
    id: 'K04',
    what: 'a token without exp',
    login: issued({ access_token: jwt({ aud: 'https://vault.azure.net', tid: tenant }) }),
    calls: whole,
    cause: 'benign-challenge',
  },
  { id: 'K05', what: 'an opaque token', login: issued({ access_token: 'an-opaque-token' }), calls: whole, cause: 'benign-challenge' },
  {
    id: 'K06',
    what: 'an encrypted token',
    login: issued({ access_token: `${Buffer.from('{"alg":"RSA-OAEP","enc":"A256GCM"}').toString('base64url')}.a.b.c.d` }),
    calls: whole,
    cause: 'benign-challenge',
  },
  {
    id: 'K07',
    what: 'an audience with a slash',
    login: issued({ access_token: jwt({ aud: 'https://vault.azure.net/', tid: tenant, exp: 4e9 }) }),
    vault: unauthorized('AKV10022: Invalid audience.'),
    calls: '401 token 401 token',
    cause: 'wrong-audience-trailing-slash',
  },
  {
    id: 'K07',
    what: 'a list of audiences',
    login: issued({ access_token: jwt({ aud: ['https://vault.azure.net'], tid: tenant, exp: 4e9 }) }),
    calls: whole,
    cause: 'benign-challenge',
  },
  {
    id: 'K08',
    what: 'an expired token from the endpoint',
    login: issued({ access_token: jwt({ aud: 'https://vault.azure.net', tid: tenant, exp: 1_500_000_000 }) }),
    vault: unauthorized("[TokenExpired] Error validating token: 'S2S12086'."),
    calls: '401 token 401 token',
    cause: 'expired-token',
  },
  {
    id: 'K08',
    what: 'a token that is not valid yet',
    login: issued({ access_token: jwt({ aud: 'https://vault.azure.net', tid: tenant, nbf: 4e9, exp: 5e9 }) }),
    vault: unauthorized("Error validating token: 'S2S12005': the token is not yet valid."),
    calls: '401 token 401 token',
    cause: 'not-yet-valid-token',
  },
  {
    id: 'K09',
    what: 'a token of another tenant',
    login: issued({
      access_token: jwt({
        aud: 'https://vault.azure.net',
        tid: '99999999-2222-3333-4444-555555555555',
        iss: 'https://sts.windows.net/99999999-2222-3333-4444-555555555555/',
        exp: 4e9,
      }),
    }),
    vault: unauthorized(
      `AKV10032: Invalid issuer. Expected one of https://sts.windows.net/${tenant}/, found https://sts.windows.net/99999999-2222-3333-4444-555555555555/.`,
    ),
    calls: '401 token 401 token',
    cause: 'wrong-tenant',
  },
  {
    id: 'K10',
    what: 'a v2 issuer',
    login: issued({
      access_token: jwt({
        aud: 'https://vault.azure.net',
        ver: '2.0',
        tid: tenant,
        iss: `https://login.microsoftonline.com/${tenant}/v2.0`,
        exp: 4e9,
      }),
    }),
    calls: whole,
    cause: 'benign-challenge',
  },
  ...['3600', -5, 1e15, 'soon', null].map(
    (expires_in): Row => ({
      id: 'K11',
      what: `expires_in ${JSON.stringify(expires_in)}`,
      login: issued({ expires_in }),
      calls: whole,
      cause: 'benign-challenge',
    }),
  ),
  {
    id: 'K12',
    what: 'a claim twice',
    login: issued({
      access_token: `${jwt({}).split('.')[0]}.${Buffer.from('{"aud":"https://evil","aud":"https://vault.azure.net","exp":4000000000}').toString('base64url')}.c2ln`,
    }),
    calls: whole,
    cause: 'benign-challenge',
  },
  {
    id: 'K13',
    what: 'a token of 17 KB',
    login: issued({ access_token: jwt({ aud: 'https://vault.azure.net', exp: 4e9, groups: 'x'.repeat(13_000) }) }),
    calls: whole,
    cause: 'benign-challenge',
  },
  {
    id: 'K14',
    what: 'interaction required',
    login: refusal(50076, 'you must use multi-factor authentication', { suberror: 'basic_action' }, 'interaction_required'),
    calls: '401 token:400',
    cause: 'mfa-required',
  },
  {
    id: 'K15',
    what: 'consent missing',
    login: refusal(65001, 'The user or administrator has not consented'),
    calls: '401 token:400',
    cause: 'consent-missing',
  },
  {
    id: 'K16',
    what: 'conditional access',
    login: refusal(53003, 'Access has been blocked by Conditional Access policies.', { suberror: 'message_only' }),
    calls: '401 token:400',
    cause: 'conditional-access-blocked',
  },
];

/** Statuses in order; a token call that brought none with its status. */
function callsOf(run: Run): string {
  const token = run.trace.token !== null || run.trace.outcome.kind === 'answered';
  return exchangesOf(run.trace)
    .map(({ purpose, outcome }) => {
      const status = outcome.kind === 'response' ? outcome.response.status : outcome.kind;
      return purpose !== 'token' ? `${status}` : token ? 'token' : `token:${status}`;
    })
    .join(' ');
}

const notesOf = <K extends TraceNote['kind']>(run: Run, kind: K): readonly Extract<TraceNote, { kind: K }>[] =>
  run.trace.entries.flatMap(entry =>
    entry.kind === 'note' && entry.note.kind === kind ? [entry.note as Extract<TraceNote, { kind: K }>] : [],
  );

describe('faults of services, proxies and token endpoints', () => {
  test.each(rows)('$id $what', async ({ vault, probe, login, directives = '', calls, cause, verdict, advised }) => {
    const secret = 'canary-client-secret-1';
    azure.vault = (seen: Seen) => (seen.headers.authorization === undefined ? (probe ?? vaultAnswer(seen)) : (vault ?? vaultAnswer(seen)));
    if (login !== undefined) azure.login = typeof login === 'function' ? login : () => login;
    const engine = azure.engine({ kind: 'clientSecret', clientId, tenantId: tenant }, {}, { doors: { clientSecret: async () => secret } });
    const { run } = await send(engine, `### Read\n# @vault acme\n${directives}GET /secrets/db?api-version=7.6\n`);
    expect(callsOf(run)).toBe(calls);
    expect(run.findings[0]?.cause ?? 'none').toBe(cause);
    expect(run.verdict).toBe(verdict ?? (cause === 'benign-challenge' ? 'expected' : 'failure'));
    expect(notesOf(run, 'retry-advised').map(note => note.sdkWaitsMs)).toEqual(advised === undefined ? [] : [advised]);
    expect(
      JSON.stringify(run, (_key, value: unknown) => (value instanceof Uint8Array ? new TextDecoder().decode(value) : value)),
    ).not.toContain(secret);
  });
});
