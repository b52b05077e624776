import { afterEach, beforeAll, describe, expect, test } from 'vitest';
import type { FailureCode } from '../../../src/core/model/causes.ts';
import type { PhaseName } from '../../../src/core/model/wire.ts';
import type { TransportOptions } from '../../../src/transport/transport.ts';
import { type Authority, createAuthority } from './faults/certificates.ts';
import { startDeafPort } from './faults/deafPort.ts';
import { startFaultProxy } from './faults/faultProxy.ts';
import { answer, startFaultServer } from './faults/faultServer.ts';
import { aRequest, sendOnce } from './faults/testTransport.ts';

const ok = 'HTTP/1.1 200 OK\r\n';
let authority: Authority;
beforeAll(async () => {
  authority = await createAuthority('Test root');
});

const closing: (() => Promise<void>)[] = [];
afterEach(async () => {
  for (const close of closing.splice(0).reverse()) await close();
});
async function kept<T extends { close(): Promise<void>; readonly port: number }>(thing: Promise<T>): Promise<number> {
  const made = await thing;
  closing.push(() => made.close());
  return made.port;
}

interface Way {
  readonly url: string;
  readonly options?: TransportOptions;
  readonly body?: Uint8Array;
}
const here = (port: number, scheme = 'http'): string => `${scheme}://127.0.0.1:${port}/`;
const through = (port: number): TransportOptions => ({
  proxy: { url: `http://proxy.example:${port}`, noProxy: [] },
  lookup: async () => [{ address: '127.0.0.1', family: 4 }],
});
const vault = 'https://contoso.vault.azure.net/';

const rows: readonly (readonly [what: string, way: () => Promise<Way>, failure: FailureCode, phase: PhaseName])[] = [
  ['DNS', async () => ({ url: vault, options: { lookup: () => new Promise(() => {}) } }), 'net-dns-timeout', 'dns'],
  ['TCP', async () => ({ url: here(await kept(startDeafPort())) }), 'net-connect-timeout', 'connect'],
  ['TCP to the proxy', async () => ({ url: vault, options: through(await kept(startDeafPort())) }), 'proxy-unreachable', 'connect'],
  [
    'CONNECT',
    async () => ({ url: vault, options: through(await kept(startFaultProxy({ kind: 'other', act: () => undefined }))) }),
    'proxy-timeout',
    'proxy',
  ],
  [
    'TLS',
    async () => ({ url: here(await kept(startFaultServer({})), 'https'), options: { certificates: [authority.certificate] } }),
    'tls-timeout',
    'tls',
  ],
  [
    'a body that nobody takes',
    async () => ({
      url: here(await kept(startFaultServer({ onConnection: socket => void socket.pause() }))),
      body: new Uint8Array(30_000_000),
    }),
    'net-deadline',
    'send',
  ],
  ['the answer', async () => ({ url: here(await kept(startFaultServer({}))) }), 'net-headers-timeout', 'wait'],
  ['headers', async () => ({ url: here(await kept(startFaultServer(answer(`${ok}X-A`)))) }), 'net-headers-timeout', 'receive'],
  [
    'the body',
    async () => ({ url: here(await kept(startFaultServer(answer(`${ok}Content-Length: 10\r\n\r\nhello`)))) }),
    'net-body-timeout',
    'receive',
  ],
];

describe('the deadline of the whole call has the name of what was waited for', () => {
  test.each(rows)('%s', async (_what, way, code, phase) => {
    const { url, options, body } = await way();
    const outcome = await sendOnce(aRequest({ url, method: body === undefined ? 'GET' : 'POST', body }), options, {
      deadlines: { total: 600 },
    });
    if (outcome.kind !== 'failed') throw new Error('there was an answer');
    const { failure } = outcome;
    expect(failure).toMatchObject({ code, phase, message: expect.stringMatching(/did not end within 600 ms/) });
    expect(outcome.phases[phase]).not.toBeNull();
    expect(failure.partial?.status).toBe(code === 'net-body-timeout' ? 200 : undefined);
  });
});
