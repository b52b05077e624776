import type { IncomingMessage } from 'node:http';
import { type Answer, textAnswer } from './answer.ts';

/**
 * Refuses what a web page could cause. The server listens on loopback, where every page that the user visits can
 * send to it: a foreign Host is DNS rebinding, and the other marks are set by browsers and cannot be removed by a page.
 */
export function refuseBrowserShaped(request: IncomingMessage, allowedHosts: ReadonlySet<string>): Answer | undefined {
  const hosts = request.headersDistinct.host ?? [];
  if (hosts.length !== 1 || !allowedHosts.has((hosts[0] ?? '').toLowerCase())) {
    return textAnswer(421, 'The embedded vault does not answer for this host.\n');
  }
  if (request.headers.origin !== undefined) return textAnswer(403, 'The embedded vault does not answer web pages.\n');
  const site = request.headers['sec-fetch-site'];
  if (site !== undefined && site !== 'none' && site !== 'same-origin') {
    return textAnswer(403, 'The embedded vault does not answer web pages.\n');
  }
  if (request.method === 'OPTIONS') return textAnswer(405, 'OPTIONS is not supported.\n', [['Allow', 'GET, PUT, POST, PATCH, DELETE']]);
  if (!(request.url ?? '').startsWith('/')) return textAnswer(400, 'The request target must be a path.\n');
  return undefined;
}
