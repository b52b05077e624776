import { X509Certificate } from 'node:crypto';
import { once } from 'node:events';
import { createServer as createHttpServer, type IncomingMessage, type Server } from 'node:http';
import { createServer } from 'node:https';
import type { MachineDoors } from '../../../src/core/auth/credentials/machineDoors.ts';
import type { CredentialConfig } from '../../../src/core/model/vault.ts';
import { createEngine } from '../../../src/engine/createEngine.ts';
import { credentialDoors } from '../../../src/engine/credentialDoors.ts';
import type { Engine, EngineSettings, HostDoors } from '../../../src/protocol/engine.ts';
import { noDoors, settingsFor } from '../engine/sendForTest.ts';
import { createAuthority } from '../transport/faults/certificates.ts';

export const tenant = '11111111-2222-3333-4444-555555555555';
export const clientId = '22222222-0000-0000-0000-000000000001';
const vaultHost = 'acme.vault.azure.net';
const loginHost = 'login.microsoftonline.com';

/** One call as a fake service saw it. */
export interface Seen {
  readonly host: string;
  readonly method: string;
  readonly path: string;
  readonly query: URLSearchParams;
  readonly headers: IncomingMessage['headers'];
  readonly form: URLSearchParams;
}

export interface FakeAnswer {
  /** 0: no answer at all. */
  readonly status: number;
  readonly headers?: Readonly<Record<string, string | string[]>>;
  readonly body: unknown;
}

/** A JWT that nobody has signed; `name` makes it one of a kind. */
export function aToken(name: string): string {
  const part = (value: object): string => Buffer.from(JSON.stringify(value)).toString('base64url');
  const claims = { aud: 'https://vault.azure.net', iss: `https://sts.windows.net/${tenant}/`, tid: tenant, exp: 4_000_000_000, name };
  return `${part({ alg: 'RS256', typ: 'JWT', kid: 'k' })}.${part(claims)}.${Buffer.from(`signature of ${name}`).toString('base64url')}`;
}

/** A vault and a login host behind one TLS port, and an identity endpoint on plain http: each as the test says. */
export class FakeAzure {
  readonly seen: Seen[] = [];
  login: (seen: Seen, count: number) => FakeAnswer = () => ({
    status: 200,
    body: { token_type: 'Bearer', access_token: aToken('login'), expires_in: 3600 },
  });
  vault: (seen: Seen, count: number) => FakeAnswer = vaultAnswer;
  identity: (seen: Seen, count: number) => FakeAnswer = () => ({
    status: 200,
    body: { token_type: 'Bearer', access_token: aToken('identity'), expires_on: '4000000000', resource: 'https://vault.azure.net' },
  });
  readonly #servers: Server[] = [];
  #engines: Engine[] = [];
  #caCertificate = '';
  #thumbprint = '';
  #tlsPort = 0;
  #identityPort = 0;
  #counts = { login: 0, identity: 0, vault: 0 };

  async start(): Promise<void> {
    const authority = await createAuthority('Fake Azure');
    const { certificate, key } = await authority.issue({ names: [vaultHost, loginHost] });
    this.#caCertificate = authority.certificate;
    this.#thumbprint = new X509Certificate(certificate).fingerprint.replaceAll(':', '');
    this.#tlsPort = await this.#listen(createServer({ cert: certificate, key, maxHeaderSize: 64 * 1024 }) as unknown as Server, seen =>
      seen.host === loginHost
        ? this.login(seen, ++this.#counts.login)
        : seen.host.startsWith('127.')
          ? this.identity(seen, ++this.#counts.identity)
          : this.vault(seen, ++this.#counts.vault),
    );
    this.#identityPort = await this.#listen(createHttpServer(), seen => this.identity(seen, ++this.#counts.identity));
  }

  /** The identity endpoint of a Service Fabric node, as its environment names it. Its certificate is for no address that it is reached at. */
  get serviceFabric(): { readonly url: string; readonly thumbprint: string } {
    return { url: `https://127.0.0.1:${this.#tlsPort}`, thumbprint: this.#thumbprint };
  }

  get identityUrl(): string {
    return `http://127.0.0.1:${this.#identityPort}`;
  }

  /** An engine with one credential `mine`; `environment` is all that its machine knows. */
  engine(
    credential: Omit<CredentialConfig, 'name'>,
    environment: Readonly<Record<string, string>> = {},
    more: {
      readonly doors?: Partial<HostDoors>;
      readonly machine?: Partial<MachineDoors>;
      readonly settings?: Partial<EngineSettings>;
    } = {},
  ): Engine {
    const doors: HostDoors = { ...noDoors, ...more.doors };
    const engine = createEngine(doors, '0.0.0', { ...credentialDoors(doors, environment), ...more.machine });
    engine.configure(settingsFor(null, { ...this.settings({ name: 'mine', ...credential }), ...more.settings }));
    this.#engines.push(engine);
    return engine;
  }

  /** How an engine reaches these services. */
  settings(credential: CredentialConfig): Partial<EngineSettings> {
    const there = { address: '127.0.0.1', addressPort: this.#tlsPort };
    return {
      credentials: [credential],
      vaults: [{ name: 'acme', url: `https://${vaultHost}`, credential: credential.name }],
      certificates: [this.#caCertificate],
      connectTo: [vaultHost, loginHost].map(host => ({ host, port: 443, ...there })),
    };
  }

  /** Between two tests. */
  async reset(): Promise<void> {
    await Promise.all(this.#engines.map(engine => engine.dispose()));
    this.#engines = [];
    this.seen.length = 0;
    this.#counts = { login: 0, identity: 0, vault: 0 };
  }

  async stop(): Promise<void> {
    await this.reset();
    for (const server of this.#servers) {
      server.closeAllConnections();
      server.close();
    }
  }

  async #listen(server: Server, answer: (seen: Seen) => FakeAnswer): Promise<number> {
    server.on('request', (request, response) => {
      const chunks: Buffer[] = [];
      request.on('data', (chunk: Buffer) => chunks.push(chunk));
      request.on('end', () => {
        const url = new URL(request.url ?? '/', 'http://x');
        const seen: Seen = {
          host: request.headers.host ?? '',
          method: request.method ?? '',
          path: url.pathname,
          query: url.searchParams,
          headers: request.headers,
          form: new URLSearchParams(Buffer.concat(chunks).toString()),
        };
        this.seen.push(seen);
        const { status, headers, body } = answer(seen);
        if (status === 0) return;
        const text = typeof body === 'string' ? body : JSON.stringify(body);
        response.writeHead(status, { 'Content-Type': typeof body === 'string' ? 'text/plain' : 'application/json', ...headers });
        response.end(text);
      });
    });
    this.#servers.push(server);
    server.listen(0, '127.0.0.1');
    await once(server, 'listening');
    const address = server.address();
    return typeof address === 'object' && address !== null ? address.port : 0;
  }
}

/** The challenge without a token, a secret with one. */
export function vaultAnswer({ headers }: Seen): FakeAnswer {
  if (headers.authorization !== undefined)
    return { status: 200, body: { value: 'the-vault-value', id: 'https://acme.vault.azure.net/secrets/db/1' } };
  const challenge = `Bearer authorization="https://${loginHost}/${tenant}", resource="https://vault.azure.net"`;
  return {
    status: 401,
    headers: { 'WWW-Authenticate': challenge },
    body: { error: { code: 'Unauthorized', message: 'AKV10000: no token' } },
  };
}
