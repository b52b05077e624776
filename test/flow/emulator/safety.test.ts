import { once } from 'node:events';
import { connect } from 'node:net';
import { createServer, connect as tlsConnect } from 'node:tls';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { createCertificateAuthority } from '../../../src/emulator/certificate.ts';
import { startForTest, type TestVault } from './startForTest.ts';
import { type Ask, call, callImds, sampleHost } from './vaultClient.ts';

const path = '/secrets/db-password?api-version=7.6';
let vault: TestVault;

beforeAll(async () => {
  vault = await startForTest();
});
afterAll(() => vault.stop());

const browserShaped: Readonly<Record<string, Partial<Ask>>> = {
  'a rebound host': { host: 'evil.example' },
  'a rebound host with the port': { host: 'evil.example:443' },
  'another vault': { host: 'contoso.vault.azure.net' },
  'a host that only begins like ours': { host: `${sampleHost}.evil.example` },
  'a host that only ends like ours': { host: `evil-${sampleHost}` },
  'localhost without the port': { host: 'localhost' },
  'localhost with another port': { host: 'localhost:1' },
  'an IPv6 host': { host: '[::1]' },
  'an origin': { headers: { Origin: 'https://evil.example' } },
  'a null origin': { headers: { Origin: 'null' } },
  'an origin of our own': { headers: { Origin: `https://${sampleHost}` } },
  'a cross-site fetch': { headers: { 'Sec-Fetch-Site': 'cross-site' } },
  'a same-site fetch': { headers: { 'Sec-Fetch-Site': 'same-site' } },
  'a made-up fetch site': { headers: { 'Sec-Fetch-Site': 'nonsense' } },
  'a preflight': { method: 'OPTIONS', headers: { Origin: 'https://evil.example', 'Access-Control-Request-Method': 'GET' } },
  'a form post': {
    method: 'POST',
    headers: { Origin: 'https://evil.example', 'Content-Type': 'application/x-www-form-urlencoded', 'Sec-Fetch-Mode': 'navigate' },
    body: 'a=b',
  },
  'an image': { headers: { 'Sec-Fetch-Site': 'cross-site', 'Sec-Fetch-Dest': 'image', 'Sec-Fetch-Mode': 'no-cors' } },
};

for (const [name, ask] of Object.entries(browserShaped)) {
  test(`refused although its token is good: ${name}`, async () => {
    const reply = await call(vault.info, { path, token: vault.info.tokens.valid, ...ask });
    expect([403, 405, 421]).toContain(reply.status);
    expect(reply.body).not.toContain('sample-not-a-secret');
    expect(Object.keys(reply.headers).filter(header => header.startsWith('access-control-'))).toEqual([]);
  });
}

test('OPTIONS is no method of ours', async () => {
  expect((await call(vault.info, { path, method: 'OPTIONS' })).status).toBe(405);
});

test('a page that the user opened by hand is let in', async () => {
  const reply = await call(vault.info, { path, headers: { 'Sec-Fetch-Site': 'none' } });
  expect(reply.status).toBe(401);
});

test('the metadata endpoint is guarded as well', async () => {
  const token = '/metadata/identity/oauth2/token?api-version=2018-02-01&resource=https://vault.azure.net';
  expect((await callImds(vault.info, token, { Metadata: 'true', Host: 'evil.example' })).status).toBe(421);
  expect((await callImds(vault.info, token, { Metadata: 'true', Origin: 'http://evil.example' })).status).toBe(403);
});

test('a WebSocket upgrade gets nothing', async () => {
  const headers = { Connection: 'Upgrade', Upgrade: 'websocket', 'Sec-WebSocket-Key': 'AAAA', 'Sec-WebSocket-Version': '13' };
  await expect(call(vault.info, { path, headers })).rejects.toThrow();
});

test('a body over the cap is refused with an answer', async () => {
  const body = 'x'.repeat(1024 * 1024 + 1);
  const reply = await call(vault.info, { method: 'PUT', path, token: vault.info.tokens.valid, body });
  expect(reply.status).toBe(413);
});

test('it listens on 127.0.0.1 alone', async () => {
  const socket = connect({ host: '::1', port: vault.info.port });
  const [error] = (await once(socket, 'error')) as [NodeJS.ErrnoException];
  expect(['ECONNREFUSED', 'EADDRNOTAVAIL', 'ENETUNREACH']).toContain(error.code);
});

test('stop closes open connections and the ports', async () => {
  const other = await startForTest();
  const socket = tlsConnect({ host: '127.0.0.1', port: other.info.port, servername: 'localhost', ca: other.info.caCertificate });
  await once(socket, 'secureConnect');
  const closed = once(socket, 'close');
  socket.resume();
  await other.stop();
  await closed;
  await expect(call(other.info, { path })).rejects.toThrow(/ECONNREFUSED/);
  await other.stop();
});

test('a port that is taken is told as such', async () => {
  const { startEmbeddedVault } = await import('../../../src/emulator/startEmbeddedVault.ts');
  await expect(startEmbeddedVault({ port: vault.info.port, scenario: 'normal' })).rejects.toMatchObject({ code: 'EADDRINUSE' });
});

for (const [name, accepted] of [
  ['localhost', true],
  [sampleHost, true],
  ['login.microsoftonline.com', false],
  ['vault.azure.net', false],
] as const) {
  test(`a certificate of our authority for ${name} is ${accepted ? 'accepted' : 'refused'}`, async () => {
    const authority = await createCertificateAuthority([sampleHost, 'localhost'], Date.now());
    const server = createServer(await authority.issue([name], Date.now()), socket => socket.end());
    server.listen(0, '127.0.0.1');
    await once(server, 'listening');
    const { port } = server.address() as { port: number };
    const socket = tlsConnect({ host: '127.0.0.1', port, servername: name, ca: authority.certificate });
    // `once` rejects with what the socket says in `error`.
    const outcome = await once(socket, 'secureConnect').then(() => 'accepted', String);
    socket.destroy();
    server.close();
    if (accepted) expect(outcome).toBe('accepted');
    else expect(outcome).toMatch(/permitted subtree violation/i);
  });
}

test('nothing that leaves the start holds a private key', () => {
  const text = JSON.stringify(vault.info);
  expect(text).not.toContain('PRIVATE KEY');
  expect(text.match(/BEGIN [A-Z ]+/g)).toEqual(['BEGIN CERTIFICATE']);
});
