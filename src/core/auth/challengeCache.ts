import type { VerifiedChallenge } from './verifyChallenge.ts';

/** What each origin asks for. An entry is written only after it was verified and a token was got with it. */
export class ChallengeCache {
  readonly #byOrigin = new Map<string, VerifiedChallenge>();

  get(origin: string): VerifiedChallenge | undefined {
    return this.#byOrigin.get(origin);
  }

  set(origin: string, challenge: VerifiedChallenge): void {
    this.#byOrigin.set(origin, challenge);
  }

  /** Whether there was one. */
  delete(origin: string): boolean {
    return this.#byOrigin.delete(origin);
  }

  clear(): void {
    this.#byOrigin.clear();
  }
}
