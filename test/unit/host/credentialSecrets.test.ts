import { describe, expect, test } from 'vitest';
import { CredentialSecrets } from '../../../src/host/secrets/credentialSecrets.ts';
import type { SecretStorageDoor } from '../../../src/host/secrets/secretStore.ts';

class MemoryStorage implements SecretStorageDoor {
  readonly values = new Map<string, string>();
  broken = false;
  #answer<T>(run: () => T): Promise<T> {
    return this.broken ? Promise.reject(new Error('no key ring: canary')) : Promise.resolve(run());
  }
  get(key: string): Promise<string | undefined> {
    return this.#answer(() => this.values.get(key));
  }
  store(key: string, value: string): Promise<void> {
    return this.#answer(() => void this.values.set(key, value));
  }
  delete(key: string): Promise<void> {
    return this.#answer(() => void this.values.delete(key));
  }
  keys(): Promise<string[]> {
    return this.#answer(() => [...this.values.keys()]);
  }
}

function setUp() {
  const storage = new MemoryStorage();
  const told = { times: 0 };
  return { storage, told, secrets: new CredentialSecrets(storage, () => told.times++) };
}

describe('CredentialSecrets', () => {
  test('keeps a lasting secret in the storage under a prefixed key', async () => {
    const { storage, secrets } = setUp();
    await secrets.set('app', 'canary', true);
    expect([...storage.values.keys()]).toEqual(['kvhttp.credential.app']);
    expect(await secrets.get('app')).toBe('canary');
    expect(await secrets.names()).toEqual(['app']);
  });

  test('keeps a passing secret out of the storage', async () => {
    const { storage, secrets } = setUp();
    await secrets.set('app', 'canary', false);
    expect(storage.values.size).toBe(0);
    expect(await secrets.get('app')).toBe('canary');
    expect(await secrets.names()).toEqual(['app']);
  });

  test('forgets all of ours and nothing else', async () => {
    const { storage, secrets } = setUp();
    storage.values.set('other', 'stays');
    await secrets.set('a', '1', true);
    await secrets.set('b', '2', false);
    expect(await secrets.forgetAll()).toBe(2);
    expect([...storage.values.keys()]).toEqual(['other']);
    expect(await secrets.get('a')).toBeUndefined();
    expect(await secrets.get('b')).toBeUndefined();
  });

  test('a broken storage is told once, and memory serves for the session', async () => {
    const { storage, told, secrets } = setUp();
    storage.broken = true;
    expect(await secrets.get('app')).toBeUndefined();
    await secrets.set('app', 'canary', true);
    expect(await secrets.get('app')).toBe('canary');
    expect(await secrets.names()).toEqual(['app']);
    await secrets.forget('app');
    expect(await secrets.get('app')).toBeUndefined();
    expect(told.times).toBe(1);
  });
});
