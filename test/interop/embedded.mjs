// @ts-check
import assert from 'node:assert/strict';
import { Agent } from 'node:https';
import { test } from 'node:test';
import { connect } from 'node:tls';
import { ClientSecretCredential } from '@azure/identity';

/** What `kvhttp emulator --json` printed. */
export const embedded = JSON.parse(process.env.KVHTTP_EMBEDDED ?? '{}');

/** @param {string} name of one of the embedded tenant's apps */
export function credentialOf(name = 'sample') {
  const client = embedded.clients.find((/** @type {{ name: string }} */ candidate) => candidate.name === name);
  return new ClientSecretCredential(embedded.tenantId, client.clientId, client.clientSecret, identityOptions);
}

/** Another authority than the public one, which the client cannot know. */
export const identityOptions = { authorityHost: embedded.authority, disableInstanceDiscovery: true };

/** `localhost` does not end in the challenge's resource. */
export const clientOptions = { disableChallengeResourceVerification: true };

const agent = new Agent({ keepAlive: true });
// What `--connect-to` does: the name stays in TLS and in the Host header, the connection goes to our port.
Object.assign(agent, {
  createConnection: (/** @type {import('node:tls').ConnectionOptions} */ options) =>
    connect({ ...options, host: '127.0.0.1', port: Number(new URL(embedded.localUrl).port), servername: String(options.host) }),
});
const throughOurPort = {
  name: 'throughOurPort',
  sendRequest: (/** @type {any} */ request, /** @type {any} */ next) => next(Object.assign(request, { agent })),
};

/** For a client that reaches the vault or the managed HSM under its own name: the challenge is verified as it is at the real services. */
export const ownNameOptions = { additionalPolicies: [{ position: /** @type {const} */ ('perRetry'), policy: throughOurPort }] };

/** Pollers look this often. */
export const quickly = { intervalInMs: 200 };

/** @type {Map<object, Set<string>>} */
const used = new Map();

/**
 * The client itself; which of its methods are called is kept.
 * @template {object} T
 * @param {T} client
 * @returns {T}
 */
export function watched(client) {
  const prototype = Object.getPrototypeOf(client);
  const names = used.get(prototype) ?? new Set();
  used.set(prototype, names);
  return new Proxy(client, {
    get(target, name) {
      const value = Reflect.get(target, name, target);
      if (typeof value !== 'function') return value;
      if (typeof name === 'string') names.add(name);
      return value.bind(target);
    },
  });
}

/**
 * The last test of a file: nothing of the client's surface was left out.
 * @param {object} prototype
 * @param {readonly string[]} inner public in JavaScript, not in its types
 */
export function wholeSurface(prototype, inner = []) {
  test('every method of the client was used', () => {
    const names = Object.entries(Object.getOwnPropertyDescriptors(prototype))
      .filter(([name, { value }]) => typeof value === 'function' && name !== 'constructor' && !inner.includes(name))
      .map(([name]) => name);
    const called = used.get(prototype) ?? new Set();
    assert.deepEqual(
      names.filter(name => !called.has(name)),
      [],
    );
    assert.ok(names.length > 0);
  });
}

/**
 * @template T
 * @param {AsyncIterable<T>} items
 * @returns {Promise<T[]>}
 */
export async function all(items) {
  const list = [];
  for await (const item of items) list.push(item);
  return list;
}

/**
 * The refusal of a call, as the client reports it.
 * @param {Promise<unknown>} call
 * @returns {Promise<{ statusCode?: number, code?: string, message: string, name: string }>}
 */
export async function refusal(call) {
  try {
    await call;
  } catch (error) {
    return /** @type {any} */ (error);
  }
  throw new Error('the call was not refused');
}
