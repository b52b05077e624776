import { X509Certificate } from 'node:crypto';
import { rootCertificates, type TlsOptions } from 'node:tls';
import { afterEach, beforeAll, describe, expect, test } from 'vitest';
import type { FailureCode } from '../../../src/core/model/causes.ts';
import { Secret } from '../../../src/core/model/secret.ts';
import { createTransport } from '../../../src/transport/createTransport.ts';
import type { TransportOptions } from '../../../src/transport/transport.ts';
import { type Authority, createAuthority, createSelfSigned, type Identity } from './faults/certificates.ts';
import { answer, answerAndEnd, type FaultBehaviour, type FaultServer, reset, startFaultServer } from './faults/faultServer.ts';
import { aRequest, bodyText, type SendOver, sendOnce, sendOver } from './faults/testTransport.ts';

const hello = answer('HTTP/1.1 200 OK\r\nContent-Length: 5\r\n\r\nhello');
const host = 'contoso.vault.azure.net';
const secret = 'Bearer canary-7f31';

let authority: Authority;
let stranger: Authority;
let good: Identity;
const certificates: Record<string, Identity> = {};

beforeAll(async () => {
  authority = await createAuthority('Test root');
  stranger = await createAuthority('Corporate proxy');
  good = await authority.issue({ names: [host] });
  certificates.good = good;
  certificates.selfSigned = await createSelfSigned([host]);
  certificates.expired = await authority.issue({ names: [host], fromDay: -2, toDay: -1 });
  certificates.future = await authority.issue({ names: [host], fromDay: 1, toDay: 2 });
  certificates.otherHost = await authority.issue({ names: ['other.vault.azure.net'] });
  certificates.stranger = await stranger.issue({ names: [host] });
});

const opened: FaultServer[] = [];
afterEach(async () => {
  for (const server of opened.splice(0)) await server.close();
});

async function start(behaviour: FaultBehaviour, tls: TlsOptions | undefined): Promise<FaultServer> {
  const server = await startFaultServer(behaviour, tls === undefined ? {} : { tls });
  opened.push(server);
  return server;
}

/** What a transport needs to reach `host` at a port of this machine. */
function reach(server: FaultServer, more: TransportOptions = {}): TransportOptions {
  return {
    connectTo: [{ host, port: 443, address: '127.0.0.1', addressPort: server.port }],
    certificates: [authority.certificate],
    ...more,
  };
}

const request = aRequest({ url: `https://${host}/secrets`, headers: [['Authorization', secret]] });

function tlsWith(name: string, more: TlsOptions = {}): () => TlsOptions {
  return () => ({ cert: certificates[name]?.certificate, key: certificates[name]?.key, ...more });
}

/** A fatal alert of this number (RFC 8446 section 6), whatever the client says. */
function alert(number: number): FaultBehaviour {
  const record = Buffer.from([0x15, 3, 3, 0, 2, 2, number]);
  return { onConnection: socket => void socket.once('data', () => socket.end(record)) };
}

interface Row {
  readonly id: string;
  readonly what: string;
  readonly tls?: () => TlsOptions;
  readonly server?: FaultBehaviour;
  readonly over?: SendOver;
  readonly failure: FailureCode;
  /** Issuer of the refused certificate, where one was shown. */
  readonly issuer?: string;
}

