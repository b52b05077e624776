import type { SecretStorageDoor } from './secretStore.ts';

const prefix = 'kvhttp.credential.';

/**
 * The secrets of credentials: in the editor's SecretStorage, or only in memory where the user wants that or the storage fails.
 * A failing storage is told once (`onStorageFailure`), then memory serves for the session.
 */
export class CredentialSecrets {
  readonly #storage: SecretStorageDoor;
  readonly #onStorageFailure: () => void;
  readonly #memory = new Map<string, string>();
  #failed = false;

  constructor(storage: SecretStorageDoor, onStorageFailure: () => void) {
    this.#storage = storage;
    this.#onStorageFailure = onStorageFailure;
  }

  async get(credential: string): Promise<string | undefined> {
    const known = this.#memory.get(credential);
    if (known !== undefined) return known;
    return this.#guarded(() => this.#storage.get(prefix + credential), undefined);
  }

  /** Keeps a secret for good where `lasting`, else until the window closes. */
  async set(credential: string, secret: string, lasting: boolean): Promise<void> {
    const stored = lasting && (await this.#guarded(() => this.#storage.store(prefix + credential, secret).then(() => true), false));
    if (stored) this.#memory.delete(credential);
    else this.#memory.set(credential, secret);
  }

  async forget(credential: string): Promise<void> {
    this.#memory.delete(credential);
    await this.#guarded(() => this.#storage.delete(prefix + credential), undefined);
  }

  /** Names of the credentials that have a secret here. */
  async names(): Promise<readonly string[]> {
    const stored = await this.#guarded(() => this.#storage.keys(), []);
    const names = stored.filter(key => key.startsWith(prefix)).map(key => key.slice(prefix.length));
    return [...new Set([...names, ...this.#memory.keys()])].sort();
  }

  /** Deletes every secret that we ever stored; answers how many there were. */
  async forgetAll(): Promise<number> {
    const names = await this.names();
    for (const name of names) await this.forget(name);
    return names.length;
  }

  async #guarded<T>(run: () => PromiseLike<T>, otherwise: T): Promise<T> {
    try {
      return await run();
    } catch {
      // The error of a key ring can quote what it was given: the person is told that it failed, not its text.
      if (!this.#failed) this.#onStorageFailure();
      this.#failed = true;
      return otherwise;
    }
  }
}
