import type { CauseCode } from '../../model/causes.ts';
import type { RequestBlock } from '../syntax.ts';

/**
 * Whether a request's own assertions say that it is meant to end so: with this cause, or with one of these statuses. What is meant is
 * told nobody.
 */
export function isMeant({ syntax }: RequestBlock, cause: CauseCode | null, statuses: readonly number[]): boolean {
  return syntax.assertions.some(({ left, operator, right }) => {
    if (operator !== '==' || right === null) return false;
    if (left.text === 'cause') return right.text === cause;
    return left.text === 'status' && statuses.some(status => right.text === `${status}`);
  });
}
