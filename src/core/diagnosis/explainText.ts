import { caseOfText } from './caseOfText.ts';
import type { Diagnosis } from './diagnoseTrace.ts';
import { explainCase, explainObservation } from './explainObservation.ts';

/**
 * Explains what somebody pasted: an error message of any client, a log excerpt, a service's JSON body, a raw HTTP answer,
 * or a JSON observation. `now` is epoch seconds, or null where the text is old.
 */
export function explainText(text: string, context: { readonly now: number | null } = { now: null }): Diagnosis {
  const observation = parsed(text);
  return (observation === undefined ? undefined : explainObservation(observation, context)) ?? explainCase(caseOfText(text, context.now));
}

function parsed(text: string): unknown {
  if (!/^\s*\{/.test(text)) return undefined;
  try {
    return JSON.parse(text);
  } catch {
    // No JSON: it is read as prose.
    return undefined;
  }
}