const rows: readonly Row[] = [
  { id: 'T01', what: 'self-signed', tls: tlsWith('selfSigned'), failure: 'tls-self-signed', issuer: `CN=${host}` },
  { id: 'T02', what: 'expired', tls: tlsWith('expired'), failure: 'tls-expired', issuer: 'CN=Test root' },
  { id: 'T03', what: 'not yet valid', tls: tlsWith('future'), failure: 'tls-not-yet-valid', issuer: 'CN=Test root' },
  { id: 'T04', what: 'for another host', tls: tlsWith('otherHost'), failure: 'tls-wrong-host', issuer: 'CN=Test root' },
  { id: 'T05', what: 'of an unknown authority', tls: tlsWith('stranger'), failure: 'tls-unknown-ca', issuer: 'CN=Corporate proxy' },
  {
    id: 'T05b',
    what: 'of an unknown authority that shows its root',
    tls: () => ({ cert: `${certificates.stranger?.certificate}\n${stranger.certificate}`, key: certificates.stranger?.key }),
    failure: 'tls-unknown-ca',
    issuer: 'CN=Corporate proxy',
  },
  {
    id: 'T06',
    what: 'TLS 1.1 at most',
    tls: tlsWith('good', { minVersion: 'TLSv1', maxVersion: 'TLSv1.1', ciphers: 'DEFAULT@SECLEVEL=0' }),
    failure: 'tls-version',
  },
  { id: 'T06b', what: 'the version alert', server: alert(70), failure: 'tls-version' },
  {
    id: 'T07',
    what: 'reset in the handshake',
    server: { onConnection: socket => void socket.once('data', () => reset(socket)) },
    failure: 'tls-handshake-reset',
  },
  {
    id: 'T07b',
    what: 'end in the handshake',
    server: { onConnection: socket => void socket.once('data', () => socket.end()) },
    failure: 'tls-handshake-reset',
  },
  { id: 'T07c', what: 'silence in the handshake', server: {}, over: { deadlines: { tls: 200 } }, failure: 'tls-timeout' },
  {
    id: 'T08',
    what: 'a plain server on the TLS port',
    server: { onConnection: socket => void socket.once('data', () => socket.end('HTTP/1.1 400 Bad Request\r\n\r\n')) },
    failure: 'tls-plain-server',
  },
  {
    id: 'T08b',
    what: 'a server that greets first',
    server: { onConnection: socket => void socket.write('220 smtp ready\r\n') },
    failure: 'tls-plain-server',
  },
  {
    id: 'T10',
    what: 'client certificate required, TLS 1.3',
    tls: () => ({ ...tlsWith('good')(), requestCert: true, rejectUnauthorized: true, ca: stranger.certificate }),
    failure: 'tls-client-certificate-required',
    issuer: 'CN=Test root',
  },
  {
    id: 'T10c',
    what: 'the alert for a client certificate that is not accepted',
    server: alert(42),
    failure: 'tls-client-certificate-required',
  },
  { id: 'T11', what: 'the server knows no such name', server: alert(112), failure: 'tls-sni-refused' },
  { id: 'H10', what: 'a server that speaks HTTP/2 alone', tls: tlsWith('good', { ALPNProtocols: ['h2'] }), failure: 'http-http2-error' },
];

describe('faults of TLS', () => {
  for (const row of rows) {
    test(`${row.id} ${row.what}`, async () => {
      const server = await start(row.server ?? hello, row.tls?.());
      const outcome = await sendOnce(request, reach(server), row.over);
      expect(outcome.kind === 'failed' && outcome.failure).toMatchObject({ code: row.failure, phase: 'tls' });
      expect(outcome.phases).toMatchObject({ dns: null, proxy: null, connect: expect.any(Number), tls: expect.any(Number) });
      expect(outcome.connection.remoteAddress).toBe(`127.0.0.1:${server.port}`);
      expect(outcome.connection.tls?.certificate?.issuer).toBe(row.issuer);
      expect(JSON.stringify(outcome)).not.toContain('canary');
      expect(server.requests).toEqual([]);
      await server.idle();
    });
  }

  test('T10b client certificate required, TLS 1.2: the handshake is refused and nothing is sent', async () => {
    const server = await start(hello, {
      ...tlsWith('good')(),
      requestCert: true,
      rejectUnauthorized: true,
      ca: stranger.certificate,
      maxVersion: 'TLSv1.2',
    });
    const outcome = await sendOnce(request, reach(server));
    // Node's server closes without an alert here.
    expect(outcome.kind === 'failed' && outcome.failure.code).toMatch(/^tls-(client-certificate-required|handshake-reset|other)$/);
    expect(server.requests).toEqual([]);
  });

  test('NODE_TLS_REJECT_UNAUTHORIZED switches nothing off', async () => {
    const before = process.env.NODE_TLS_REJECT_UNAUTHORIZED;
    process.env.NODE_TLS_REJECT_UNAUTHORIZED = '0';
    try {
      const server = await start(hello, tlsWith('selfSigned')());
      const outcome = await sendOnce(request, reach(server));
      expect(outcome.kind === 'failed' && outcome.failure.code).toBe('tls-self-signed');
      expect(server.requests).toEqual([]);
    } finally {
      if (before === undefined) delete process.env.NODE_TLS_REJECT_UNAUTHORIZED;
      else process.env.NODE_TLS_REJECT_UNAUTHORIZED = before;
    }
  });

  test('no authority but the bundled ones: the certificate is refused', async () => {
    expect(rootCertificates.length).toBeGreaterThan(50);
    const server = await start(hello, tlsWith('good')());
    const outcome = await sendOnce(request, reach(server, { certificates: [] }));
    expect(outcome.kind === 'failed' && outcome.failure.code).toBe('tls-unknown-ca');
  });
});

