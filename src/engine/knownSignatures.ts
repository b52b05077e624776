import { readFile } from 'node:fs/promises';
import type { Secret } from '../core/model/secret.ts';
import type { SignatureCheck } from '../core/model/tokenFacts.ts';
import { checkSignature } from '../core/token/checkSignature.ts';
import type { EngineSettings } from '../protocol/engine.ts';

/** Whose signatures hold. A cached token goes out with call after call: it is checked once for the same keys. */
export class KnownSignatures {
  #checks = new WeakMap<Secret, Promise<SignatureCheck | undefined>>();
  #keys: unknown;

  of(token: Secret, { embedded, signingKeysFile = null }: EngineSettings): Promise<SignatureCheck | undefined> {
    const keys = JSON.stringify([embedded?.signingKeys, signingKeysFile]);
    if (keys !== this.#keys) {
      this.#checks = new WeakMap();
      this.#keys = keys;
    }
    const known = this.#checks.get(token);
    if (known !== undefined) return known;
    const sources = { embedded: embedded?.signingKeys, file: signingKeysFile, readFile: (path: string) => readFile(path) };
    const check = checkSignature(token.reveal(), sources);
    this.#checks.set(token, check);
    return check;
  }
}
