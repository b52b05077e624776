import { once } from 'node:events';
import type { IncomingMessage } from 'node:http';
import { createServer, type Server } from 'node:https';
import type { Authority } from '../flow/transport/faults/certificates.ts';
import type { RecordedCall } from './recording.ts';

/** What a replayed service answers. */
type Replay = Pick<RecordedCall, 'status' | 'headers' | 'answer'>;

const loginHost = 'login.microsoftonline.com';
/** The last one stands for the vault of a recording that has none. */
const ownHosts = [loginHost, 'acme.vault.azure.net'];
/** Of the connection of then, not of the one of now. */
const hopHeaders: ReadonlySet<string> = new Set([
  'content-length',
  'transfer-encoding',
  'content-encoding',
  'connection',
  'keep-alive',
  'date',
]);

/**
 * Gives the recorded answers back: a call without a token gets the recorded challenge of its host, one with a token the next recorded answer for its method
 * and address. Challenges and token answers that a recorder left out are made up in the service's usual form.
 */
export class ReplayServer {
  /** Calls for which nothing was recorded. */
  readonly strays: string[] = [];
  readonly #answers: readonly RecordedCall[];
  readonly #given = new Set<RecordedCall>();
  readonly #server: Server;

  private constructor(calls: readonly RecordedCall[], server: Server) {
    this.#answers = calls;
    this.#server = server;
    server.on('request', (request, response) => {
      request.resume();
      const { status, headers, answer } = this.#answer(request);
      const kept = headers.filter(([name]) => !hopHeaders.has(name.toLowerCase()));
      response.writeHead(status, kept.flat());
      response.end(status === 204 ? undefined : answer);
    });
  }

  static async start(calls: readonly RecordedCall[], authority: Authority): Promise<ReplayServer> {
    const names = [...new Set([...ownHosts, ...calls.map(({ url }) => url.hostname)])];
    const { certificate, key } = await authority.issue({ names });
    const server = createServer({ cert: certificate, key });
    server.listen(0, '127.0.0.1');
    await once(server, 'listening');
    return new ReplayServer(calls, server);
  }

  get port(): number {
    const address = this.#server.address();
    return typeof address === 'object' && address !== null ? address.port : 0;
  }

  get hosts(): readonly string[] {
    return [...new Set([...ownHosts, ...this.#answers.map(({ url }) => url.hostname)])];
  }

  stop(): void {
    this.#server.closeAllConnections();
    this.#server.close();
  }

  #answer({ headers, method, url = '/' }: IncomingMessage): Replay {
    const host = (headers.host ?? '').replace(/:\d+$/, '');
    if (host === loginHost) return tokenAnswer(this.#next(call => call.purpose === 'token'));
    if (headers.authorization === undefined) {
      return this.#answers.find(call => call.purpose === 'challenge' && call.url.hostname === host) ?? usualChallenge(host);
    }
    const found = this.#next(
      call =>
        call.purpose === 'request' &&
        call.method === method &&
        call.url.hostname === host &&
        `${call.url.pathname}${call.url.search}` === url,
    );
    if (found === undefined) this.strays.push(`${method} ${host}${url}`);
    return found ?? { status: 599, headers: [], answer: '' };
  }

  #next(fits: (call: RecordedCall) => boolean): RecordedCall | undefined {
    const found = this.#answers.find(call => fits(call) && !this.#given.has(call));
    if (found !== undefined) this.#given.add(found);
    return found;
  }
}

function usualChallenge(host: string): Replay {
  const resource = `https://${host.split('.').slice(1).join('.')}`;
  const challenge = `Bearer authorization="https://${loginHost}/11111111-2222-3333-4444-555555555555", resource="${resource}"`;
  return { status: 401, headers: [['WWW-Authenticate', challenge]], answer: '' };
}

/** The recorded answer with a life that has not passed since. */
function tokenAnswer(recorded: RecordedCall | undefined): Replay {
  const answer = recorded === undefined ? {} : (JSON.parse(recorded.answer) as Record<string, unknown>);
  if (recorded !== undefined && recorded.status !== 200) return recorded;
  const body = { ...answer, token_type: 'Bearer', access_token: 'replayed-token', expires_in: 3599, expires_on: undefined };
  return { status: 200, headers: [['Content-Type', 'application/json; charset=utf-8']], answer: JSON.stringify(body) };
}