describe('a certificate known by its thumbprint', () => {
  const printOf = (name: string, kind: 'fingerprint' | 'fingerprint256'): string =>
    new X509Certificate(certificates[name]?.certificate ?? '')[kind];

  for (const [what, name, thumbprint] of [
    ['self-signed, SHA-1 with colons', 'selfSigned', () => printOf('selfSigned', 'fingerprint')],
    ['self-signed, SHA-256 without', 'selfSigned', () => printOf('selfSigned', 'fingerprint256').replaceAll(':', '').toLowerCase()],
    ['of an unknown authority, for another name', 'otherHost', () => printOf('otherHost', 'fingerprint')],
  ] as const)
    test(`${what}: taken`, async () => {
      const server = await start(hello, tlsWith(name)());
      const outcome = await sendOnce({ ...request, certificateThumbprint: thumbprint() }, reach(server, { certificates: [] }));
      expect(bodyText(outcome)).toBe('hello');
      expect(outcome.connection.tls?.certificate?.sha256).toBe(printOf(name, 'fingerprint256').replaceAll(':', '').toLowerCase());
    });

  test('another certificate is refused although its authority is trusted, and nothing is sent', async () => {
    const server = await start(hello, tlsWith('good')());
    const outcome = await sendOnce({ ...request, certificateThumbprint: printOf('selfSigned', 'fingerprint') }, reach(server));
    expect(outcome.kind === 'failed' && outcome.failure).toMatchObject({ code: 'tls-thumbprint-mismatch', phase: 'tls' });
    expect(outcome.connection.tls?.certificate?.issuer).toBe('CN=Test root');
    expect(server.requests).toEqual([]);
    await server.idle();
  });

  test('such a connection serves no call that names no thumbprint', async () => {
    const server = await start(hello, tlsWith('selfSigned')());
    const transport = createTransport(reach(server));
    const pinned = { ...request, certificateThumbprint: printOf('selfSigned', 'fingerprint') };
    expect(bodyText(await sendOver(transport, pinned))).toBe('hello');
    expect((await sendOver(transport, pinned)).connection.reused).toBe(true);
    const plain = await sendOver(transport, request);
    expect(plain.kind === 'failed' && plain.failure.code).toBe('tls-self-signed');
    await transport.close();
  });

  test.each([
    ['no thumbprint at all', 'AB', `https://${host}/`],
    ['no TLS', 'a'.repeat(40), 'http://127.0.0.1:1/'],
  ])('%s: not sent', async (_what, certificateThumbprint, url) => {
    await expect(sendOnce({ ...request, url, certificateThumbprint })).rejects.toMatchObject({ code: 'request-invalid' });
  });
});

