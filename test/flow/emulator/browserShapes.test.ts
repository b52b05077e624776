import { once } from 'node:events';
import { connect as connectPlain, type Socket } from 'node:net';
import { networkInterfaces } from 'node:os';
import { connect as connectTls } from 'node:tls';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { startForTest, type TestVault } from './startForTest.ts';

let vault: TestVault;

beforeAll(async () => {
  vault = await startForTest();
});
afterAll(() => vault.stop());

const sample = 'kvhttp--sample.vault.azure.net';
const secret = '/secrets/db-password?api-version=7.6';

interface Shape {
  /** The request target. */
  readonly target?: string;
  readonly method?: string;
  /** Host header; PORT stands for ours. */
  readonly host?: string;
  /** Further header lines. */
  readonly lines?: readonly string[];
  readonly body?: string;
  /** The metadata endpoint, which speaks plain http. */
  readonly plain?: true;
}

const crossSite = 'Sec-Fetch-Site: cross-site';
const origin = 'Origin: https://evil.example';
const token = '/metadata/identity/oauth2/token?api-version=2018-02-01&resource=https://vault.azure.net';

/** What pages of other sites can make a browser send, as it stands on the wire. */
const shapes: Readonly<Record<string, Shape>> = {
  'rebinding: the host of the page': { host: 'evil.example' },
  'rebinding: with our port': { host: 'evil.example:PORT' },
  'rebinding: upper case': { host: 'EVIL.EXAMPLE' },
  'rebinding: our name as a label': { host: `${sample}.evil.example` },
  'rebinding: our name as an ending': { host: `evil${sample}` },
  'rebinding: our name with a final dot': { host: `${sample}.` },
  'rebinding: our name with another port': { host: `${sample}:1` },
  'rebinding: localhost of another port': { host: 'localhost:1' },
  'rebinding: any address': { host: '0.0.0.0:PORT' },
  'rebinding: another loopback address': { host: '127.0.0.2:PORT' },
  'rebinding: the address as one number': { host: '2130706433:PORT' },
  'rebinding: IPv6': { host: '[::1]:PORT' },
  'rebinding: credentials before the host': { host: `evil@${sample}` },
  'rebinding: two hosts, ours first': { host: sample, lines: ['Host: evil.example'] },
  'rebinding: an empty host': { host: '' },
  'rebinding: the metadata endpoint': { target: token, host: 'evil.example:PORT', lines: ['Metadata: true'], plain: true },
  'fetch with an origin': { lines: [origin] },
  'fetch from a sandboxed frame': { lines: ['Origin: null'] },
  'fetch from a file': { lines: ['Origin: file://'] },
  'fetch from another local server': { lines: ['Origin: http://localhost:3000'] },
  'fetch without CORS': { lines: [crossSite, 'Sec-Fetch-Mode: no-cors'] },
  'fetch of a neighbour site': { lines: ['Sec-Fetch-Site: same-site'] },
  'an image': { lines: [crossSite, 'Sec-Fetch-Dest: image', 'Sec-Fetch-Mode: no-cors', 'Referer: https://evil.example/'] },
  'a script': { lines: [crossSite, 'Sec-Fetch-Dest: script', 'Sec-Fetch-Mode: no-cors'] },
  'a frame': { lines: [crossSite, 'Sec-Fetch-Dest: iframe', 'Sec-Fetch-Mode: navigate', 'Upgrade-Insecure-Requests: 1'] },
  'a link that was followed': { lines: [crossSite, 'Sec-Fetch-Dest: document', 'Sec-Fetch-Mode: navigate', 'Sec-Fetch-User: ?1'] },
  'an event stream': { lines: [origin, 'Accept: text/event-stream'] },
  'a form': { method: 'POST', lines: [origin, crossSite, 'Content-Type: application/x-www-form-urlencoded'], body: 'value=x' },
  'a form as plain text, which is JSON': { method: 'POST', lines: [origin, 'Content-Type: text/plain'], body: '{"value":"x"}' },
  'a beacon': { method: 'POST', lines: [origin, crossSite, 'Sec-Fetch-Dest: empty', 'Content-Type: text/plain'], body: 'x' },
  'a method that a page may ask for': { method: 'DELETE', lines: [origin] },
  'a preflight': {
    method: 'OPTIONS',
    lines: [origin, 'Access-Control-Request-Method: PUT', 'Access-Control-Request-Headers: authorization'],
  },
  'a preflight to a private network': { method: 'OPTIONS', lines: [origin, 'Access-Control-Request-Private-Network: true'] },
  'a preflight without an origin': { method: 'OPTIONS' },
  'a WebSocket': {
    lines: [
      origin,
      'Connection: Upgrade',
      'Upgrade: websocket',
      'Sec-WebSocket-Version: 13',
      'Sec-WebSocket-Key: AAAAAAAAAAAAAAAAAAAAAA==',
    ],
  },
  'a proxy request': { target: `https://${sample}${secret}` },
  'a tunnel': { method: 'CONNECT', target: 'evil.example:443' },
  'a token request': {
    ...{ method: 'POST', target: '/11111111-1111-4111-8111-111111111111/oauth2/v2.0/token', host: 'localhost:PORT' },
    ...{ lines: [origin, 'Content-Type: application/x-www-form-urlencoded'], body: 'grant_type=client_credentials' },
  },
  'the keys of the tenant': { target: '/common/discovery/keys', host: 'localhost:PORT', lines: [origin] },
  'the management plane': {
    ...{
      target: '/subscriptions/x/providers/Microsoft.KeyVault/vaults?api-version=2023-07-01',
      host: 'localhost:PORT',
      lines: [crossSite],
    },
  },
  'a metadata endpoint': { target: token, host: 'localhost:PORT', lines: ['Metadata: true', 'Origin: http://evil.example'], plain: true },
  'the identity of App Service': {
    ...{ target: '/app-service/msi/token?api-version=2019-08-01&resource=x', host: '127.0.0.1:PORT', lines: [crossSite], plain: true },
  },
};

