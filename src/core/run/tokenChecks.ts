import type { Secret } from '../model/secret.ts';
import type { SignatureCheck, TokenFacts } from '../model/tokenFacts.ts';
import type { RunPorts } from './runPorts.ts';

/** Reads the tokens of one run, and has their signatures checked while the calls go on: the trace holds a token without what that needs. */
export class TokenChecks {
  readonly #ports: Pick<RunPorts, 'decodeToken' | 'signatureOf'>;
  readonly #open = new Map<string, Promise<SignatureCheck | undefined>>();

  constructor(ports: Pick<RunPorts, 'decodeToken' | 'signatureOf'>) {
    this.#ports = ports;
  }

  /** What a token says; its signature is there where it has been checked before. */
  decode(token: Secret, source: TokenFacts['source']): TokenFacts {
    const facts = this.#ports.decodeToken(token, source);
    const check = this.#ports.signatureOf?.(token);
    if (check === undefined) return facts;
    if (!(check instanceof Promise)) return { ...facts, signature: check };
    this.#open.set(facts.fingerprint, check);
    return facts;
  }

  /** The token with its signature, where that was still open when it was read. */
  async checked(token: TokenFacts | null): Promise<TokenFacts | undefined> {
    if (token === null || token.signature !== undefined) return undefined;
    const signature = await this.#open.get(token.fingerprint);
    return signature === undefined ? undefined : { ...token, signature };
  }
}
