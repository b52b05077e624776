import { existsSync, readdirSync } from 'node:fs';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import type { Run } from '../../src/core/model/run.ts';
import type { Exchange } from '../../src/core/model/trace.ts';
import { exchangesOf } from '../../src/core/timeline/foldTrace.ts';
import { createEngine } from '../../src/engine/createEngine.ts';
import type { Engine } from '../../src/protocol/engine.ts';
import { noDoors, send, settingsFor } from '../flow/engine/sendForTest.ts';
import { type Authority, createAuthority } from '../flow/transport/faults/certificates.ts';
import { lineOf, type RecordedCall, readRecording, recordingsFolder } from './recording.ts';
import { ReplayServer } from './replayServer.ts';

/**
 * Where our calls differ from the recorded ones, and why:
 * - `token calls`: the recorder kept none, or that client asked for more of them (v1 and v2, one for each operation). We ask once for each tenant and resource.
 * - `discovery`: that client asked which authority is the right one. Ours comes from the clouds' list or the settings.
 * - `challenges kept`: that client had no challenge cache. We ask a vault once.
 * - `challenges missing`: the recording begins with a token at hand, or the call that was challenged was left out. We have no token and are challenged.
 * - `order`: two operations ran at once, and so do ours: one of them asks for both.
 * - `gives up`: that client went on with a token of its own. The challenge names no resource, so there is nothing to ask for.
 */
type Difference = 'token calls' | 'discovery' | 'challenges kept' | 'challenges missing' | 'order' | 'gives up';

interface Example {
  readonly differences: readonly Difference[];
  /** Causes of the operations that do not end in 2xx, in order. */
  readonly causes?: readonly string[];
}

const unrecorded: readonly Difference[] = ['token calls'];
const examples: Readonly<Record<string, Example>> = {
  'arm-403-authorization-failed.har': { differences: ['token calls'], causes: ['control-plane-denied'] },
  'arm-create-vault-with-network-rules.har': { differences: unrecorded },
  'arm-keyvault-diagnostic-settings.har': { differences: ['token calls'] },
  'arm-list-vaults-then-keys-three-vaults.har': { differences: ['token calls'] },
  'azure-cli-secret-copy-two-vaults.har': { differences: unrecorded, causes: Array(3).fill('object-not-found') },
  'curl-403-forbidden-by-rbac-private-link.har': {
    differences: ['token calls', 'challenges missing'],
    // The transcript has no body of the second 403: nothing names a cause.
    causes: ['rbac-role-missing', 'none'],
  },
  'custodian-managed-storage-accounts.har': { differences: unrecorded },
  'custodian-secrets-login-windows-net.har': { differences: unrecorded },
  'custodian-two-vaults-rotation-policy.har': { differences: unrecorded },
  'entra-401-invalid-client-secret.har': { differences: ['challenges missing'], causes: ['client-secret-invalid'] },
  'graph-401-realm-challenge-then-token.har': { differences: ['gives up'], causes: ['missing-token'] },
  'java-403-secret-disabled.har': { differences: unrecorded, causes: ['secret-disabled'] },
  'java-404-contacts-not-found.har': { differences: unrecorded, causes: ['object-not-found'] },
  'java-certificate-csr-pending.har': { differences: unrecorded, causes: Array(2).fill('object-not-found') },
  'java-no-challenge-cache.har': { differences: ['token calls', 'challenges kept'] },
  'java-paging-secret-versions.har': { differences: unrecorded, causes: Array(2).fill('object-not-found') },
  'java-secret-two-vaults-same-token.har': { differences: unrecorded },
  'js-409-object-is-being-deleted.har': { differences: ['token calls', 'challenges kept'], causes: Array(2).fill('recover-in-progress') },
  'js-managed-hsm-backup-202.har': { differences: ['discovery'] },
  'js-managed-hsm-challenge-then-400.har': { differences: ['token calls', 'challenges missing'], causes: ['none'] },
  'js-parallel-first-requests.har': { differences: ['token calls', 'challenges kept', 'order'] },
  'net-cross-tenant-put-secret.har': { differences: unrecorded },
  'net-fluent-arm-vault-then-secrets-double-slash.har': { differences: ['token calls', 'challenges missing'] },
};

const isHere = existsSync(recordingsFolder);
if (!isHere) console.warn('skipped: ../shared/recordings is not there');

