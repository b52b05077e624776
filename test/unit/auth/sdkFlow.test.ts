import { describe, expect, test } from 'vitest';
import { type Answer, challenge401, FlowWorld, issueToken, type Seen, start, T, T2, V, vaultResource } from './flowWorld.ts';

const bytes = (text: string): Uint8Array => new TextEncoder().encode(text);
const put = (url: string, body: string) => ({
  method: 'PUT',
  url,
  headers: [['Content-Type', 'application/json']] as const,
  body: bytes(body),
});
const secretBody = '{"value":"the-vault-secret"}';
const claimsOf = (json: string): string => Buffer.from(json).toString('base64');
const caeChallenge = challenge401(
  T,
  vaultResource,
  `, error="insufficient_claims", claims="${claimsOf('{"access_token":{"nbf":{"essential":true}}}')}"`,
);

/** A vault that takes only the tokens in the list. */
const taking =
  (tokens: readonly string[], refusal: Answer = challenge401()): ((seen: Seen) => Answer) =>
  ({ token }) =>
    token !== null && tokens.includes(token) ? { status: 200, body: '{}' } : refusal;

async function warm(world = new FlowWorld()): Promise<FlowWorld> {
  await world.run();
  world.seen.length = 0;
  world.notes.length = 0;
  return world;
}

describe('first and following calls', () => {
  test('vector 46: the first call has no token and no body, the second has both', async () => {
    const world = new FlowWorld();
    const outcome = await world.run(put(`${V}/secrets/db`, secretBody));
    expect(world.seen.map(({ purpose, method, token, body }) => [purpose, method, token, body])).toEqual([
      ['challenge', 'PUT', null, ''],
      ['token', 'POST', null, expect.stringContaining('scope=https%3A%2F%2Fvault.azure.net%2F.default')],
      ['request', 'PUT', 'token-1', secretBody],
    ]);
    expect(world.seen[0]?.headers).toContainEqual(['Content-Length', '0']);
    expect(world.seen[0]?.headers).toContainEqual(['Content-Type', 'application/json']);
    expect(outcome).toEqual({ kind: 'answered', exchange: 2 });
  });

  test('the token call says who, for what, and that claims challenges are understood', async () => {
    const world = new FlowWorld();
    await world.run();
    const form = new URLSearchParams(world.seen[1]?.body);
    expect(world.seen[1]?.url).toBe(`https://login.microsoftonline.com/${T}/oauth2/v2.0/token`);
    expect(Object.fromEntries(form)).toEqual({
      grant_type: 'client_credentials',
      client_id: '22222222-0000-0000-0000-000000000000',
      client_secret: 'the-client-secret',
      scope: 'https://vault.azure.net/.default',
      claims: '{"access_token":{"xms_cc":{"values":["cp1"]}}}',
    });
  });

  test('v1 asks with the resource', async () => {
    const world = new FlowWorld();
    await world.run({ tokenEndpoint: 'v1' });
    expect(world.seen[1]?.url).toBe(`https://login.microsoftonline.com/${T}/oauth2/token`);
    expect(new URLSearchParams(world.seen[1]?.body).get('resource')).toBe(vaultResource);
  });

  test('vector 47: the second call is one call', async () => {
    const world = await warm();
    await world.run();
    expect(world.seen.map(call => [call.purpose, call.token])).toEqual([['request', 'token-1']]);
    expect(world.notes.map(note => note.kind)).toEqual(['challenge-cached', 'token-cached']);
  });

  test('vector 48: a second vault of the tenant is probed and reuses the token', async () => {
    const world = await warm();
    await world.run({ url: 'https://other.vault.azure.net/secrets/db' });
    expect(world.seen.map(call => [call.purpose, call.token])).toEqual([
      ['challenge', null],
      ['request', 'token-1'],
    ]);
  });

  test.each([`${V}:443/secrets?$skiptoken=x`, 'https://ACME.vault.azure.net/secrets'])('vectors 43, 49: no new probe for %s', async url => {
    const world = await warm();
    await world.run({ url });
    expect(world.seen.map(call => call.purpose)).toEqual(['request']);
  });

  test('vector 44: another port has a cache entry of its own', async () => {
    const world = await warm();
    await world.run({ url: `${V}:8443/secrets/db` });
    expect(world.seen.map(call => call.purpose)).toEqual(['challenge', 'request']);
  });

  test('vector 50: PUT and GET at once share probe and token, each ends with its own body', async () => {
    const world = new FlowWorld();
    await Promise.all([world.run(put(`${V}/secrets/a`, secretBody)), world.run({ url: `${V}/secrets/b` })]);
    expect(world.seen.filter(call => call.purpose === 'challenge')).toHaveLength(1);
    expect(world.seen.filter(call => call.purpose === 'token')).toHaveLength(1);
    const finals = world.seen.filter(call => call.purpose === 'request').map(({ method, body, token }) => [method, body, token]);
    expect(finals.sort()).toEqual([
      ['GET', '', 'token-1'],
      ['PUT', secretBody, 'token-1'],
    ]);
  });

  test('@challenge fresh forgets the challenge, keeps the token', async () => {
    const world = await warm();
    await world.run({ challenge: 'fresh' });
    expect(world.seen.map(call => call.purpose)).toEqual(['challenge', 'request']);
    expect(world.notes[0]).toMatchObject({ kind: 'challenge-forgotten' });
  });

  test('@token fresh skips the cache; @token cached insists on it', async () => {
    const world = await warm();
    await world.run({ token: { kind: 'fresh' } });
    expect(world.calls.slice(3)).toEqual(['token 200', 'request 200']);
    const cold = new FlowWorld();
    expect(await cold.run({ token: { kind: 'cached' } })).toMatchObject({ kind: 'blocked', code: 'no-cached-token' });
    expect(cold.calls).toEqual(['challenge 401']);
  });

  test('@token expired is for the embedded vault alone', async () => {
    const world = new FlowWorld();
    expect(await world.run({ token: { kind: 'expired' } })).toMatchObject({ kind: 'blocked', code: 'embedded-only' });
    expect(world.seen).toEqual([]);
  });
});

