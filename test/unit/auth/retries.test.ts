import { describe, expect, test } from 'vitest';
import type { HeaderPair } from '../../../src/core/model/headers.ts';
import { FlowWorld, start, V } from './flowWorld.ts';

/** A vault whose first `failures` answers after the token are this one. */
function failing(status: number, headers: readonly HeaderPair[], failures: number): FlowWorld {
  const world = new FlowWorld();
  const normal = world.vault;
  let left = failures;
  world.vault = (seen, count) => (seen.token !== null && left-- > 0 ? { status, headers } : normal(seen, count));
  return world;
}

/** The oldest form of a date in HTTP (RFC 9110 section 5.6.7). */
const asctime = (ms: number): string => {
  const [day, date, month, year, time] = new Date(ms).toUTCString().replace(',', '').split(' ');
  return `${day} ${month} ${date} ${time} ${year}`;
};

describe('@retry sdk', () => {
  test.each<[number, number, HeaderPair[], number]>([
    [68, 429, [['Retry-After', '2']], 2000],
    [
      69,
      429,
      [
        ['Retry-After', '9'],
        ['retry-after-ms', '120'],
      ],
      120,
    ],
    [
      69,
      429,
      [
        ['Retry-After', '9'],
        ['x-ms-retry-after-ms', '130'],
      ],
      130,
    ],
    [70, 429, [['Retry-After', 'Wed, 21 Oct 2015 07:28:00 GMT']], 0],
    [0, 503, [['Retry-After', new Date(start + 5000).toUTCString()]], 5000],
    [0, 503, [['Retry-After', asctime(start + 5000)]], 5000],
    [0, 429, [['Retry-After', '1.5']], 1500],
    [0, 429, [['Retry-After', '-3']], 0],
    [0, 429, [['retry-after-ms', '-1']], 0],
    [0, 429, [['Retry-After', '2026-01-01']], 750],
    [0, 429, [['Retry-After', 'in 5 minutes']], 750],
    [71, 429, [], 750],
    [72, 503, [], 750],
    [72, 500, [], 750],
    [72, 502, [], 750],
    [72, 504, [], 750],
    [72, 408, [['Retry-After', 'nonsense']], 750],
  ])('vector %i: %i %j waits %i ms', async (_number, status, headers, ms) => {
    const world = failing(status, headers, 1);
    await world.run({ retry: 'sdk' });
    expect(world.waits).toEqual([ms]);
    expect(world.calls.slice(2)).toEqual([`request ${status}`, 'retry 200']);
    expect(world.notesOf('retry-waited')).toHaveLength(1);
  });

  test.each([501, 505, 400, 403, 404, 409])('vector 72: %i is not tried again', async status => {
    const world = failing(status, [['Retry-After', '0']], 1);
    await world.run({ retry: 'sdk' });
    expect(world.calls.at(-1)).toBe(`request ${status}`);
    expect(world.waits).toEqual([]);
  });

  test('vector 68: three retries at most', async () => {
    const world = failing(429, [['Retry-After', '2']], 99);
    await world.run({ retry: 'sdk' });
    expect(world.calls.slice(2)).toEqual(['request 429', 'retry 429', 'retry 429', 'retry 429']);
  });

  test('the backoff doubles', async () => {
    const world = failing(503, [], 99);
    await world.run({ retry: 'sdk' });
    expect(world.waits).toEqual([750, 1500, 3000]);
  });

  test.each([
    ['Retry-After', '600', 600_000],
    ['Retry-After', '99999999999', 99_999_999_999_000],
    ['retry-after-ms', '9'.repeat(400), Number.MAX_SAFE_INTEGER],
  ])('vector 73: %s: %s is shown, not waited for', async (header, value, ms) => {
    const world = failing(429, [[header, value]], 1);
    await world.run({ retry: 'sdk' });
    expect(world.waits).toEqual([]);
    expect(world.notesOf('retry-advised')).toMatchObject([{ sdkWaitsMs: ms, attempts: 3 }]);
  });

  test('vector 60: a probe answered 503 is repeated without body and token', async () => {
    const world = new FlowWorld();
    const normal = world.vault;
    world.vault = (seen, count) => (count === 1 ? { status: 503, headers: [['Retry-After', '0']] } : normal(seen, count));
    await world.run({ retry: 'sdk', method: 'PUT', body: new TextEncoder().encode('{}') });
    expect(world.calls).toEqual(['challenge 503', 'retry 401', 'token 200', 'request 200']);
    expect(world.seen.slice(0, 2).map(({ token, body }) => [token, body])).toEqual([
      [null, ''],
      [null, ''],
    ]);
  });
});

