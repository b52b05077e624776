import type { Secret } from '../core/model/secret.ts';
import type { TokenFacts } from '../core/model/tokenFacts.ts';
import { decodeToken } from '../core/token/decodeToken.ts';
import { fingerprint } from './fingerprint.ts';

/** What tokens say. A cached token goes out with call after call: it is read once, and what was read is kept no longer than the token itself. */
export class DecodedTokens {
  readonly #known = new WeakMap<Secret, TokenFacts>();

  of(token: Secret, source: TokenFacts['source']): TokenFacts {
    const known = this.#known.get(token);
    if (known?.source === source) return known;
    const facts = known === undefined ? decodeToken(token.reveal(), fingerprint, source) : { ...known, source };
    this.#known.set(token, facts);
    return facts;
  }
}