describe('a token that is refused', () => {
  test('vector 51: one new token, one more call, then the 401 is shown', async () => {
    const world = new FlowWorld();
    world.vault = () => challenge401();
    const outcome = await world.run();
    expect(world.calls).toEqual(['challenge 401', 'token 200', 'request 401', 'token 200', 'request 401']);
    expect(world.seen.map(call => call.token)).toEqual([null, null, 'token-1', null, 'token-2']);
    expect(outcome).toEqual({ kind: 'answered', exchange: 4 });
  });

  test('vector 51: a token endpoint that gives the same token again ends it', async () => {
    const world = new FlowWorld();
    world.vault = () => challenge401();
    world.entra = () => ({ status: 200, body: JSON.stringify({ access_token: 'always-this', expires_in: 3600 }) });
    expect(await world.run()).toEqual({ kind: 'answered', exchange: 2 });
    expect(world.calls).toEqual(['challenge 401', 'token 200', 'request 401', 'token 200']);
  });

  test('vector 52: another tenant gets a token of that tenant, and the cache learns it', async () => {
    const world = await warm(worldWithoutTenant());
    world.vault = taking(['token-2'], challenge401(T2));
    await world.run();
    expect(world.calls.slice(3)).toEqual(['request 401', 'token 200', 'request 200']);
    expect(world.seen[1]?.url).toContain(T2);
    expect(world.memory.challenges.get(V)?.tenant).toBe(T2);
  });

  test('vector 53: another resource gets a new token', async () => {
    const world = await warm();
    world.vault = taking(['token-2'], challenge401(T, 'https://azure.net'));
    await world.run();
    expect(world.calls.slice(3)).toEqual(['request 401', 'token 200', 'request 200']);
    expect(new URLSearchParams(world.seen[1]?.body).get('scope')).toBe('https://azure.net/.default');
  });

  test('50 runs whose token was revoked get one new token together', async () => {
    const world = await warm();
    world.vault = taking(['token-2']);
    await Promise.all(Array.from({ length: 50 }, () => world.run()));
    expect(world.seen.filter(call => call.purpose === 'token')).toHaveLength(1);
    expect(world.calls.filter(call => call === 'request 200')).toHaveLength(51);
  });
});

