import { describe, expect, test } from 'vitest';
import type { WireRequest } from '../../../src/core/model/wire.ts';
import { prepareRequest } from '../../../src/transport/prepareRequest.ts';
import { TransportError } from '../../../src/transport/transportError.ts';

function aRequest(over: Partial<WireRequest> = {}): WireRequest {
  return { method: 'GET', url: 'https://contoso.vault.azure.net/secrets', headers: [['Accept', '*/*']], body: undefined, ...over };
}

function refusal(request: WireRequest): TransportError | undefined {
  try {
    prepareRequest(request);
    return undefined;
  } catch (error) {
    if (TransportError.is(error, 'request-invalid')) return error;
    throw error;
  }
}

const controls = [...Array.from({ length: 32 }, (_, code) => code), 127];

/** Where a control character can be smuggled in; a tab is allowed in one of them. */
const positions: readonly (readonly [string, (character: string) => Partial<WireRequest>])[] = [
  ['the method', c => ({ method: `GE${c}T` })],
  ['the host', c => ({ url: `https://con${c}toso.vault.azure.net/` })],
  ['the path', c => ({ url: `https://contoso.vault.azure.net/a${c}b` })],
  ['the query', c => ({ url: `https://contoso.vault.azure.net/?a=${c}` })],
  ['a header name', c => ({ headers: [[`X-${c}A`, 'b']] })],
  ['a header value', c => ({ headers: [['X-A', `b${c}c`]] })],
  ['the Host header', c => ({ headers: [['Host', `a${c}b`]] })],
];

describe('control characters are refused before anything is sent', () => {
  for (const [where, over] of positions) {
    test.each(controls)(`%i in ${where}`, code => {
      const refused = refusal(aRequest(over(String.fromCharCode(code))));
      const allowed = code === 9 && where.endsWith('header value') ? true : code === 9 && where === 'the Host header';
      expect(refused === undefined).toBe(allowed);
    });
  }
});

describe('other refusals', () => {
  test.each<[string, Partial<WireRequest>]>([
    ['a URL that is none', { url: 'contoso' }],
    ['another scheme', { url: 'file:///etc/passwd' }],
    ['user and password', { url: 'https://user:canary@contoso.vault.azure.net/' }],
    ['CONNECT', { method: 'CONNECT' }],
    ['an empty method', { method: '' }],
    ['an empty header name', { headers: [['', 'a']] }],
    [
      'two Host',
      {
        headers: [
          ['Host', 'a'],
          ['host', 'b'],
        ],
      },
    ],
    [
      'two Content-Length',
      {
        headers: [
          ['Content-Length', '0'],
          ['content-length', '0'],
        ],
      },
    ],
    ['a Content-Length that is not the length', { headers: [['Content-Length', '5']], body: new Uint8Array(3) }],
    ['Transfer-Encoding', { headers: [['Transfer-Encoding', 'chunked']] }],
    ['Upgrade', { headers: [['upgrade', 'h2c']] }],
    ['a value beyond ISO-8859-1', { headers: [['X-A', '\u2028canary']] }],
  ])('%s', (_what, over) => {
    const refused = refusal(aRequest(over));
    expect(refused).toBeDefined();
    expect(refused?.message).not.toContain('canary');
  });
});

test('what passes is kept: origin, path as written, header lines', () => {
  const prepared = prepareRequest(
    aRequest({ method: 'PATCH', url: 'HTTPS://Contoso.Vault.Azure.Net:8443/a//b/%2E?q#f', headers: [['x-A', ' b ']] }),
  );
  expect(prepared).toEqual({
    origin: { host: 'contoso.vault.azure.net', port: 8443, secure: true },
    method: 'PATCH',
    path: '/a//b/%2E?q',
    headers: [
      ['Host', 'contoso.vault.azure.net:8443'],
      ['x-A', ' b '],
      ['Content-Length', '0'],
    ],
    body: undefined,
    expectsContinue: false,
    close: false,
  });
});

test('IPv6 hosts lose their brackets for the socket and keep them on the wire', () => {
  const { origin, headers } = prepareRequest(aRequest({ url: 'http://[::1]:8080/', headers: [] }));
  expect([origin, headers]).toEqual([{ host: '::1', port: 8080, secure: false }, [['Host', '[::1]:8080']]]);
});
