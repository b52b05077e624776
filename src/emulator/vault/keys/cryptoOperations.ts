import type { JsonObject } from '../../../core/model/tokenFacts.ts';
import { type Answer, jsonAnswer } from '../../http/answer.ts';
import { readJsonObject } from '../../http/readJsonObject.ts';
import { may } from '../objectKind.ts';
import { findVersion } from '../objectOperations.ts';
import type { Call, Operation } from '../operation.ts';
import { badParameter, disabled, invalidProperty, refuse } from '../refusals.ts';
import type { VaultObjects } from '../vaultObjects.ts';
import { aesDecrypt, aesEncrypt } from './aesCipher.ts';
import { type KeyVersion, keyId, keyKind } from './keyVersion.ts';
import { rsaDecrypt, rsaEncrypt } from './rsaCipher.ts';
import { signDigest, verifyDigest } from './signatures.ts';

/** Bytes of a request, decoded from base64url; absent ones are undefined. */
export type Fields = Readonly<Record<string, Buffer | undefined>>;

/** What an algorithm makes of them: the fields of the answer, or undefined where it does not fit key or input. */
export type Result = Readonly<Record<string, Buffer | boolean>> | undefined;

interface Use {
  /** Last segment of the path, and the data action after `keys/`. */
  readonly path: string;
  readonly action: string;
  /** The word in `key_ops`, in access policies and in the service's sentences. */
  readonly word: string;
  /** Still allowed with a key outside its nbf and exp: what was made with it must remain readable. */
  readonly whenExpired: boolean;
  readonly run: (key: KeyVersion, algorithm: string, fields: Fields) => Result;
}

const encrypt = (key: KeyVersion, algorithm: string, fields: Fields): Result =>
  rsaEncrypt(key, algorithm, fields) ?? aesEncrypt(key, algorithm, fields);
const decrypt = (key: KeyVersion, algorithm: string, fields: Fields): Result =>
  rsaDecrypt(key, algorithm, fields) ?? aesDecrypt(key, algorithm, fields);

const uses: readonly Use[] = [
  { path: 'encrypt', action: 'encrypt', word: 'encrypt', whenExpired: false, run: encrypt },
  { path: 'decrypt', action: 'decrypt', word: 'decrypt', whenExpired: true, run: decrypt },
  { path: 'wrapkey', action: 'wrap', word: 'wrapKey', whenExpired: false, run: encrypt },
  { path: 'unwrapkey', action: 'unwrap', word: 'unwrapKey', whenExpired: true, run: decrypt },
  { path: 'sign', action: 'sign', word: 'sign', whenExpired: false, run: signDigest },
  { path: 'verify', action: 'verify', word: 'verify', whenExpired: true, run: verifyDigest },
];

/** encrypt, decrypt, wrapkey, unwrapkey, sign, verify; with and without a version in the path. */
export const cryptoOperations: readonly Operation[] = uses.flatMap(use =>
  ['keys/{name}', 'keys/{name}/{version}'].map(
    (base): Operation => ({
      method: 'POST',
      path: `${base}/${use.path}`,
      permission: may('keys', use.word, `${use.action}/action`),
      run: (call, objects) => useKey(use, call, objects),
    }),
  ),
);

function useKey(use: Use, call: Call, objects: VaultObjects): Answer {
  const found = findVersion(keyKind, call, objects);
  if ('status' in found) return found;
  const { name, version: key } = found;
  const refusal = whyNotNow(use, key, call.now);
  if (refusal !== undefined) return refusal;
  const body = readJsonObject(call.body);
  if (body === undefined || typeof body.alg !== 'string') return invalidProperty('alg');
  const fields = readFields(body);
  if (typeof fields === 'string') return invalidProperty(fields);
  const result = use.run(key, body.alg, fields);
  // @unverified
  if (result === undefined) return badParameter(`Key and key operation do not fit the algorithm ${body.alg} and its parameters`);
  if (use.word === 'verify') return jsonAnswer(200, result);
  const shown = Object.entries(result).map(([field, value]) => [field, Buffer.isBuffer(value) ? value.toString('base64url') : value]);
  return jsonAnswer(200, { kid: keyId(call.origin, name, key), ...Object.fromEntries(shown) });
}

/** @unverified Sentences of the last three; codes of the last two. */
function whyNotNow({ word, whenExpired }: Use, key: KeyVersion, now: number): Answer | undefined {
  if (!key.enabled) return disabled('Key', word);
  if (!key.operations.includes(word)) {
    return refuse(403, 'Forbidden', `Operation ${word} is not permitted on this key.`, 'KeyOperationForbidden');
  }
  if (whenExpired) return undefined;
  if (key.expires !== undefined && key.expires * 1000 <= now) {
    return refuse(403, 'Forbidden', `Operation ${word} is not allowed on an expired key.`, 'KeyExpired');
  }
  if (key.notBefore !== undefined && key.notBefore * 1000 > now) {
    return refuse(403, 'Forbidden', `Operation ${word} is not allowed on a key that is not yet valid.`, 'KeyNotYetValid');
  }
  return undefined;
}

/** The name of a field that is no base64url is all that is told of it. Either alphabet is read: old clients write the plain one. */
function readFields(body: JsonObject): Fields | string {
  const names = ['value', 'digest', 'iv', 'aad', 'tag'].filter(name => body[name] !== undefined && body[name] !== null);
  const wrong = names.find(name => typeof body[name] !== 'string' || !/^[\w+/-]*={0,2}$/.test(body[name]));
  return wrong ?? Object.fromEntries(names.map(name => [name, Buffer.from(String(body[name]), 'base64url')]));
}
