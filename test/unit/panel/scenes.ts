import type { ExplainedFinding } from '../../../src/core/model/finding.ts';
import { exchangeId, runId } from '../../../src/core/model/ids.ts';
import type { Run } from '../../../src/core/model/run.ts';
import type { Exchange, Trace } from '../../../src/core/model/trace.ts';
import { noPhases } from '../../../src/core/model/wire.ts';
import {
  aChallenge,
  aConnection,
  anExchange,
  aRequest,
  aResponse,
  aToken,
  aTrace,
  bytes,
  challengeHeader,
  entry,
  note,
  reusedPhases,
  secretUrl,
  somePhases,
  started,
  startedAt,
  tenant,
  tokenUrl,
  vaultResource,
} from './traceBuilders.ts';

const secretBody = `{"value":"[redacted]","contentType":"text/plain","id":"https://contoso.vault.azure.net/secrets/db-password/4387e9f3d6e14c459867679a90fd0f79","attributes":{"enabled":true,"created":1767225600,"updated":1767225600,"recoveryLevel":"Recoverable+Purgeable","recoverableDays":90},"tags":{"owner":"payroll"}}`;
const unauthorized = (code: string, message: string): string => JSON.stringify({ error: { code, message } });

function aFinding(over: Partial<ExplainedFinding> & Pick<ExplainedFinding, 'cause' | 'title' | 'explanation' | 'fix'>): ExplainedFinding {
  return { certainty: 'proven', candidates: [], evidence: [], links: [], ...over };
}

const probe: Exchange = anExchange({
  id: exchangeId(0),
  purpose: 'challenge',
  outcome: {
    kind: 'response',
    response: aResponse(401, 'Unauthorized', unauthorized('Unauthorized', 'AKV10000: Request is missing a Bearer or PoP token.'), [
      ['WWW-Authenticate', challengeHeader],
    ]),
  },
});

function tokenCall(over: Partial<Exchange> = {}): Exchange {
  return anExchange({
    id: exchangeId(1),
    purpose: 'token',
    startedAt: 64,
    endedAt: 146,
    phases: somePhases({ dns: 4, connect: 14, tls: 27, wait: 35, receive: 1.5 }),
    request: {
      method: 'POST',
      url: tokenUrl,
      headers: [
        ['Host', 'login.microsoftonline.com'],
        ['Content-Type', 'application/x-www-form-urlencoded'],
        ['Accept', 'application/json'],
      ],
      body: bytes(
        'grant_type=client_credentials&client_id=22222222-2222-4222-8222-222222222222&client_secret=[redacted]&scope=https%3A%2F%2Fvault.azure.net%2F.default',
      ),
    },
    connection: aConnection({ remoteAddress: '20.190.159.2:443' }),
    outcome: {
      kind: 'response',
      response: aResponse(200, 'OK', '{"token_type":"Bearer","expires_in":3599,"ext_expires_in":3599,"access_token":"[redacted]"}'),
    },
    ...over,
  });
}

function finalCall(over: Partial<Exchange> = {}): Exchange {
  return anExchange({
    id: exchangeId(2),
    startedAt: 147,
    endedAt: 182,
    phases: reusedPhases,
    connection: aConnection({ reused: true }),
    request: { ...anExchange().request, headers: [...anExchange().request.headers, ['Authorization', 'Bearer [redacted]']] },
    outcome: { kind: 'response', response: aResponse(200, 'OK', secretBody) },
    ...over,
  });
}

const challengeRead = note(63, { kind: 'challenge-read', origin: 'https://contoso.vault.azure.net', tenant, resource: vaultResource });
const kept = note(146, { kind: 'token-stored', audience: vaultResource, expiresAt: started + 3540 });
const handshakeEntries = [entry(probe), challengeRead, entry(tokenCall()), kept, entry(finalCall())];

function aRun(trace: Trace, over: Partial<Run>): Run {
  return { trace, findings: [], assertions: [], verdict: 'expected', headline: '', ...over };
}