describe('without @retry', () => {
  test('the timeline says what an SDK would do', async () => {
    const world = failing(429, [['Retry-After', '2']], 1);
    await world.run();
    expect(world.calls.at(-1)).toBe('request 429');
    expect(world.notesOf('retry-advised')).toEqual([
      { kind: 'retry-advised', sdkWaitsMs: 2000, attempts: 3, text: 'An SDK tries again after 2 s, because Retry-After says so.' },
    ]);
  });
});

describe('redirects (threat a6)', () => {
  const moved = (status: number, location: string): FlowWorld => {
    const world = new FlowWorld();
    const normal = world.vault;
    world.vault = (seen, count) => {
      if (seen.purpose === 'redirect') return { status: 200 };
      return seen.token === null ? normal(seen, count) : { status, headers: [['Location', location]] };
    };
    return world;
  };
  const headers: readonly HeaderPair[] = [
    ['x-api-key', 'mine'],
    ['Cookie', 'c=1'],
  ];

  test('vector 63: are shown, not followed', async () => {
    const world = moved(302, 'https://other.vault.azure.net/x');
    await world.run();
    expect(world.calls.at(-1)).toBe('request 302');
    expect(world.notesOf('redirect-not-followed')).toEqual([
      { kind: 'redirect-not-followed', location: 'https://other.vault.azure.net/x' },
    ]);
  });

  const elsewhere = [
    'https://other.vault.azure.net/x',
    '//other.vault.azure.net/x',
    `${V}:8443/x`,
    'https://evil.example/x',
    'https://acme.vault.azure.net.evil.example',
  ];
  const statuses = [301, 302, 303, 307, 308];
  test.each(elsewhere.flatMap(location => statuses.map(status => [status, location] as const)))(
    'vector 63: followed to another origin (%i %s): nothing of the author goes along',
    async (status, location) => {
      const world = moved(status, location);
      await world.run({ followRedirect: true, headers });
      const last = world.seen.at(-1);
      expect(last?.purpose).toBe('redirect');
      expect(last?.headers).toEqual([['User-Agent', 'kvhttp']]);
      expect(last?.body).toBe('');
    },
  );

  test('followed inside the origin: the token stays', async () => {
    const world = moved(307, '/secrets/moved');
    await world.run({ followRedirect: true, headers });
    expect(world.seen.at(-1)).toMatchObject({ purpose: 'redirect', url: `${V}/secrets/moved`, token: 'token-1' });
  });

  test('303 turns a PUT into a GET without body', async () => {
    const world = moved(303, 'https://other.vault.azure.net/x');
    await world.run({ followRedirect: true, method: 'PUT', body: new TextEncoder().encode('secret') });
    expect(world.seen.at(-1)).toMatchObject({ purpose: 'redirect', method: 'GET', token: null, body: '' });
  });

  test.each([
    [307, 'PUT', '/secrets/moved'],
    [308, 'POST', 'https://other.vault.azure.net/x'],
    [302, 'DELETE', '/x'],
    [302, 'GET', 'http://acme.vault.azure.net/x'],
    [302, 'GET', 'file:///etc/passwd'],
    [302, 'GET', 'javascript:alert(1)'],
    [302, 'GET', 'https://user:pw@other.vault.azure.net/'],
  ])('%i of a %s to %s is not followed', async (status, method, location) => {
    const world = moved(status, location);
    await world.run({ followRedirect: true, method, body: method === 'GET' ? undefined : new TextEncoder().encode('secret') });
    expect(world.calls.at(-1)).toBe(`request ${status}`);
    expect(world.notesOf('redirect-not-followed')).toHaveLength(1);
  });

  test('a chain ends', async () => {
    const world = new FlowWorld();
    world.vault = () => ({ status: 302, headers: [['Location', '/again']] });
    await world.run({ followRedirect: true, flow: 'anonymous' });
    expect(world.calls).toEqual(['request 302', ...Array.from({ length: 5 }, () => 'redirect 302')]);
  });
});