describe('a credential that asks for scopes of its own', () => {
  const scopesOverride = ['api://gateway/.default', 'offline_access'];

  test("they are asked for instead of the challenge's, and that is said", async () => {
    const world = new FlowWorld();
    world.credential = { ...world.credential, scopesOverride };
    await world.run();
    expect(world.calls).toEqual(['challenge 401', 'token 200', 'request 200']);
    expect(new URLSearchParams(world.seen[1]?.body).get('scope')).toBe('api://gateway/.default offline_access');
    expect(world.notesOf('warning').map(({ text }) => text)).toEqual([
      expect.stringMatching(/wants .*https:\/\/vault\.azure\.net\/\.default.*asks for api:\/\/gateway/),
    ]);
    await world.run();
    expect(world.calls.slice(3)).toEqual(['request 200']);
  });

  test('a challenge that is refused is refused all the same', async () => {
    const world = new FlowWorld();
    world.credential = { ...world.credential, scopesOverride };
    world.vault = () => challenge401(T, 'https://evil.example');
    expect(await world.run()).toMatchObject({ kind: 'blocked', code: 'challenge-resource-mismatch' });
  });

  test('v1 asks for the resource of the first', async () => {
    const world = new FlowWorld();
    world.credential = { ...world.credential, scopesOverride };
    await world.run({ tokenEndpoint: 'v1' });
    expect(new URLSearchParams(world.seen[1]?.body).get('resource')).toBe('api://gateway');
  });

  test("the same ones as the challenge's are no news", async () => {
    const world = new FlowWorld();
    world.credential = { ...world.credential, scopesOverride: ['https://vault.azure.net/.default'] };
    await world.run();
    expect(world.notesOf('warning')).toEqual([]);
  });
});

describe('claims challenges', () => {
  test('vector 54: claims are sent, with the scope and tenant of before', async () => {
    const world = await warm();
    world.vault = taking(['token-2'], { ...caeChallenge, headers: [['WWW-Authenticate', caeHeader(T2)]] });
    await world.run();
    expect(world.calls.slice(3)).toEqual(['request 401', 'token 200', 'request 200']);
    const form = new URLSearchParams(world.seen[1]?.body);
    expect(JSON.parse(form.get('claims') ?? '')).toEqual({ access_token: { nbf: { essential: true }, xms_cc: { values: ['cp1'] } } });
    expect(form.get('scope')).toBe('https://vault.azure.net/.default');
    expect(world.seen[1]?.url).toContain(T);
  });

  test('vector 55: a second claims challenge is shown', async () => {
    const world = await warm();
    world.vault = () => caeChallenge;
    expect(await world.run()).toEqual({ kind: 'answered', exchange: 2 });
    expect(world.calls.slice(3)).toEqual(['request 401', 'token 200', 'request 401']);
  });

  test.each([
    [56, 'the error without claims', ', error="insufficient_claims"'],
    [37, 'claims that are not base64', ', error="insufficient_claims", claims="{no}"'],
  ])('vector %i: %s makes no token call', async (_number, _name, more) => {
    const world = await warm();
    world.vault = () => challenge401(T, vaultResource, more);
    expect(await world.run()).toEqual({ kind: 'answered', exchange: 0 });
    expect(world.seen.map(call => call.purpose)).toEqual(['request']);
  });

  test('vector 56: claims without the error are not sent', async () => {
    const world = await warm();
    world.vault = () => challenge401(T, vaultResource, `, claims="${claimsOf('{"access_token":{"a":1}}')}"`);
    expect(await world.run()).toMatchObject({ kind: 'answered' });
    expect(world.seen.filter(call => call.purpose === 'token').map(call => new URLSearchParams(call.body).get('claims'))).toEqual([
      '{"access_token":{"xms_cc":{"values":["cp1"]}}}',
    ]);
  });
});

