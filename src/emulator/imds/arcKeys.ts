import { randomBytes, randomUUID } from 'node:crypto';
import { rm, writeFile } from 'node:fs/promises';
import { join } from 'node:path';

const maxFiles = 20;

/**
 * The key files of the Azure Arc endpoint: whoever can read the folder proves that it runs on this machine. A real agent keeps them in
 * `/var/opt/azcmagent/tokens`, and clients accept that folder alone; the caller says which folder it is here.
 */
export class ArcKeys {
  readonly #folder: string;
  readonly #files = new Map<string, string>();

  constructor(folder: string) {
    this.#folder = folder;
  }

  /** Writes a new key and answers its path. */
  async issue(): Promise<string> {
    const key = randomBytes(32).toString('base64url');
    const file = join(this.#folder, `${randomUUID()}.key`);
    await writeFile(file, key, { mode: 0o600 });
    this.#files.set(key, file);
    const [oldest] = this.#files.keys();
    if (this.#files.size > maxFiles && oldest !== undefined) await this.redeem(oldest);
    return file;
  }

  /** Whether this is one of the keys. It is good once; its file goes away. */
  async redeem(key: string): Promise<boolean> {
    const file = this.#files.get(key);
    if (file === undefined) return false;
    this.#files.delete(key);
    await rm(file, { force: true });
    return true;
  }

  async clear(): Promise<void> {
    for (const key of [...this.#files.keys()]) await this.redeem(key);
  }
}
