import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import type { HeaderPair } from '../../../src/core/model/headers.ts';
import { Secret } from '../../../src/core/model/secret.ts';
import type { TokenFacts } from '../../../src/core/model/tokenFacts.ts';
import type { Trace } from '../../../src/core/model/trace.ts';
import { redactText } from '../../../src/core/token/redactText.ts';
import { redactEvent, redactTrace } from '../../../src/core/token/redactTrace.ts';
import { aKeyVaultTrace, anExchange, aResponse, bytes, challengeLine } from '../builders/aKeyVaultTrace.ts';

const canary = 'c4n4ry/+?&"<S3cret>\u00fc=';
const jwt = `${Buffer.from('{"alg":"RS256","typ":"JWT"}').toString('base64url')}.${Buffer.from('{"aud":"x"}').toString('base64url')}.c2lnbmF0dXJlLWNhbmFyeQ`;
const secrets = [new Secret(canary)];

interface Wire {
  readonly url?: string;
  readonly requestHeaders?: readonly HeaderPair[];
  readonly requestBody?: string;
  readonly responseHeaders?: readonly HeaderPair[];
  readonly responseBody?: string;
}

const traceOf = (wire: Wire): Trace => {
  const exchange = anExchange(0, 'request', aResponse(200, wire.responseBody ?? '', wire.responseHeaders));
  const request = {
    method: 'POST',
    url: wire.url ?? exchange.request.url,
    headers: wire.requestHeaders ?? [],
    body: wire.requestBody === undefined ? undefined : bytes(wire.requestBody),
  };
  return aKeyVaultTrace([{ ...exchange, request }]);
};

/** The one exchange of a redacted trace as text. */
function shown(wire: Wire, known: readonly Secret[] = secrets) {
  const entry = redactTrace(traceOf(wire), known).entries[0];
  if (entry?.kind !== 'exchange' || entry.exchange.outcome.kind !== 'response') throw new Error('no answer');
  const { request, outcome } = entry.exchange;
  const text = (body: Uint8Array | undefined): string => new TextDecoder().decode(body);
  return {
    url: request.url,
    requestHeaders: request.headers,
    requestBody: text(request.body),
    responseHeaders: outcome.response.headers,
    responseBody: text(outcome.response.body.bytes),
  };
}

const form: readonly HeaderPair[] = [['content-type', 'application/x-www-form-urlencoded']];

describe('header fields', () => {
  for (const [name, value, expected] of [
    ['Authorization', `Bearer ${jwt}`, 'Bearer [token]'],
    ['authorization', 'PoP opaque', 'PoP [token]'],
    ['Authorization', 'Basic dXNlcjpwYXNz', 'Basic [redacted]'],
    ['Authorization', 'lonely', '[redacted]'],
    ['Proxy-Authorization', 'Basic dXNlcjpwYXNz', 'Basic [redacted]'],
    ['Cookie', 'a=b', '[redacted]'],
    ['Set-Cookie', 'a=b; Path=/', '[redacted]'],
    ['X-Api-Key', 'k', '[redacted]'],
    ['X-IDENTITY-HEADER', 'k', '[redacted]'],
    ['Accept', 'application/json', 'application/json'],
    ['Location', `https://x/?sig=abc&b=1`, 'https://x/?sig=[redacted]&b=1'],
    ['Location', 'https://u:p@ss@x/cb#access_token=abc&state=1', 'https://[redacted]@x/cb#access_token=[redacted]&state=1'],
    ['Location', 'https://u:pa/ss@x/?a=me@home', 'https://[redacted]@home'],
    ['Location', 'https://x:8443/@me?a=b', 'https://x:8443/@me?a=b'],
    ['Link', '<https://x/c?sv=1&sig=abc%3D>; rel=next', '<https://x/c?sv=1&sig=[redacted]>; rel=next'],
    ['X-Design', 'the design=good', 'the design=good'],
    ['X-Note', 'to https://x/cb#access_token=abc&x=1.', 'to https://x/cb#access_token=[redacted]&x=1.'],
    ['X-Note', 'at https://u:p@ss@x/ and at https://x:443/@me', 'at https://[redacted]@x/ and at https://x:443/@me'],
    ['X-Note', 'https://x: me@home, http://x:80. me@home', 'https://x: me@home, http://x:80. me@home'],
  ] as const) {
    test(`${name}: ${value.slice(0, 20)}`, () =>
      expect(shown({ requestHeaders: [[name, value]] }).requestHeaders).toEqual([[name, expected]]));
  }

  test('the challenge is evidence and stays as it is', () => {
    expect(shown({ responseHeaders: [['WWW-Authenticate', challengeLine]] }).responseHeaders).toContainEqual([
      'WWW-Authenticate',
      challengeLine,
    ]);
  });
});

