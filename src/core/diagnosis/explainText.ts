import type { Finding } from '../model/finding.ts';
import { caseOfText } from './caseOfText.ts';
import { bestFirst, diagnoseCase } from './diagnoseCase.ts';
import type { Diagnosis } from './diagnoseTrace.ts';
import { explainFinding } from './explainFinding.ts';
import { explainCase, explainObservation } from './explainObservation.ts';
import { splitErrors } from './splitErrors.ts';

/**
 * Explains what somebody pasted: one or several error messages of any client, a log excerpt, a service's JSON body, a raw HTTP answer,
 * or a JSON observation. `now` is epoch seconds, or null where the text is old.
 */
export function explainText(text: string, context: { readonly now: number | null } = { now: null }): Diagnosis {
  const observation = parsed(text);
  const observed = observation === undefined ? undefined : explainObservation(observation, context);
  return observed ?? explainErrors(text, context.now) ?? explainCase(caseOfText(text, context.now));
}

/** Each error by itself, so that no word of one counts for the other; undefined where the paste does not hold several causes. */
function explainErrors(text: string, now: number | null): Diagnosis | undefined {
  const parts = splitErrors(text);
  if (parts.length < 2) return undefined;
  const found = parts.flatMap(part => diagnoseCase(caseOfText(part, now)).filter(isFailure));
  const first = found.filter(({ cause }, index) => found.findIndex(other => other.cause === cause) === index);
  return first.length < 2 ? undefined : { verdict: 'failure', findings: bestFirst(first).map(explainFinding) };
}

/** A 401 that only begins a handshake is no error of its own beside real ones. */
const isFailure = ({ cause }: Finding): boolean => cause !== 'benign-challenge' && cause !== 'missing-token';

function parsed(text: string): unknown {
  if (!/^\s*\{/.test(text)) return undefined;
  try {
    return JSON.parse(text);
  } catch {
    // No JSON: it is read as prose.
    return undefined;
  }
}