/** The three calls of a cold SDK client, all as they should be. */
const handshake: Run = aRun(
  aTrace({
    id: runId('handshake'),
    entries: handshakeEntries,
    challenge: aChallenge(),
    token: aToken(),
    outcome: { kind: 'answered', exchange: exchangeId(2) },
  }),
  {
    headline: '200 after the usual 401 handshake · 3 calls · 182 ms',
    findings: [
      aFinding({
        cause: 'benign-challenge',
        title: 'The first 401 is the usual handshake',
        explanation: 'The client called without a token, and the vault answered 401 to say where a token comes from and for what.',
        fix: 'Nothing to repair.\n1. Build one client and keep it.\n2. In an alert on 401s, leave out those that a success follows.',
        evidence: [{ exchange: exchangeId(0), where: 'response.header www-authenticate', value: challengeHeader }],
      }),
    ],
    assertions: [
      { text: 'calls == 401 token 200', line: 8, ok: true, expected: '401 token 200', actual: '401 token 200' },
      {
        text: 'token.aud == https://vault.azure.net',
        line: 9,
        ok: true,
        expected: 'https://vault.azure.net',
        actual: 'https://vault.azure.net',
      },
    ],
  },
);

/** Token first, for a resource with a slash too many. */
const trailingSlash: Run = aRun(
  aTrace({
    id: runId('trailing-slash'),
    request: aRequest({ name: 'trailingSlash', flow: 'rest' }),
    entries: [
      entry(tokenCall({ id: exchangeId(0), startedAt: 0, endedAt: 82 })),
      note(82, { kind: 'token-stored', audience: `${vaultResource}/`, expiresAt: started + 3540 }),
      entry(
        finalCall({
          id: exchangeId(1),
          startedAt: 83,
          endedAt: 146,
          phases: somePhases(),
          connection: aConnection(),
          outcome: {
            kind: 'response',
            response: aResponse(
              401,
              'Unauthorized',
              unauthorized(
                'Unauthorized',
                'AKV10022: Invalid audience. Expected https://vault.azure.net, found: https://vault.azure.net/.',
              ),
              [
                [
                  'WWW-Authenticate',
                  `${challengeHeader.replace('Bearer ', 'Bearer error="invalid_token", error_description="AKV10022", ')}`,
                ],
              ],
            ),
          },
        }),
      ),
    ],
    challenge: aChallenge({ error: 'invalid_token', errorDescription: 'AKV10022' }),
    token: aToken({ aud: `${vaultResource}/` }),
    outcome: { kind: 'answered', exchange: exchangeId(1) },
  }),
  {
    verdict: 'failure',
    headline: "401: the token's audience ends in a slash · 2 calls · 146 ms",
    findings: [
      aFinding({
        cause: 'wrong-audience-trailing-slash',
        title: "The token's audience ends in a slash",
        explanation:
          'The token is for https://vault.azure.net/ and the vault accepts https://vault.azure.net only. Entra ID issues a token for either; the vault compares them character by character.',
        fix: 'Ask for the resource https://vault.azure.net without the slash at its end, or, with the v2 endpoint, for the scope https://vault.azure.net/.default.',
        evidence: [
          { exchange: exchangeId(1), where: 'token.aud', value: `${vaultResource}/` },
          { exchange: exchangeId(1), where: 'challenge.resource', value: vaultResource },
          { exchange: exchangeId(1), where: 'response.header www-authenticate', value: 'error_description="AKV10022"' },
        ],
        links: [{ title: 'Key Vault authentication', url: 'https://learn.microsoft.com/azure/key-vault/general/authentication' }],
      }),
    ],
    assertions: [
      { text: 'status == 401', line: 16, ok: true, expected: '401', actual: '401' },
      {
        text: 'token.aud == https://vault.azure.net',
        line: 17,
        ok: false,
        expected: 'https://vault.azure.net',
        actual: 'https://vault.azure.net/',
      },
    ],
  },
);

/** The same an hour later, without the slash. */
export const repairedSlash: Run = aRun(
  {
    ...trailingSlash.trace,
    id: runId('repaired-slash'),
    startedAt: startedAt + 3_600_000,
    token: aToken({ iat: started + 3000, nbf: started + 3000, exp: started + 7000, uti: 'another' }),
    entries: trailingSlash.trace.entries.map(one =>
      one.kind === 'exchange' && one.exchange.id === 1
        ? entry({ ...one.exchange, outcome: { kind: 'response', response: aResponse(200, 'OK', secretBody) } })
        : one,
    ),
  },
  { headline: '200 with a new token · 2 calls · 146 ms' },
);