describe('bodies', () => {
  test('token request: fields that are credentials, and only those', () => {
    const body =
      'client_id=app&scope=https%3A%2F%2Fvault.azure.net%2F.default&client_secret=s1&client_assertion=s2&assertion=s3&refresh_token=s4&password=s5&device_code=s6&grant_type=client_credentials';
    const { requestBody } = shown({ requestHeaders: form, requestBody: body });
    expect(requestBody).not.toMatch(/=s\d/);
    expect(requestBody).toContain('client_id=app&scope=https%3A%2F%2Fvault.azure.net%2F.default&client_secret=[redacted]&');
    expect(requestBody).toContain('grant_type=client_credentials');
  });

  for (const [title, body, gone, kept] of [
    [
      'token answer',
      `{"token_type":"Bearer","expires_in":3599,"access_token":"${jwt}","refresh_token":"0.AAA","id_token":"${jwt}"}`,
      ['eyJ', '0.AAA'],
      ['"expires_in":3599'],
    ],
    [
      'secret',
      '{"value":"p4ss","id":"https://kv/secrets/a/1","attributes":{"enabled":true}}',
      ['p4ss'],
      ['"id":"https://kv/secrets/a/1"', '"enabled":true'],
    ],
    ['backup blob', '{"value":"KUF6dXJlS2V5"}', ['KUF6'], []],
    [
      'certificate import',
      '{"value":"MIIK","pwd":"p4ss","policy":{"key_props":{"exportable":true}}}',
      ['MIIK', 'p4ss'],
      ['"exportable":true'],
    ],
    [
      'private key',
      '{"key":{"kty":"RSA","n":"public-n","e":"AQAB","d":"priv1","p":"priv2","q":"priv3","dp":"priv4","dq":"priv5","qi":"priv6"}}',
      ['priv'],
      ['public-n', 'AQAB'],
    ],
    ['symmetric key', '{"key":{"kty":"oct","k":"priv1"}}', ['priv1'], ['"kty":"oct"']],
    ['list', '{"value":[{"id":"https://kv/secrets/a"}],"nextLink":null}', [], ['{"id":"https://kv/secrets/a"}']],
    ['numbers too', '{"value":12345678901234567890}', ['123456'], []],
    ['verify', '{"value":true}', [], ['{"value":true}']],
    ['error', '{"error":{"code":"Forbidden","message":"no","innererror":{"code":"ForbiddenByRbac"}}}', [], ['"ForbiddenByRbac"']],
    ['big numbers and spaces stay', '{ "n" : 12345678901234567890,\n "a":1.50 }', [], ['{ "n" : 12345678901234567890,\n "a":1.50 }']],
    ['a token anywhere', `{"log":"sent ${jwt} to it"}`, ['c2lnbmF0dXJl'], ['sent ']],
    ['the SAS of a backup', '{"storageResourceUri":"https://x/c","token":"sv=1&sig=p4ss"}', ['p4ss'], ['"https://x/c"']],
    ['a SAS anywhere', '{"uri":"https://x/c?sv=1&sig=p4ss%3D","log":"at https://x/c?sig=p4ss\\u0026a=b"}', ['p4ss'], ['?sv=1&sig=']],
  ] as const) {
    test(title, () => {
      const { responseBody } = shown({ responseBody: body });
      for (const text of gone) expect(responseBody).not.toContain(text);
      for (const text of kept) expect(responseBody).toContain(text);
      expect(() => JSON.parse(responseBody)).not.toThrow();
    });
  }

  test('JSON that was cut off', () => expect(shown({ responseBody: '{"id":"a","value":"p4ss-is-cut' }).responseBody).not.toContain('p4ss'));

  test('binary goes whole', () => {
    const trace = traceOf({});
    const [entry] = trace.entries;
    if (entry?.kind !== 'exchange' || entry.exchange.outcome.kind !== 'response') throw new Error('no answer');
    const response = {
      ...entry.exchange.outcome.response,
      headers: [['content-type', 'application/x-pkcs12']] as const,
      body: { bytes: new Uint8Array([0x30, 0x82, 0xff, 0xfe]), wireBytes: 4, decodedBytes: 4, cut: undefined },
    };
    const done = redactTrace(
      { ...trace, entries: [{ kind: 'exchange', exchange: { ...entry.exchange, outcome: { kind: 'response', response } } }] },
      [],
    );
    const [after] = done.entries;
    expect(
      after?.kind === 'exchange' &&
        after.exchange.outcome.kind === 'response' &&
        new TextDecoder().decode(after.exchange.outcome.response.body.bytes),
    ).toBe('[binary body removed]');
  });
});

