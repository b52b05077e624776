import type { ChallengeFacts } from '../../../src/core/model/challenge.ts';
import type { HeaderPair } from '../../../src/core/model/headers.ts';
import { exchangeId, runId } from '../../../src/core/model/ids.ts';
import type { TokenFacts } from '../../../src/core/model/tokenFacts.ts';
import type { Exchange, Trace, TraceEntry, TraceNote, TraceRequest } from '../../../src/core/model/trace.ts';
import type { ConnectionFacts, Phases, WireResponse } from '../../../src/core/model/wire.ts';
import { noPhases } from '../../../src/core/model/wire.ts';

/** 2026-03-04T12:00:00Z in epoch ms: when every run of these tests starts. */
export const startedAt = Date.UTC(2026, 2, 4, 12, 0, 0);
export const started = startedAt / 1000;
export const tenant = '11111111-1111-4111-8111-111111111111';
export const vaultResource = 'https://vault.azure.net';
export const secretUrl = 'https://contoso.vault.azure.net/secrets/db-password?api-version=7.6';
export const tokenUrl = `https://login.microsoftonline.com/${tenant}/oauth2/v2.0/token`;

export const bytes = (text: string): Uint8Array => new TextEncoder().encode(text);

export function aRequest(over: Partial<TraceRequest> = {}): TraceRequest {
  return {
    name: 'readSecret',
    title: null,
    method: 'GET',
    url: secretUrl,
    vault: 'contoso',
    credential: 'app',
    flow: 'sdk',
    line: 4,
    ...over,
  };
}

export function aConnection(over: Partial<ConnectionFacts> = {}): ConnectionFacts {
  return {
    reused: false,
    remoteAddress: '20.50.4.17:443',
    proxy: null,
    tls: {
      version: 'TLSv1.3',
      cipher: 'TLS_AES_256_GCM_SHA384',
      alpn: 'http/1.1',
      certificate: {
        subject: 'CN=*.vault.azure.net',
        issuer: 'CN=Microsoft Azure RSA TLS Issuing CA 04, O=Microsoft Corporation, C=US',
        names: 'DNS:*.vault.azure.net, DNS:*.vaultcore.azure.net',
        validFrom: Date.UTC(2026, 0, 1),
        validTo: Date.UTC(2026, 5, 30),
        sha256: '5C:8E:41:77:90:AB:33:0D:5F:61:D2:0E:8C:93:AA:FE:17:6B:20:44:C9:E1:58:32:7D:F0:15:6A:B3:04:8D:29',
      },
    },
    attempts: [],
    ...over,
  };
}

export function somePhases(over: Partial<Phases> = {}): Phases {
  return { ...noPhases, dns: 6, connect: 11, tls: 24, send: 0.4, wait: 21, receive: 0.8, ...over };
}

export const reusedPhases: Phases = { ...noPhases, send: 0.3, wait: 34, receive: 1.2 };

export function aResponse(status: number, reason: string, body: string, headers: readonly HeaderPair[] = []): WireResponse {
  const content = bytes(body);
  return {
    status,
    reason,
    httpVersion: '1.1',
    headers: [
      ['Cache-Control', 'no-cache'],
      ['Content-Type', 'application/json; charset=utf-8'],
      ['x-ms-keyvault-region', 'westeurope'],
      ['x-ms-request-id', '6f1d0f52-3d94-4a0c-9c58-7b1c2a90f3aa'],
      ['Date', new Date(startedAt).toUTCString()],
      ['Content-Length', String(content.length)],
      ...headers,
    ],
    body: { bytes: content, wireBytes: content.length, decodedBytes: content.length, cut: undefined },
    interim: [],
    oddities: [],
  };
}

export function anExchange(over: Partial<Exchange> = {}): Exchange {
  const start = over.startedAt ?? 0;
  return {
    id: exchangeId(0),
    purpose: 'request',
    request: {
      method: 'GET',
      url: secretUrl,
      headers: [
        ['Host', 'contoso.vault.azure.net'],
        ['Accept', 'application/json'],
        ['User-Agent', 'kvhttp/0.1.0'],
        ['x-ms-client-request-id', '0a52a2c3-8f0e-4a41-a38f-1cbb0a1c6c21'],
      ],
      body: undefined,
    },
    startedAt: start,
    endedAt: start + 63,
    phases: somePhases(),
    connection: aConnection(),
    outcome: { kind: 'response', response: aResponse(200, 'OK', '{}') },
    ...over,
  };
}

export const entry = (exchange: Exchange): TraceEntry => ({ kind: 'exchange', exchange });
export const note = (at: number, what: TraceNote): TraceEntry => ({ kind: 'note', at, note: what });

export const challengeHeader = `Bearer authorization="https://login.microsoftonline.com/${tenant}", resource="${vaultResource}"`;

export function aChallenge(over: Partial<ChallengeFacts> = {}): ChallengeFacts {
  return {
    authority: `https://login.microsoftonline.com/${tenant}`,
    tenant,
    resource: vaultResource,
    scope: `${vaultResource}/.default`,
    error: null,
    errorDescription: null,
    claims: null,
    raw: [challengeHeader],
    warnings: [],
    ...over,
  };
}

export function aToken(claims: TokenFacts['claims'] = {}, over: Partial<TokenFacts> = {}): TokenFacts {
  return {
    header: { typ: 'JWT', alg: 'RS256', x5t: 'YTceO5IJyyqR6jzDS5iAbpe42Js', kid: 'YTceO5IJyyqR6jzDS5iAbpe42Js' },
    claims: {
      aud: vaultResource,
      iss: `https://sts.windows.net/${tenant}/`,
      iat: started - 300,
      nbf: started - 300,
      exp: started + 3540,
      aio: 'k2RgYFjxqO3r3Zc8l5eaPLwT',
      appid: '22222222-2222-4222-8222-222222222222',
      appidacr: '1',
      idp: `https://sts.windows.net/${tenant}/`,
      idtyp: 'app',
      oid: '33333333-3333-4333-8333-333333333333',
      rh: '1.AScA',
      sub: '33333333-3333-4333-8333-333333333333',
      tid: tenant,
      uti: 'mP1kq6Vb8UqQx0l4bM0IAA',
      ver: '1.0',
      ...claims,
    },
    fingerprint: '9f2c41d07be8',
    problems: [],
    source: 'token-endpoint',
    ...over,
  };
}

export function aTrace(over: Partial<Trace> = {}): Trace {
  return {
    id: runId('run-1'),
    startedAt,
    request: aRequest(),
    entries: [],
    challenge: null,
    token: null,
    outcome: { kind: 'running' },
    ...over,
  };
}