describe.skipIf(!isHere)('recordings of the real services, served back', () => {
  let authority: Authority;
  const engines: Engine[] = [];

  beforeAll(async () => {
    authority = await createAuthority('Replay');
  });
  afterAll(() => Promise.all(engines.map(engine => engine.dispose())));

  function newEngine(server: ReplayServer): Engine {
    const engine = createEngine({ ...noDoors, clientSecret: async () => 'the-client-secret' }, '0.0.0');
    engines.push(engine);
    engine.configure(
      settingsFor(null, {
        credentials: [{ name: 'app', kind: 'clientSecret', clientId: '22222222-0000-0000-0000-000000000001' }],
        certificates: [authority.certificate],
        allowedHosts: ['graph.microsoft.com'],
        connectTo: server.hosts.map(host => ({ host, port: 443, address: '127.0.0.1', addressPort: server.port })),
      }),
    );
    return engine;
  }

  test('every recording has its example', () => {
    expect(readdirSync(recordingsFolder).filter(name => name.endsWith('.har'))).toEqual(Object.keys(examples).sort());
  });

  test.each(Object.entries(examples))('%s', async (file, { differences, causes = [] }) => {
    const recorded = readRecording(file);
    const server = await ReplayServer.start(recorded, authority);
    try {
      const engine = newEngine(server);
      const ours: Exchange[] = [];
      const found: string[] = [];
      const operations = operationsOf(recorded);
      const sent = (operation: RecordedCall): Promise<Run> => send(engine, textOf(operation)).then(({ run }) => run);
      const runs = differences.includes('order') ? await Promise.all(operations.map(sent)) : await inTurn(operations, sent);
      for (const [index, run] of runs.entries()) {
        const operation = operations[index];
        ours.push(...exchangesOf(run.trace));
        if (operation?.purpose === 'request') expectDecoded(exchangesOf(run.trace).at(-1), operation);
        if (run.verdict !== 'expected') found.push(run.findings[0]?.cause ?? 'none');
      }
      expect(server.strays).toEqual([]);
      expect(comparable(ours.map(lineOfExchange), differences)).toEqual(comparable(recorded.map(lineOf), differences));
      expect(ours.filter(({ purpose }) => purpose === 'token').length).toBeLessThanOrEqual(resourcesOf(recorded));
      expect(found).toEqual(causes);
    } finally {
      server.stop();
    }
  });
});

async function inTurn<T, U>(items: readonly T[], work: (item: T) => Promise<U>): Promise<readonly U[]> {
  const done: U[] = [];
  for (const item of items) done.push(await work(item));
  return done;
}

/** What the recorded client was asked to do: all calls that are no part of a handshake. */
function operationsOf(recorded: readonly RecordedCall[]): readonly RecordedCall[] {
  const requests = recorded.filter(({ purpose }) => purpose === 'request');
  if (requests.length > 0) return requests;
  const [first] = recorded;
  if (first === undefined) return [];
  // A recording of a token call alone: the vault that it was for is not in it.
  return [
    first.purpose === 'token'
      ? { ...first, method: 'GET', url: new URL('https://acme.vault.azure.net/secrets/x?api-version=7.6'), body: '' }
      : first,
  ];
}

function textOf({ method, url, body }: RecordedCall): string {
  const flow = url.hostname.startsWith('management.') ? '# @flow rest\n' : '';
  const content = /^(?:PUT|POST|PATCH)$/.test(method) ? `Content-Type: application/json\n\n${body || '{}'}\n` : '';
  return `### Replay\n# @credential app\n${flow}${method} ${url.href}\n${content}`;
}

function expectDecoded(answer: Exchange | undefined, operation: RecordedCall): void {
  if (answer?.outcome.kind !== 'response') throw new Error(`no answer to ${operation.method} ${operation.url.href}`);
  const { status, body } = answer.outcome.response;
  expect([status, body.cut]).toEqual([operation.status, undefined]);
  const text = new TextDecoder().decode(body.bytes);
  if (operation.answer === '' || status === 204) expect(text).toBe('');
  // Secret values and tokens are redacted: the members are the same.
  else if (operation.answer.startsWith('{')) expect(membersOf(text)).toEqual(membersOf(operation.answer));
  else expect(text).toBe(operation.answer);
}

const membersOf = (text: string): readonly string[] => Object.keys(JSON.parse(text) as object);

function lineOfExchange({ purpose, request, outcome }: Exchange): string {
  const status = outcome.kind === 'response' ? outcome.response.status : 0;
  return lineOf({
    purpose: purpose === 'token' ? 'token' : purpose === 'challenge' ? 'challenge' : 'request',
    method: request.method,
    url: new URL(request.url),
    status,
  });
}

/** The lines without what the documented differences allow. */
function comparable(lines: readonly string[], differences: readonly Difference[]): readonly string[] {
  const has = (difference: Difference): boolean => differences.includes(difference);
  const seen = new Set<string>();
  const kept = lines.filter(line => {
    if (line.startsWith('token')) return !has('token calls') && !has('gives up');
    if (line.startsWith('discovery')) return !has('discovery');
    if (!line.startsWith('challenge')) return true;
    if (has('challenges missing')) return false;
    const host = line.split(' ')[2]?.split('/')[0] ?? '';
    if (has('challenges kept') && seen.has(host)) return false;
    seen.add(host);
    return true;
  });
  return has('order') ? kept.map(line => line.replace(/^(challenge) \S+ (\S+?)\/\S+/, '$1 $2')).sort() : kept;
}

/** For how many tenants and resources a token is wanted at most. */
function resourcesOf(recorded: readonly RecordedCall[]): number {
  const suffixes = recorded
    .filter(({ purpose }) => purpose !== 'token' && purpose !== 'discovery')
    .map(({ url }) => url.hostname.split('.').slice(1).join('.'));
  return Math.max(1, new Set(suffixes).size);
}
