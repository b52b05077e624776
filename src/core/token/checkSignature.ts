import type { SignatureCheck } from '../model/tokenFacts.ts';
import { type KeySet, type PublicKeys, readJwks, verifySignature } from './verifySignature.ts';

/** Where keys of issuers are known from; none of it is asked of a network. */
export interface KeySources {
  /** Keys of the running embedded vault's own Entra ID. */
  readonly embedded: readonly Readonly<Record<string, unknown>>[] | KeySet | undefined;
  /** Absolute path of a set of keys (JWKS) that the user names, or null. */
  readonly file: string | null;
  /** Rejects where there is no such file. */
  readFile(path: string): Promise<Uint8Array>;
}

/** Far more than all keys of Entra ID together. */
const longestFile = 1024 * 1024;

/** Checks a token against all keys that are known here; undefined where none are. Never rejects. */
export async function checkSignature(token: string, sources: KeySources): Promise<SignatureCheck | undefined> {
  const { file } = sources;
  const own = await checkOwn(token, sources.embedded ?? []);
  if (file === null || (own !== undefined && own.state !== 'unknown')) return own;
  const keys = await readKeyFile(file, sources);
  return keys === undefined ? { state: 'unknown', reason: 'no-key-file' } : verifySignature(token, keys);
}

async function checkOwn(token: string, keys: NonNullable<KeySources['embedded']>): Promise<SignatureCheck | undefined> {
  if (typeof keys === 'function') return verifySignature(token, keys);
  return keys.length === 0 ? undefined : verifySignature(token, { keys } as unknown as PublicKeys);
}

async function readKeyFile(file: string, { readFile }: KeySources): Promise<PublicKeys | undefined> {
  try {
    const bytes = await readFile(file);
    return bytes.length > longestFile ? undefined : readJwks(new TextDecoder().decode(bytes));
  } catch {
    // The sentence on the signature says it.
    return undefined;
  }
}