describe('answers to the probe', () => {
  test.each<[number, string, Answer]>([
    [57, 'a 401 without a challenge', { status: 401 }],
    [58, 'a 401 that says Retry-After: 0', { status: 401, headers: [['Retry-After', '0']] }],
    [15, 'a challenge without resource', challenge401(T, '')],
    [59, 'a 403', { status: 403, body: '{"error":{"code":"Forbidden"}}' }],
    [64, 'a managed HSM body that is no JSON', { status: 401, body: 'OK' }],
    [0, 'a 404', { status: 404 }],
  ])('vector %i: %s is shown at once', async (_number, _name, answer) => {
    const world = new FlowWorld();
    world.vault = () => answer;
    expect(await world.run(put(`${V}/secrets/db`, secretBody))).toEqual({ kind: 'answered', exchange: 0 });
    await world.run(put(`${V}/secrets/db`, secretBody));
    expect(world.seen.map(({ purpose, token, body }) => [purpose, token, body])).toEqual([
      ['challenge', null, ''],
      ['challenge', null, ''],
    ]);
  });

  test('vector 61: a 200 to the probe of a request with a body: the real request is sent', async () => {
    const world = new FlowWorld();
    world.vault = () => ({ status: 200 });
    expect(await world.run(put(`${V}/secrets/db`, secretBody))).toEqual({ kind: 'answered', exchange: 1 });
    expect(world.seen.map(({ purpose, token, body }) => [purpose, token, body])).toEqual([
      ['challenge', null, ''],
      ['request', null, secretBody],
    ]);
  });

  test('vector 61: a 200 to the probe of a request without a body is the answer, with a warning', async () => {
    const world = new FlowWorld();
    world.vault = () => ({ status: 200 });
    expect(await world.run()).toEqual({ kind: 'answered', exchange: 0 });
    expect(world.notesOf('warning')).toHaveLength(1);
  });

  test('vector 41: a refused challenge is not cached and gets no token; the next request probes again without body', async () => {
    const world = new FlowWorld();
    world.vault = () => challenge401(T, 'https://evil.example');
    expect(await world.run(put(`${V}/secrets/db`, secretBody))).toMatchObject({ kind: 'blocked', code: 'challenge-resource-mismatch' });
    await world.run(put(`${V}/secrets/db`, secretBody));
    expect(world.seen.map(({ purpose, token, body }) => [purpose, token, body])).toEqual([
      ['challenge', null, ''],
      ['challenge', null, ''],
    ]);
  });

  test('vector 45: a resource outside the domain only if the request names it, with a warning', async () => {
    const world = new FlowWorld();
    world.vault = taking(['token-1'], challenge401(T, 'https://evil.example'));
    await world.run({ resource: 'https://evil.example' });
    expect(world.calls).toEqual(['challenge 401', 'token 200', 'request 200']);
    expect(world.notesOf('warning')[0]?.text).toContain('evil.example');
    expect(await world.run()).toMatchObject({ kind: 'blocked', code: 'challenge-resource-mismatch' });
  });

  test('a challenge is cached only once a token was got', async () => {
    const world = new FlowWorld();
    world.entra = () => ({ status: 401, body: '{"error":"invalid_client","error_description":"AADSTS7000215: wrong"}' });
    expect(await world.run()).toMatchObject({ kind: 'failed', exchange: 1, message: expect.stringContaining('AADSTS7000215') });
    expect(world.memory.challenges.get(V)).toBeUndefined();
  });
});

describe('where nothing may go', () => {
  test('vector 62: plain http', async () => {
    const world = new FlowWorld();
    expect(await world.run({ url: 'http://acme.vault.azure.net/secrets/db' })).toMatchObject({ kind: 'blocked', code: 'plain-http' });
    expect(world.seen).toEqual([]);
  });

  test('vector 62: over loopback http the probe goes, the token does not', async () => {
    const world = new FlowWorld();
    world.vault = () => challenge401(T, 'http://localhost');
    const outcome = await world.run({ url: 'http://acme.localhost.example/x' });
    expect(outcome).toMatchObject({ kind: 'blocked', code: 'plain-http' });
    expect(await world.run({ url: 'http://127.0.0.1:8080/x', resource: 'http://localhost' })).toMatchObject({
      kind: 'blocked',
      code: 'plain-http',
    });
    expect(world.seen.map(call => [call.purpose, call.token])).toEqual([['challenge', null]]);
  });

  test('vector 67: a challenge of another tenant ends before any token call and names both', async () => {
    const world = new FlowWorld();
    world.credential = { ...world.credential, tenantId: T2 };
    const outcome = await world.run();
    expect(outcome).toMatchObject({ kind: 'blocked', code: 'tenant-not-allowed', message: expect.stringContaining(T) });
    expect(outcome).toMatchObject({ message: expect.stringContaining(T2) });
    expect(world.calls).toEqual(['challenge 401']);
    world.vaultTenant = T;
    await world.run();
    expect(world.calls.slice(1)).toEqual(['challenge 401', 'token 200', 'request 200']);
  });

  test('no credential: the challenge is shown, no token call', async () => {
    const world = new FlowWorld();
    world.isConfigured = false;
    expect(await world.run()).toMatchObject({ kind: 'blocked', code: 'credential-missing' });
    expect(world.calls).toEqual(['challenge 401']);
  });

  test('no secret', async () => {
    const world = new FlowWorld();
    world.secret = undefined;
    expect(await world.run()).toMatchObject({ kind: 'blocked', code: 'secret-missing' });
    expect(world.calls).toEqual(['challenge 401']);
  });
});