const closedWithoutAnswer: ReadonlySet<string> = new Set(['a WebSocket', 'a tunnel']);

test('the same without a mark of a browser is answered', async () => {
  expect(await ask({})).toMatch(/^HTTP\/1\.1 200 .*sample-not-a-secret/s);
  expect(await ask({ host: 'localhost:PORT' })).toMatch(/^HTTP\/1\.1 200 /);
  expect(await ask({ target: token, host: 'localhost:PORT', lines: ['Metadata: true'], plain: true })).toMatch(
    /^HTTP\/1\.1 200 .*access_token/s,
  );
});

test('there are at least thirty', () => expect(Object.keys(shapes).length).toBeGreaterThanOrEqual(30));

for (const [name, shape] of Object.entries(shapes)) {
  test(`refused although its token is good: ${name}`, async () => {
    const answer = await ask(shape);
    if (closedWithoutAnswer.has(name)) expect(answer).toBe('');
    else expect(answer).toMatch(/^HTTP\/1\.1 (400|403|405|421) /);
    expect(answer).not.toMatch(/sample-not-a-secret|access_token|"keys"|kvhttp--sample/);
    expect(answer).not.toMatch(/^access-control-/im);
    expect(vault.faults).toEqual([]);
  });
}

async function ask({ target = secret, method = 'GET', host = sample, lines = [], body, plain }: Shape): Promise<string> {
  const port = plain ? Number(new URL(vault.info.imdsUrl).port) : vault.info.port;
  const socket = plain
    ? connectPlain({ host: '127.0.0.1', port })
    : connectTls({ host: '127.0.0.1', port, servername: sample, ca: vault.info.caCertificate });
  await once(socket, plain ? 'connect' : 'secureConnect');
  const head = [
    `${method} ${target} HTTP/1.1`,
    `Host: ${host.replace('PORT', String(port))}`,
    `Authorization: Bearer ${vault.info.tokens.valid}`,
    ...lines,
    ...(body === undefined ? [] : [`Content-Length: ${body.length}`]),
    ...(lines.some(line => line.startsWith('Connection:')) ? [] : ['Connection: close']),
  ];
  return readAll(socket, `${head.join('\r\n')}\r\n\r\n${body ?? ''}`);
}

async function readAll(socket: Socket, request: string): Promise<string> {
  let answer = '';
  socket.setEncoding('utf8').on('data', (text: string) => {
    answer += text;
    // Kept alive although it was not asked for: a WebSocket that is refused with an answer.
    if (/^HTTP\/1\.1 \d/.test(answer)) socket.end();
  });
  socket.on('error', () => socket.destroy());
  const closed = once(socket, 'close');
  socket.write(request);
  await closed;
  return answer;
}

test('no address but 127.0.0.1 reaches it', async () => {
  const own = Object.values(networkInterfaces()).flatMap(addresses => addresses ?? []);
  const addresses = own.filter(({ internal, scopeid }) => !internal && !scopeid).map(({ address }) => address);
  for (const host of [...addresses, '::1']) {
    for (const port of [vault.info.port, Number(new URL(vault.info.imdsUrl).port)]) {
      const socket = connectPlain({ host, port });
      const outcome = await once(socket, 'connect').then(
        () => 'connected',
        (error: NodeJS.ErrnoException) => error.code,
      );
      socket.destroy();
      expect(['ECONNREFUSED', 'EADDRNOTAVAIL', 'ENETUNREACH', 'EHOSTUNREACH', 'EINVAL', 'ETIMEDOUT'], `${host}:${port}`).toContain(outcome);
    }
  }
});