describe('TLS that works', () => {
  test('a client certificate is shown when asked for', async () => {
    const client = await stranger.issue({ names: ['client'] });
    const server = await start(hello, { ...tlsWith('good')(), requestCert: true, rejectUnauthorized: true, ca: stranger.certificate });
    const clientCertificate = { id: 'client', certificate: client.certificate, key: new Secret(client.key) };
    expect(bodyText(await sendOnce(request, reach(server), { clientCertificate }))).toBe('hello');
  });

  test('a connection on which one client showed its certificate serves no other client', async () => {
    const [one, two] = await Promise.all(['one', 'two'].map(name => stranger.issue({ names: [name] })));
    const server = await start(hello, { ...tlsWith('good')(), requestCert: true, rejectUnauthorized: true, ca: stranger.certificate });
    const transport = createTransport(reach(server));
    const as = (id: string, identity: Identity | undefined) => ({
      clientCertificate: { id, certificate: identity?.certificate ?? '', key: new Secret(identity?.key ?? '') },
    });
    const reused: boolean[] = [];
    for (const over of [as('one', one), as('one', one), as('two', two)])
      reused.push((await sendOver(transport, request, over)).connection.reused);
    expect(reused).toEqual([false, true, false]);
    const nobody = await sendOver(transport, request);
    expect(nobody.kind === 'failed' && nobody.failure.code).toBe('tls-client-certificate-required');
    await transport.close();
  });

  test('an authority can be trusted for one host alone', async () => {
    const server = await start(hello, tlsWith('good')());
    const own = { certificates: [], hostCertificates: [{ host, certificates: [authority.certificate] }] };
    const other = { certificates: [], hostCertificates: [{ host: 'other.vault.azure.net', certificates: [authority.certificate] }] };
    expect(bodyText(await sendOnce(request, reach(server, own)))).toBe('hello');
    const refused = await sendOnce(request, reach(server, other));
    expect(refused.kind === 'failed' && refused.failure.code).toBe('tls-unknown-ca');
  });

  test('for a host with authorities of its own, no others count', async () => {
    const server = await start(hello, tlsWith('good')());
    const pinned = { hostCertificates: [{ host, certificates: [stranger.certificate] }] };
    const refused = await sendOnce(request, reach(server, pinned));
    expect(refused.kind === 'failed' && refused.failure.code).toBe('tls-unknown-ca');
    expect(server.requests).toEqual([]);
  });

  test('a certificate of the settings that cannot be read is our fault, and nothing is sent', async () => {
    const server = await start(hello, tlsWith('good')());
    const broken = { clientCertificate: { id: 'x', certificate: 'no PEM', key: new Secret('canary') } };
    await expect(sendOnce(request, reach(server), broken)).rejects.toMatchObject({
      code: 'certificate-unreadable',
      message: expect.not.stringContaining('canary'),
    });
    await server.idle();
  });

  test('connectTo changes the address alone: SNI, Host and the facts of the certificate stay the host', async () => {
    const names: string[] = [];
    const server = await start(hello, {
      ...tlsWith('good')(),
      SNICallback: (name, done) => {
        names.push(name);
        done(null);
      },
    });
    const outcome = await sendOnce(request, reach(server));
    expect(bodyText(outcome)).toBe('hello');
    expect(names).toEqual([host]);
    expect(server.requests[0]?.head).toContain(`Host: ${host}\r\n`);
    expect(outcome.connection).toMatchObject({
      reused: false,
      remoteAddress: `127.0.0.1:${server.port}`,
      tls: {
        version: 'TLSv1.3',
        alpn: null,
        certificate: {
          subject: `CN=${host}`,
          issuer: 'CN=Test root',
          names: `DNS:${host}`,
          sha256: expect.stringMatching(/^[0-9a-f]{64}$/),
        },
      },
    });
    const { validFrom = 0, validTo = 0 } = outcome.connection.tls?.certificate ?? {};
    expect(validFrom).toBeLessThan(Date.now());
    expect(validTo).toBeGreaterThan(Date.now());
  });

  test('connectTo matches the port too', async () => {
    const server = await start(hello, tlsWith('good')());
    const other = { ...request, url: `https://${host}:8443/secrets` };
    const outcome = await sendOnce(other, {
      ...reach(server),
      lookup: () => Promise.reject(Object.assign(new Error(), { code: 'ENOTFOUND' })),
    });
    expect(outcome.kind === 'failed' && outcome.failure.code).toBe('net-dns-not-found');
    expect(server.accepted).toBe(0);
  });

  test('a server that takes part in ALPN is offered http/1.1', async () => {
    const server = await start(hello, tlsWith('good', { ALPNProtocols: ['h2', 'http/1.1'] })());
    expect((await sendOnce(request, reach(server))).connection.tls?.alpn).toBe('http/1.1');
  });

  test('an answer that ends without the TLS end is an answer', async () => {
    const server = await start(answerAndEnd('HTTP/1.1 200 OK\r\n\r\nhello'), tlsWith('good')());
    expect(bodyText(await sendOnce(request, reach(server)))).toBe('hello');
  });
});
