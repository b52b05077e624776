import { once } from 'node:events';
import { type AddressInfo, createServer } from 'node:net';
import { afterAll, afterEach, beforeAll, describe, expect, test } from 'vitest';
import type { Run } from '../../../src/core/model/run.ts';
import type { Exchange } from '../../../src/core/model/trace.ts';
import { exchangesOf } from '../../../src/core/timeline/foldTrace.ts';
import { createEngine } from '../../../src/engine/createEngine.ts';
import type { Engine } from '../../../src/protocol/engine.ts';
import type { Lookup } from '../../../src/transport/transport.ts';
import { type Authority, createAuthority, type Identity } from '../transport/faults/certificates.ts';
import { type DeafPort, startDeafPort } from '../transport/faults/deafPort.ts';
import { answer, type FaultServer, startFaultServer } from '../transport/faults/faultServer.ts';
import { noDoors, send, settingsFor } from './sendForTest.ts';

/** Faults before there is a connection (N of the reliability plan), from the resolver or the port to the finding. */
const host = 'acme.vault.azure.net';
const hello = answer('HTTP/1.1 200 OK\r\nContent-Type: text/plain\r\nContent-Length: 5\r\n\r\nhello');

let authority: Authority;
let identity: Identity;
let deaf: DeafPort;
let four: FaultServer;
let six: FaultServer;
let closedPort = 0;
const engines: Engine[] = [];

beforeAll(async () => {
  authority = await createAuthority('Test root');
  identity = await authority.issue({ names: [host] });
  const tls = { cert: identity.certificate, key: identity.key };
  deaf = await startDeafPort();
  four = await startFaultServer(hello, { tls });
  six = await startFaultServer(hello, { tls, host: '::1' });
  const closed = createServer().listen(0, '127.0.0.1');
  await once(closed, 'listening');
  closedPort = (closed.address() as AddressInfo).port;
  await new Promise(resolve => closed.close(resolve));
});
afterEach(async () => {
  await Promise.all(engines.splice(0).map(engine => engine.dispose()));
});
afterAll(async () => {
  await Promise.all([deaf.close(), four.close(), six.close()]);
});

const failing =
  (code: string): Lookup =>
  () =>
    Promise.reject(Object.assign(new Error(`getaddrinfo ${code}`), { code }));
const found =
  (...addresses: readonly string[]): Lookup =>
  async () =>
    addresses.map(address => ({ address, family: address.includes(':') ? 6 : 4 }));

/** Sends to the vault's name, which a resolver of the test leads to `port`. */
async function sendTo(
  lookup: Lookup,
  port: number,
  directives = '',
): Promise<{ readonly run: Run; readonly exchange: Exchange | undefined }> {
  const engine = createEngine(noDoors, '0.0.0', undefined, lookup);
  engines.push(engine);
  const connectTo = [{ host, port: 443, address: 'resolved.example', addressPort: port }];
  engine.configure(settingsFor(null, { certificates: [authority.certificate], connectTo }));
  const { run } = await send(engine, `### Fault\n# @flow anonymous\n${directives}GET https://${host}/secrets/db?api-version=7.6\n`);
  return { run, exchange: exchangesOf(run.trace)[0] };
}

interface Row {
  readonly id: string;
  readonly what: string;
  readonly lookup: Lookup;
  readonly port: () => number;
  readonly directives?: string;
  readonly cause: string;
  readonly phase: 'dns' | 'connect';
  /** What the runtime said, as evidence. */
  readonly raw?: string;
}

const local = found('127.0.0.1');
const rows: readonly Row[] = [
  {
    id: 'N01',
    what: 'no such name',
    lookup: failing('ENOTFOUND'),
    port: () => 1,
    cause: 'dns-vault-not-found',
    phase: 'dns',
    raw: 'ENOTFOUND',
  },
  {
    id: 'N02',
    what: 'no answer of DNS now',
    lookup: failing('EAI_AGAIN'),
    port: () => 1,
    cause: 'net-dns-temporary',
    phase: 'dns',
    raw: 'EAI_AGAIN',
  },
  {
    id: 'N02',
    what: 'no answer of DNS at all',
    lookup: () => new Promise(() => {}),
    port: () => 1,
    directives: '# @timeout 600ms\n',
    cause: 'net-dns-timeout',
    phase: 'dns',
  },
  { id: 'N03', what: 'refused', lookup: local, port: () => closedPort, cause: 'net-refused', phase: 'connect', raw: 'ECONNREFUSED' },
  {
    id: 'N04',
    what: 'an attempt that nobody answers',
    lookup: local,
    port: () => deaf.port,
    directives: '# @timeout 600ms\n',
    cause: 'net-connect-timeout',
    phase: 'connect',
  },
  {
    id: 'N04',
    what: 'no way to the address',
    lookup: found('255.255.255.255'),
    port: () => 80,
    cause: 'net-unreachable',
    phase: 'connect',
  },
  {
    id: 'N13',
    what: 'both families refuse',
    lookup: found('::1', '127.0.0.1'),
    port: () => closedPort,
    cause: 'net-all-addresses-failed',
    phase: 'connect',
    raw: 'ECONNREFUSED',
  },
  // Browsers refuse this port by themselves; here it is a port like any other.
  {
    id: 'N14',
    what: 'a port that browsers block',
    lookup: local,
    port: () => 9,
    cause: 'net-refused',
    phase: 'connect',
    raw: 'ECONNREFUSED',
  },
];

describe('faults before there is a connection, end to end', () => {
  test.each(rows)('$id $what', async ({ lookup, port, directives, cause, phase, raw }) => {
    const { run, exchange } = await sendTo(lookup, port(), directives);
    if (exchange?.outcome.kind !== 'failed') throw new Error('the call did not fail');
    const { failure } = exchange.outcome;
    expect(failure.phase).toBe(phase);
    if (raw !== undefined) expect(failure.rawCodes).toContain(raw);
    expect(run.trace.outcome).toMatchObject({ kind: 'failed', exchange: exchange.id, message: failure.message });
    expect(run.verdict).toBe('failure');
    expect(run.findings[0]?.cause).toBe(cause);
    expect(run.findings[0]?.evidence.length).toBeGreaterThan(0);
  });

  test.each([
    ['IPv6 is refused, IPv4 answers', found('::1', '127.0.0.1'), () => four.port, ['ECONNREFUSED', null]],
    ['IPv4 is refused, IPv6 answers', found('127.0.0.1', '::1'), () => six.port, ['ECONNREFUSED', null]],
  ] as const)('N12 %s: a success, with both attempts to see', async (_what, lookup, port, errors) => {
    const { run, exchange } = await sendTo(lookup, port());
    expect(exchange?.connection?.attempts.map(({ error }) => error)).toEqual(errors);
    expect(run.headline).toMatch(/^200 /);
    expect(run.findings).toEqual([]);
  });
});
