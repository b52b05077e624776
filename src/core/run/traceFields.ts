import type { ChallengeFacts } from '../model/challenge.ts';
import type { JsonValue } from '../model/tokenFacts.ts';
import type { Trace } from '../model/trace.ts';
import { readJsonPath } from './jsonPath.ts';

/** `resource`, `authority`, `tenant` or `scope` of a challenge. */
export function challengeField(challenge: ChallengeFacts | null, field: string): string | undefined {
  switch (field) {
    case 'resource':
    case 'authority':
    case 'tenant':
    case 'scope':
      return challenge?.[field] ?? undefined;
    default:
      return undefined;
  }
}

/** A claim of the token that the last call carried; its name may hold dots and slashes of its own. */
export function tokenClaim({ token }: Trace, name: string): JsonValue | undefined {
  const claims = token?.claims ?? {};
  return Object.hasOwn(claims, name) ? claims[name] : readJsonPath(claims, `.${name}`);
}
