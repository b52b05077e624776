import { readFile } from 'node:fs/promises';
import type { Secret } from '../core/model/secret.ts';
import type { SignatureCheck } from '../core/model/tokenFacts.ts';
import { checkSignature } from '../core/token/checkSignature.ts';
import { type KeySet, keySetOf } from '../core/token/verifySignature.ts';
import type { EngineSettings } from '../protocol/engine.ts';

type Check = SignatureCheck | undefined | Promise<SignatureCheck | undefined>;

/** Whose signatures hold. A cached token goes out with call after call: the keys of the embedded vault check it once. */
export class KnownSignatures {
  #checks = new WeakMap<Secret, Check>();
  #keys: string | undefined;
  #embedded: KeySet | undefined;
  /** Those that the keys were last read from: most runs come with the very same. */
  #settings: EngineSettings | undefined;

  /** A promise until the first check of this token has ended, its value from then on; undefined where no keys are known. */
  of(token: Secret, settings: EngineSettings): Check {
    if (settings !== this.#settings) this.#use(settings);
    const { signingKeysFile: file = null } = settings;
    if (this.#embedded === undefined && file === null) return undefined;
    // A file may have changed since: it is read anew, as a hover reads it.
    if (file === null && this.#checks.has(token)) return this.#checks.get(token);
    const check = checkSignature(token.reveal(), { embedded: this.#embedded, file, readFile: path => readFile(path) });
    const checks = this.#checks.set(token, check);
    void check.then(value => checks.set(token, value));
    return check;
  }

  #use(settings: EngineSettings): void {
    this.#settings = settings;
    const own = settings.embedded?.signingKeys;
    const keys = JSON.stringify([own, settings.signingKeysFile]);
    if (keys === this.#keys) return;
    this.#keys = keys;
    this.#embedded = own === undefined || own.length === 0 ? undefined : keySetOf(own);
    this.#checks = new WeakMap();
  }
}
