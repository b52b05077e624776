import { createHash } from 'node:crypto';
import { createFlowMemory } from '../../../src/core/auth/createFlowMemory.ts';
import { createCredential } from '../../../src/core/auth/credentials/createCredential.ts';
import type { FlowOutcome } from '../../../src/core/auth/flowAsk.ts';
import type { FlowMemory } from '../../../src/core/auth/flowPorts.ts';
import { runFlow } from '../../../src/core/auth/runFlow.ts';
import { judgeTarget } from '../../../src/core/auth/target.ts';
import type { HeaderPair } from '../../../src/core/model/headers.ts';
import { exchangeId } from '../../../src/core/model/ids.ts';
import type { ResolvedRequest } from '../../../src/core/model/resolvedRequest.ts';
import { Secret } from '../../../src/core/model/secret.ts';
import type { Purpose, TraceNote } from '../../../src/core/model/trace.ts';
import type { CredentialConfig } from '../../../src/core/model/vault.ts';
import { noPhases, type WireOutcome, type WireRequest } from '../../../src/core/model/wire.ts';
import { decodeToken } from '../../../src/core/token/decodeToken.ts';
import { shutDoors } from '../../../src/engine/credentialDoors.ts';

export const T = '11111111-2222-3333-4444-555555555555';
export const T2 = '99999999-2222-3333-4444-555555555555';
export const V = 'https://acme.vault.azure.net';
export const vaultResource = 'https://vault.azure.net';
/** 2026-01-01T00:00:00Z */
export const start = 1_767_225_600_000;

export interface Answer {
  readonly status: number;
  readonly headers?: readonly HeaderPair[];
  readonly body?: string;
}

/** One call as a test reads it. `token` is the bearer token, or null. */
export interface Seen {
  readonly purpose: Purpose;
  readonly method: string;
  readonly url: string;
  readonly token: string | null;
  readonly body: string;
  readonly headers: readonly HeaderPair[];
}

export const challenge401 = (tenant = T, resource = vaultResource, more = ''): Answer => ({
  status: 401,
  headers: [['WWW-Authenticate', `Bearer authorization="https://login.microsoftonline.com/${tenant}", resource="${resource}"${more}`]],
});

/** `token-1`, `token-2` … in the order of the token calls. */
export const issueToken =
  (more: object = { expires_in: 3600 }): ((seen: Seen, count: number) => Answer) =>
  (_seen, count) => ({ status: 200, body: JSON.stringify({ token_type: 'Bearer', access_token: `token-${count}`, ...more }) });

export function aRequest(override: Partial<ResolvedRequest> = {}): ResolvedRequest {
  return {
    name: 'readSecret',
    title: null,
    line: 0,
    method: 'GET',
    url: `${V}/secrets/db?api-version=7.6`,
    headers: [],
    body: undefined,
    vault: 'acme',
    credential: 'app',
    flow: 'sdk',
    resource: null,
    scope: null,
    tenant: null,
    tokenEndpoint: 'v2',
    token: { kind: 'auto' },
    challenge: 'cached',
    timeoutMs: null,
    retry: 'none',
    followRedirect: false,
    noLog: false,
    assertions: [],
    secrets: [],
    ...override,
  };
}

/** Services and clock of one test: every vault call goes to `vault`, every token call to `entra`. */
export class FlowWorld {
  readonly seen: Seen[] = [];
  readonly notes: TraceNote[] = [];
  readonly waits: number[] = [];
  memory: FlowMemory = createFlowMemory();
  now = start;
  vault: (seen: Seen, count: number) => Answer | Promise<Answer> = ({ token }) =>
    token === null ? challenge401() : { status: 200, body: '{}' };
  entra: (seen: Seen, count: number) => Answer | Promise<Answer> = issueToken();
  credential: CredentialConfig = { name: 'app', kind: 'clientSecret', clientId: '22222222-0000-0000-0000-000000000000', tenantId: T };
  /** Whether `credential` is configured at all. */
  isConfigured = true;
  secret: string | undefined = 'the-client-secret';
  vaultTenant: string | undefined;
  allowedHosts: readonly string[] = [];
  #tokenCalls = 0;
  #vaultCalls = 0;

  /** Purposes with statuses: `challenge 401`, `token 200`, `request 200`. */
  get calls(): readonly string[] {
    return this.#log;
  }
  readonly #log: string[] = [];

  async run(override: Partial<ResolvedRequest> = {}, signal: AbortSignal = new AbortController().signal): Promise<FlowOutcome> {
    const request = aRequest(override);
    const rules = { trusted: true, allowedHosts: this.allowedHosts, embedded: null };
    const judged = judgeTarget(request.url, request.flow !== 'anonymous', rules);
    if (judged.kind === 'blocked') return { kind: 'blocked', code: judged.code, message: judged.text };
    const ports = {
      send: (wire: WireRequest, purpose: Purpose, stop: AbortSignal) => this.#send(wire, purpose, stop),
      record: (event: { kind: string; note?: TraceNote }) => {
        if (event.note !== undefined) this.notes.push(event.note);
      },
      now: () => this.now,
      wait: async (ms: number) => {
        this.waits.push(ms);
        this.now += ms;
      },
      random: () => 0.5,
      decodeToken: (token: Secret, source: 'cache') =>
        decodeToken(token.reveal(), text => createHash('sha256').update(text).digest('hex'), source),
    };
    return runFlow(
      {
        request,
        target: judged.target,
        rules,
        credential: this.isConfigured ? createCredential(this.credential) : null,
        vaultTenant: this.vaultTenant,
        embedded: null,
        ports,
        doors: {
          ...ports,
          secret: async () => (this.secret === undefined ? undefined : new Secret(this.secret)),
          hide: (text: string) => new Secret(text),
          retry: request.retry,
          refreshTokens: this.memory.refreshTokens,
          machine: shutDoors,
        },
        memory: this.memory,
      } as Parameters<typeof runFlow>[0],
      signal,
    );
  }

  notesOf<K extends TraceNote['kind']>(kind: K): readonly Extract<TraceNote, { kind: K }>[] {
    return this.notes.filter((note): note is Extract<TraceNote, { kind: K }> => note.kind === kind);
  }

  async #send(wire: WireRequest, purpose: Purpose, signal: AbortSignal): Promise<WireOutcome & { id: ReturnType<typeof exchangeId> }> {
    signal.throwIfAborted();
    const id = exchangeId(this.seen.length);
    const authorization = wire.headers.find(([name]) => name.toLowerCase() === 'authorization')?.[1];
    const seen: Seen = {
      purpose,
      method: wire.method,
      url: wire.url,
      token: authorization?.replace(/^Bearer /, '') ?? null,
      body: new TextDecoder().decode(wire.body ?? new Uint8Array()),
      headers: wire.headers,
    };
    this.seen.push(seen);
    const answer = purpose === 'token' ? await this.entra(seen, ++this.#tokenCalls) : await this.vault(seen, ++this.#vaultCalls);
    signal.throwIfAborted();
    this.#log.push(`${purpose} ${answer.status}`);
    const bytes = new TextEncoder().encode(answer.body ?? '');
    const response = {
      status: answer.status,
      reason: '',
      httpVersion: 'HTTP/1.1',
      headers: answer.headers ?? [],
      body: { bytes, wireBytes: bytes.length, decodedBytes: bytes.length, cut: undefined },
      interim: [],
      oddities: [],
    };
    const connection = { reused: false, remoteAddress: null, proxy: null, tls: null, attempts: [] };
    return { id, kind: 'response', response, phases: noPhases, connection };
  }
}
