import type { HeaderPair } from '../../core/model/headers.ts';
import { type Answer, jsonAnswer, jsonType } from '../http/answer.ts';
import { readJsonObject } from '../http/readJsonObject.ts';
import { proxyPage } from '../scenario/proxyPage.ts';
import type { Fault } from './fault.ts';

const change = (to: (answer: Answer, path: string) => Answer): Fault => ({ kind: 'answer', change: to });
const always = (answer: Answer): Fault => change(() => answer);

const html = (status: number, text: string, headers: readonly HeaderPair[] = []): Answer => ({
  status,
  headers: [...headers, ['Content-Type', 'text/html; charset=utf-8']],
  body: `<!DOCTYPE html><html><head><title>${text}</title></head><body><h1>${text}</h1></body></html>\n`,
});

const gateway: HeaderPair = ['Server', 'sample-web-gateway'];
const via: HeaderPair = ['Via', '1.1 sample-web-gateway'];
const isChallenge = ([name]: HeaderPair): boolean => name.toLowerCase() === 'www-authenticate';

const unavailable = (retryAfter: string): Fault =>
  always(
    jsonAnswer(503, { error: { code: 'ServiceUnavailable', message: 'The service is temporarily unavailable.' } }, [
      ['Retry-After', retryAfter],
    ]),
  );

/** Changes a good token answer; any other answer stays as it is. */
const token = (to: (body: Readonly<Record<string, unknown>>) => unknown): Fault =>
  change(answer => {
    const body = readJsonObject(answer.body ?? '');
    return body?.access_token === undefined ? answer : { ...answer, body: JSON.stringify(to(body)) };
  });

/** Faults that are answers themselves: of a service that is down, of a proxy in between, of a token endpoint that misbehaves. */
export const answerFaults = {
  'redirect-loop': change((_answer, path) => ({ status: 302, headers: [['Location', path]], body: undefined })),
  'redirect-elsewhere': always({ status: 307, headers: [['Location', 'https://elsewhere.example/']], body: undefined }),
  'duplicate-challenge': change(answer => ({
    ...answer,
    headers: answer.headers.flatMap(header =>
      isChallenge(header) ? [['WWW-Authenticate', 'Negotiate'] as const, header, header] : [header],
    ),
  })),
  'no-challenge': change(answer => ({ ...answer, headers: answer.headers.filter(header => !isChallenge(header)) })),
  unavailable: unavailable('2'),
  'unavailable-for-a-day': unavailable('86400'),
  'gateway-timeout': always(html(504, 'Gateway Timeout', [gateway])),
  'html-not-found': always(html(404, '404 - File or directory not found.')),
  'portal-page': always(proxyPage),
  'portal-redirect': always(html(302, 'Sign in to the network', [gateway, ['Location', 'http://portal.example/login']])),
  'proxy-authentication': always(
    html(407, 'Proxy Authentication Required', [gateway, via, ['Proxy-Authenticate', 'Basic realm="sample gateway"']]),
  ),
  'proxy-denies': always(html(403, 'Access denied by the web gateway', [gateway, via])),
  'token-not-json': change(answer => ({ status: 200, headers: [jsonType], body: answer.body?.slice(0, 20) ?? '{' })),
  'token-error-in-200': always(
    jsonAnswer(200, { error: 'temporarily_unavailable', error_description: 'The service is temporarily unavailable.' }),
  ),
  'token-opaque': token(body => ({ ...body, access_token: 'opaque-sample-token-without-parts' })),
  'token-missing': token(({ access_token: _left, ...rest }) => rest),
  'token-lifetime-negative': token(body => ({ ...body, expires_in: -1, ext_expires_in: -1 })),
} as const satisfies Readonly<Record<string, Fault>>;