describe('a listed secret goes in every spelling and place', () => {
  const raw = Buffer.from(canary);
  const json = (text: string): string => JSON.stringify(text).slice(1, -1);
  for (const [title, text] of [
    ['plain', canary],
    ['base64', raw.toString('base64')],
    ['base64url', raw.toString('base64url')],
    ['base64 after one byte', Buffer.from(`:${canary}`).toString('base64')],
    ['base64 after two bytes', Buffer.from(`u:${canary}@x`).toString('base64')],
    ['URL', encodeURIComponent(canary)],
    ['URL, lower case', encodeURIComponent(canary).replace(/%../g, part => part.toLowerCase())],
    ['form', new URLSearchParams({ a: canary }).toString().slice(2)],
    ['JSON', json(canary)],
    ['JSON twice', json(json(canary))],
    ['JSON, ASCII only', json(canary).replace('\u00fc', '\\u00fc')],
    ['JSON, .NET', json(canary).replace(/[&+<>\u00fc]/g, char => `\\u00${char.charCodeAt(0).toString(16).toUpperCase()}`)],
    ['HTML', canary.replace(/&/g, '&amp;').replace(/</g, '&lt;').replace(/>/g, '&gt;').replace(/"/g, '&quot;')],
    ['hexadecimal', raw.toString('hex')],
    ['base64 in a URL', encodeURIComponent(raw.toString('base64'))],
    ['URL in a URL', encodeURIComponent(encodeURIComponent(canary))],
  ] as const) {
    test(title, () => {
      // What is left of an encoding at its edges is less than one character of the secret on either side.
      const core = text.length > 12 && /base64/.test(title) ? text.slice(4, -6) : text;
      expect(redactText(`before ${text} after`, secrets)).not.toContain(core);
      expect(redactText(`before ${text} after`, secrets)).toContain('[secret]');
      const wire = shown({
        url: `https://kv-one.vault.azure.net/secrets/${encodeURIComponent(canary)}?x=${encodeURIComponent(canary)}`,
        responseHeaders: [['x-echo', text]],
        responseBody: `<p>${text}</p>`,
      });
      expect(JSON.stringify(wire)).not.toContain(JSON.stringify(core).slice(1, -1));
      expect(wire.url).toBe('https://kv-one.vault.azure.net/secrets/[secret]?x=[secret]');
    });
  }

  test('in every text of a trace', () => {
    const trace: Trace = {
      ...traceOf({}),
      request: { ...traceOf({}).request, title: canary, url: `https://u:p@kv-one.vault.azure.net/${encodeURIComponent(canary)}` },
      entries: [
        { kind: 'note', at: 0, note: { kind: 'warning', text: canary } },
        { kind: 'note', at: 0, note: { kind: 'redirect-not-followed', location: canary } },
        { kind: 'note', at: 0, note: { kind: 'redirect-not-followed', location: 'https://u:p@x/?sig=c4n4ry' } },
        {
          kind: 'exchange',
          exchange: anExchange(0, 'request', undefined, {
            outcome: {
              kind: 'failed',
              failure: {
                code: 'net-reset',
                phase: 'wait',
                message: canary,
                rawCodes: [],
                partial: aResponse(200, canary, [[`x-${canary}`, canary]]),
              },
            },
          }),
        },
      ],
      challenge: {
        authority: canary,
        tenant: canary,
        resource: canary,
        scope: canary,
        error: canary,
        errorDescription: canary,
        claims: canary,
        raw: [canary],
        warnings: [canary],
      },
      token: { header: {}, claims: { a: [canary, { b: canary }] }, fingerprint: '1', problems: [canary], source: 'given' },
      outcome: { kind: 'failed', exchange: null, message: canary },
    };
    const done = redactTrace(trace, secrets);
    const seen = JSON.stringify(done, (_, value) => (value instanceof Uint8Array ? new TextDecoder().decode(value) : value));
    expect(seen).not.toContain('c4n4ry');
    expect(seen).not.toContain('u:p@');
  });

  test('a short one only where it stands alone', () => {
    expect(redactText('ab abc "ab" x-ab', [new Secret('ab')])).toBe('[secret] abc "[secret]" x-ab');
    expect(redactText('nothing', [new Secret(''), new Secret('  ')])).toBe('nothing');
  });
});

test('events are redacted as the trace is', () => {
  const event = redactEvent({ kind: 'run-ended', at: 1, outcome: { kind: 'blocked', code: 'host-not-allowed', message: canary } }, secrets);
  expect(event).toEqual({ kind: 'run-ended', at: 1, outcome: { kind: 'blocked', code: 'host-not-allowed', message: '[secret]' } });
});

test('a claim may have any name, and what needs no change stays as it is', () => {
  const claims = JSON.parse(`{"__proto__":{"a":${JSON.stringify(canary)}},"constructor":${JSON.stringify(canary)},"kept":{"b":"x"}}`);
  const token: TokenFacts = { header: { alg: 'RS256' }, claims, fingerprint: '1', problems: [], source: 'given' };
  const event = redactEvent({ kind: 'token', at: 1, token }, secrets);
  const shown = event.kind === 'token' ? event.token : undefined;
  expect(JSON.stringify(shown?.claims)).toBe('{"__proto__":{"a":"[secret]"},"constructor":"[secret]","kept":{"b":"x"}}');
  expect(Object.getPrototypeOf(shown?.claims)).toBe(Object.prototype);
  expect(shown?.claims['kept']).toBe(claims.kept);
  expect(shown?.header).toBe(token.header);
});

test('redacting twice changes nothing more', () => {
  const listed = ['redacted', 'secret', 'token', canary, 'ed]', '%5Bs'].map(value => new Secret(value));
  fc.assert(
    fc.property(
      fc.oneof(fc.json(), fc.string(), fc.constantFrom('[secret]', `a=${canary}&password=x`, `{"value":"${jwt}"}`)),
      fc.subarray(listed),
      (text, known) => {
        const once = redactTrace(
          traceOf({
            responseBody: text,
            requestBody: text,
            requestHeaders: [
              ['authorization', `Bearer ${text}`],
              ['x', text],
            ],
          }),
          known,
        );
        expect(redactTrace(once, known)).toEqual(once);
      },
    ),
    { numRuns: Number(process.env['FAST_CHECK_RUNS'] ?? 60) },
  );
});

test('JSON stays JSON with the same structure', () => {
  fc.assert(
    fc.property(fc.json(), text => {
      const shape = (value: unknown): unknown =>
        Array.isArray(value)
          ? value.map(shape)
          : typeof value === 'object' && value !== null
            ? Object.fromEntries(Object.entries(value).map(([key, item]) => [key, shape(item)]))
            : 0;
      expect(shape(JSON.parse(shown({ responseBody: text }, []).responseBody || 'null'))).toEqual(shape(JSON.parse(text)));
    }),
    { numRuns: Number(process.env['FAST_CHECK_RUNS'] ?? 150) },
  );
});
