import type { JsonValue } from '../../../core/model/tokenFacts.ts';
import type { Answer } from '../../http/answer.ts';
import { badParameter, invalidText, refuse } from '../refusals.ts';
import type { VaultObjects } from '../vaultObjects.ts';
import type { KeyFamily } from './keyVersion.ts';

/** What a body means by `kty`, where the key is to live. */
export interface KeyType {
  readonly kty: string;
  readonly family: KeyFamily;
}

/** A vault keeps no symmetric keys (publicly reported answer); a managed HSM keeps every key in hardware, whether that was asked for or not. */
export function readKeyType(given: JsonValue | undefined, { home }: Pick<VaultObjects, 'home'>): KeyType | Answer {
  const text = typeof given === 'string' ? given : '';
  const base = text.replace(/-HSM$/, '');
  if (base !== 'RSA' && base !== 'EC' && base !== 'oct') return badParameter(invalidText('kty', text));
  if (home === 'managedHsm') return { kty: `${base}-HSM`, family: base };
  return base === 'oct' ? notSupported(text) : { kty: text, family: base };
}

const notSupported = (kty: string): Answer => refuse(400, 'BadParameter', `Invalid kty value: ${kty}`, 'KeyTypeNotSupported');