/** Recognised, but without a role. */
const forbidden: Run = aRun(
  aTrace({
    id: runId('forbidden'),
    entries: [
      entry(probe),
      challengeRead,
      note(64, { kind: 'token-cached', audience: vaultResource, expiresAt: started + 3540 }),
      entry(
        finalCall({
          id: exchangeId(1),
          startedAt: 65,
          endedAt: 100,
          outcome: {
            kind: 'response',
            response: aResponse(
              403,
              'Forbidden',
              JSON.stringify({
                error: {
                  code: 'Forbidden',
                  message:
                    'Caller is not authorized to perform action on resource.\r\nAction: Microsoft.KeyVault/vaults/secrets/getSecret/action\r\nDecisionReason: DeniedWithNoValidRBAC\r\nVault: contoso;location=westeurope',
                  innererror: { code: 'ForbiddenByRbac' },
                },
              }),
            ),
          },
        }),
      ),
    ],
    challenge: aChallenge(),
    token: aToken({}, { source: 'cache' }),
    outcome: { kind: 'answered', exchange: exchangeId(1) },
  }),
  {
    verdict: 'failure',
    headline: '403: no role lets this identity read secrets · 2 calls · 100 ms',
    findings: [
      aFinding({
        cause: 'rbac-role-missing',
        certainty: 'likely',
        candidates: ['rbac-role-missing', 'rbac-not-effective-yet', 'rbac-control-plane-role-only'],
        title: 'No role assignment allows this action',
        explanation:
          'The vault knows who asks (object id 3333…) and its permission model is Azure RBAC, but no role at the vault, its group or its subscription holds Microsoft.KeyVault/vaults/secrets/getSecret/action.',
        fix: 'Assign the role Key Vault Secrets User to the object id 33333333-3333-4333-8333-333333333333 at the vault. It can take some minutes until it counts.',
        evidence: [{ exchange: exchangeId(1), where: 'response.body error.innererror.code', value: 'ForbiddenByRbac' }],
      }),
    ],
  },
);

/** The vault's address refuses the connection. */
const refused: Run = aRun(
  aTrace({
    id: runId('refused'),
    entries: [
      entry(
        anExchange({
          purpose: 'challenge',
          endedAt: 14,
          phases: { ...noPhases, dns: 6, connect: 8 },
          connection: aConnection({
            remoteAddress: null,
            tls: null,
            attempts: [
              { address: '2603:1020::17', family: 6, ms: 3, error: 'ENETUNREACH' },
              { address: '20.50.4.17', family: 4, ms: 5, error: 'ECONNREFUSED' },
            ],
          }),
          outcome: {
            kind: 'failed',
            failure: {
              code: 'net-refused',
              phase: 'connect',
              message: 'The address 20.50.4.17:443 refused the connection.',
              rawCodes: ['ECONNREFUSED'],
              partial: undefined,
            },
          },
        }),
      ),
    ],
    outcome: { kind: 'failed', exchange: exchangeId(0), message: 'The address 20.50.4.17:443 refused the connection.' },
  }),
  {
    verdict: 'failure',
    headline: 'contoso.vault.azure.net refused the connection · 1 call · 14 ms',
    findings: [
      aFinding({
        cause: 'net-refused',
        title: 'The connection was refused',
        explanation: 'The name resolves, but nothing listens at 20.50.4.17:443, or a firewall answers in its place.',
        fix: 'Check that the vault name is right and that this network may reach it: a private endpoint needs its private DNS zone.',
        evidence: [{ exchange: exchangeId(0), where: 'failure', value: 'ECONNREFUSED' }],
      }),
    ],
  },
);

/** Nothing was sent. */
const blocked: Run = aRun(
  aTrace({
    id: runId('blocked'),
    entries: [note(0, { kind: 'blocked', code: 'untrusted-workspace', text: 'nothing sent: this workspace is not trusted' })],
    outcome: {
      kind: 'blocked',
      code: 'untrusted-workspace',
      message: 'Nothing was sent, because this workspace is not trusted. The sample vault works without trust.',
    },
  }),
  { verdict: 'failure', headline: 'Not sent: this workspace is not trusted' },
);