describe('the age of a cached token', () => {
  test('vector 65: with 100 s left it is used, and renewed beside the call', async () => {
    const world = await warm();
    world.now = start + 3_500_000;
    expect(await world.run()).toEqual({ kind: 'answered', exchange: 0 });
    expect(world.seen.map(call => [call.purpose, call.token])).toEqual([
      ['request', 'token-1'],
      ['token', null],
    ]);
    await world.run();
    expect(world.seen.at(-1)?.token).toBe('token-2');
  });

  test('vector 65: refresh_in has passed', async () => {
    const world = new FlowWorld();
    world.entra = issueToken({ expires_in: 86_400, refresh_in: 600 });
    await warm(world);
    world.now = start + 601_000;
    await world.run();
    expect(world.seen.map(call => call.purpose)).toEqual(['request', 'token']);
  });

  test('vector 65: a renewal that fails is a warning only', async () => {
    const world = await warm();
    world.now = start + 3_500_000;
    world.entra = () => ({ status: 500, body: '<html>' });
    expect(await world.run()).toMatchObject({ kind: 'answered' });
    expect(world.notesOf('warning')).toHaveLength(1);
  });

  test('vector 66: expired by a second, a new one comes first', async () => {
    const world = await warm();
    world.now = start + 3_601_000;
    await world.run();
    expect(world.seen.map(call => [call.purpose, call.token])).toEqual([
      ['token', null],
      ['request', 'token-2'],
    ]);
    expect(world.notes.map(note => note.kind)).toEqual(['challenge-cached', 'token-expired', 'token-stored']);
  });
});

describe('many at once', () => {
  test('50 cold sends: 1 probe, 1 token call, 50 answers', async () => {
    const world = new FlowWorld();
    const outcomes = await Promise.all(Array.from({ length: 50 }, (_, index) => world.run({ url: `${V}/secrets/s${index}` })));
    expect(outcomes.every(outcome => outcome.kind === 'answered')).toBe(true);
    expect(world.seen.filter(call => call.purpose === 'challenge')).toHaveLength(1);
    expect(world.seen.filter(call => call.purpose === 'token')).toHaveLength(1);
    expect(new Set(world.seen.filter(call => call.purpose === 'request').map(call => call.url)).size).toBe(50);
  });

  test('a cancelled leader takes nobody with it', async () => {
    const world = new FlowWorld();
    const leader = new AbortController();
    const asked = new Promise<void>(resolve => {
      const vault = world.vault;
      world.vault = async (seen, count) => {
        resolve();
        if (count === 1) await new Promise(go => leader.signal.addEventListener('abort', go));
        return vault(seen, count);
      };
    });
    const first = world.run({}, leader.signal);
    await asked;
    const others = Promise.all([world.run(), world.run()]);
    leader.abort();
    await expect(first).rejects.toThrow();
    expect((await others).map(outcome => outcome.kind)).toEqual(['answered', 'answered']);
    expect(world.seen.filter(call => call.purpose === 'token')).toHaveLength(1);
  });

  test('a refused token call is shared too: a wrong secret is not tried 20 times', async () => {
    const world = new FlowWorld();
    world.entra = () => ({ status: 401, body: '{"error":"invalid_client","error_description":"AADSTS7000215: wrong"}' });
    const outcomes = await Promise.all(Array.from({ length: 20 }, () => world.run()));
    expect(world.seen.filter(call => call.purpose === 'token')).toHaveLength(1);
    expect(outcomes.filter(outcome => outcome.kind === 'blocked' && outcome.code === 'credential-failed')).toHaveLength(19);
  });

  test('20 probes answered 403: each has its own answer', async () => {
    const world = new FlowWorld();
    world.vault = () => ({ status: 403 });
    const outcomes = await Promise.all(Array.from({ length: 20 }, () => world.run()));
    expect(outcomes.every(outcome => outcome.kind === 'answered')).toBe(true);
    expect(world.seen).toHaveLength(20);
  });
});

function worldWithoutTenant(): FlowWorld {
  const world = new FlowWorld();
  world.credential = { name: 'app', kind: 'clientSecret', clientId: '22222222-0000-0000-0000-000000000000' };
  return world;
}

function caeHeader(tenant: string): string {
  return `Bearer realm="", authorization_uri="https://login.microsoftonline.com/${tenant}", error="insufficient_claims", claims="${claimsOf('{"access_token":{"nbf":{"essential":true}}}')}"`;
}
