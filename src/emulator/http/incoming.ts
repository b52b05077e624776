import type { IncomingHttpHeaders, IncomingMessage } from 'node:http';

/** A request as the handlers see it: read whole, within the cap, from a caller that was let in. */
export interface Incoming {
  readonly method: string;
  /** The Host header, lower case. */
  readonly host: string;
  /** As received, without the query. */
  readonly path: string;
  readonly query: URLSearchParams;
  readonly headers: IncomingHttpHeaders;
  readonly remoteAddress: string;
  readonly body: string;
}

export const maxBodyBytes = 1024 * 1024;

/**
 * The body as UTF-8, or undefined when it is longer than the cap. The rest of a body that is too long is read and
 * dropped: a socket closed under an upload would take the answer with it.
 */
export function readBody(request: IncomingMessage): Promise<string | undefined> {
  return new Promise((resolve, reject) => {
    const chunks: Buffer[] = [];
    let size = 0;
    request.on('data', (chunk: Buffer) => {
      size += chunk.length;
      if (size <= maxBodyBytes) chunks.push(chunk);
      else {
        chunks.length = 0;
        resolve(undefined);
      }
    });
    request.on('end', () => resolve(Buffer.concat(chunks).toString('utf8')));
    request.on('error', reject);
  });
}

export function toIncoming(request: IncomingMessage, body: string): Incoming {
  const target = request.url ?? '/';
  const mark = target.indexOf('?');
  return {
    method: request.method ?? 'GET',
    host: (request.headers.host ?? '').toLowerCase(),
    path: mark === -1 ? target : target.slice(0, mark),
    query: new URLSearchParams(mark === -1 ? '' : target.slice(mark + 1)),
    headers: request.headers,
    remoteAddress: request.socket.remoteAddress ?? '127.0.0.1',
    body,
  };
}