/** One call: challenge and token were known. */
const cached: Run = aRun(
  aTrace({
    id: runId('cached'),
    entries: [
      note(0, { kind: 'challenge-cached', origin: 'https://contoso.vault.azure.net', tenant, resource: vaultResource }),
      note(0.2, { kind: 'token-cached', audience: vaultResource, expiresAt: started + 3540 }),
      entry(finalCall({ id: exchangeId(0), startedAt: 0.4, endedAt: 35.9 })),
    ],
    challenge: aChallenge(),
    token: aToken({}, { source: 'cache' }),
    outcome: { kind: 'answered', exchange: exchangeId(0) },
  }),
  { headline: '200 with the token from the cache · 1 call · 36 ms' },
);

/** The token endpoint has not answered yet. */
const running: { readonly trace: Trace } = {
  trace: aTrace({
    id: runId('running'),
    entries: [
      entry(probe),
      challengeRead,
      entry(tokenCall({ endedAt: null, phases: noPhases, connection: null, outcome: { kind: 'pending' } })),
    ],
    challenge: aChallenge(),
  }),
};

/** The user stopped it while the token endpoint was silent. */
const cancelled: Run = aRun(
  {
    ...running.trace,
    id: runId('cancelled'),
    entries: running.trace.entries.map(one =>
      one.kind === 'exchange' && one.exchange.endedAt === null ? entry({ ...one.exchange, endedAt: 410 }) : one,
    ),
    outcome: { kind: 'cancelled' },
  },
  { verdict: 'unknown', headline: 'cancelled · 2 calls · 410 ms' },
);

/** No token at all, on purpose. */
const anonymous: Run = aRun(
  aTrace({
    id: runId('anonymous'),
    request: aRequest({ name: null, flow: 'anonymous', url: secretUrl }),
    entries: [entry({ ...probe, purpose: 'request' })],
    challenge: aChallenge(),
    outcome: { kind: 'answered', exchange: exchangeId(0) },
  }),
  {
    verdict: 'failure',
    headline: '401: the request carried no token · 1 call · 63 ms',
    findings: [
      aFinding({
        cause: 'missing-token',
        title: 'The request carried no token',
        explanation:
          'The vault answered with a challenge. An SDK client would now ask the named tenant for a token; this request was told not to.',
        fix: 'Send it with the SDK flow.',
        evidence: [{ exchange: exchangeId(0), where: 'response.header www-authenticate', value: challengeHeader }],
      }),
    ],
  },
);

/** The machine's clock is seven minutes ahead of the server's. */
export const skewedClock: Run = { ...handshake, trace: { ...handshake.trace, id: runId('skewed-clock') } };

/** The token endpoint was never reached: no answer, no token. */
const noAnswer: Run = aRun(
  aTrace({
    id: runId('no-answer'),
    entries: [
      entry(probe),
      challengeRead,
      entry(
        tokenCall({
          endedAt: 30_064,
          phases: { ...noPhases, dns: 4, connect: 14, tls: 27, send: 0.2, wait: 29_955 },
          outcome: {
            kind: 'failed',
            failure: {
              code: 'net-headers-timeout',
              phase: 'wait',
              message: 'login.microsoftonline.com sent no answer within 30 s.',
              rawCodes: ['UND_ERR_HEADERS_TIMEOUT'],
              partial: undefined,
            },
          },
        }),
      ),
    ],
    challenge: aChallenge(),
    outcome: { kind: 'failed', exchange: exchangeId(1), message: 'login.microsoftonline.com sent no answer within 30 s.' },
  }),
  {
    verdict: 'failure',
    headline: 'no answer: the token endpoint did not answer in time · 2 calls · 30 s',
    findings: [
      aFinding({
        cause: 'net-headers-timeout',
        title: 'The server did not answer in time',
        explanation: 'The connection to login.microsoftonline.com stood, the request was sent, and no answer came within 30 s.',
        fix: 'Send it again. If it stays so, look for a proxy between this machine and the server.',
        evidence: [{ exchange: exchangeId(1), where: 'failure', value: 'UND_ERR_HEADERS_TIMEOUT' }],
      }),
    ],
  },
);

/** A run for each state of the panel. */
export const scenes = { handshake, trailingSlash, forbidden, refused, noAnswer, blocked, cached, running, cancelled, anonymous };
