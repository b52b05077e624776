import { describe, expect, test } from 'vitest';
import { challenge401, FlowWorld, start, T, T2, V } from './flowWorld.ts';

describe('the rest flow', () => {
  test('token first, then the request, no challenge', async () => {
    const world = new FlowWorld();
    expect(await world.run({ flow: 'rest' })).toEqual({ kind: 'answered', exchange: 1 });
    expect(world.calls).toEqual(['token 200', 'request 200']);
    const form = new URLSearchParams(world.seen[0]?.body);
    expect(form.get('scope')).toBe('https://vault.azure.net/.default');
    expect(form.has('claims')).toBe(false);
  });

  test('a 401 is the answer: no second token, and the refused one is not kept', async () => {
    const world = new FlowWorld();
    world.vault = () => challenge401();
    await world.run({ flow: 'rest' });
    await world.run({ flow: 'rest' });
    expect(world.calls).toEqual(['token 200', 'request 401', 'token 200', 'request 401']);
  });

  test.each([
    ['@resource', { resource: 'https://vault.azure.net/' }, 'https://vault.azure.net//.default', T],
    ['@scope', { scope: 'https://graph.microsoft.com/.default' }, 'https://graph.microsoft.com/.default', T],
    ['@tenant', { tenant: T2 }, 'https://vault.azure.net/.default', T2],
    ['a managed HSM', { url: 'https://acme.managedhsm.azure.net/keys' }, 'https://managedhsm.azure.net/.default', T],
    ['the management plane', { url: 'https://management.azure.com/subscriptions' }, 'https://management.azure.com/.default', T],
  ] as const)('%s says what is asked for', async (_name, override, scope, tenant) => {
    const world = new FlowWorld();
    await world.run({ flow: 'rest', ...override });
    expect(new URLSearchParams(world.seen[0]?.body).get('scope')).toBe(scope);
    expect(world.seen[0]?.url).toContain(`/${tenant}/`);
  });

  test.each([
    ['scopesOverride', {}, 'api://gateway/.default'],
    ['# @scope before it', { scope: 'https://graph.microsoft.com/.default' }, 'https://graph.microsoft.com/.default'],
    ['# @resource before it', { resource: 'https://vault.azure.net' }, 'https://vault.azure.net/.default'],
  ])('%s of a credential that asks for its own scope', async (_name, override, scope) => {
    const world = new FlowWorld();
    world.credential = { ...world.credential, scopesOverride: ['api://gateway/.default'] };
    await world.run({ flow: 'rest', ...override });
    expect(new URLSearchParams(world.seen[0]?.body).get('scope')).toBe(scope);
  });

  test('v1 with a scope asks for its resource', async () => {
    const world = new FlowWorld();
    await world.run({ flow: 'rest', tokenEndpoint: 'v1', scope: 'https://vault.azure.net/.default' });
    expect(new URLSearchParams(world.seen[0]?.body).get('resource')).toBe('https://vault.azure.net');
  });

  test('a host of no cloud needs @resource', async () => {
    const world = new FlowWorld();
    world.allowedHosts = ['kv.stack.example'];
    const url = 'https://kv.stack.example/secrets/x';
    expect(await world.run({ flow: 'rest', url })).toMatchObject({ kind: 'blocked', code: 'request-invalid' });
    expect(await world.run({ flow: 'rest', url, resource: 'https://vault.stack.example' })).toMatchObject({ kind: 'answered' });
  });

  test('shares the token cache with the sdk flow, but not what another endpoint version issued', async () => {
    const world = new FlowWorld();
    await world.run();
    await world.run({ flow: 'rest' });
    await world.run({ flow: 'rest', tokenEndpoint: 'v1' });
    expect(world.calls.slice(3)).toEqual(['request 200', 'token 200', 'request 200']);
  });

  test('plain http gets no token, not even asked for', async () => {
    const world = new FlowWorld();
    expect(await world.run({ flow: 'rest', url: 'http://127.0.0.1:1/x' })).toMatchObject({ kind: 'blocked', code: 'plain-http' });
    expect(world.seen).toEqual([]);
  });

  test('no credential', async () => {
    const world = new FlowWorld();
    world.isConfigured = false;
    expect(await world.run({ flow: 'rest' })).toMatchObject({ kind: 'blocked', code: 'credential-missing' });
    expect(world.seen).toEqual([]);
  });
});

describe('tokens of the author', () => {
  test('a written Authorization header goes out as it is, in one call', async () => {
    const world = new FlowWorld();
    await world.run({ headers: [['authorization', 'Bearer mine']] });
    expect(world.seen.map(call => [call.purpose, call.token])).toEqual([['request', 'mine']]);
    expect(world.notesOf('token-given')).toHaveLength(1);
  });

  test('a written Authorization header never rides on a probe', async () => {
    const world = new FlowWorld();
    expect(await world.run({ url: 'http://127.0.0.1:1/x', headers: [['Authorization', 'Bearer mine']] })).toMatchObject({
      code: 'plain-http',
    });
    expect(world.seen).toEqual([]);
  });

  test('a pasted token answers the challenge, is not cached and not renewed', async () => {
    const world = new FlowWorld();
    world.credential = { name: 'app', kind: 'pastedToken' };
    world.secret = 'Bearer pasted ';
    await world.run();
    await world.run();
    world.vault = () => challenge401();
    await world.run();
    expect(world.calls).toEqual(['challenge 401', 'request 200', 'request 200', 'request 401']);
    expect(world.seen.map(call => call.token)).toEqual([null, 'pasted', 'pasted', 'pasted']);
    expect(world.notesOf('credential').every(note => note.ok)).toBe(true);
  });

  test.each([
    ['', 'secret-missing'],
    ['two words', 'credential-failed'],
    ['line\nbreak', 'credential-failed'],
  ])('a pasted %j is no token', async (secret, code) => {
    const world = new FlowWorld();
    world.credential = { name: 'app', kind: 'pastedToken' };
    world.secret = secret;
    expect(await world.run()).toMatchObject({ kind: 'blocked', code });
    expect(world.seen.map(call => call.token)).toEqual([null]);
  });

  test('an expired cached token is not used by @token cached', async () => {
    const world = new FlowWorld();
    await world.run();
    world.now = start + 3_601_000;
    expect(await world.run({ token: { kind: 'cached' }, url: `${V}/x` })).toMatchObject({ code: 'no-cached-token' });
  });
});
