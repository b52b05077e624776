import { fileURLToPath } from 'node:url';
import type { SaveAsk } from '../core/run/saveAnswers.ts';
import type { TextRedactor } from '../core/token/redactText.ts';
import { redactExchange } from '../core/token/redactTrace.ts';
import type { EngineSettings, HostDoors } from '../protocol/engine.ts';
import { writeAnswer } from './writeAnswer.ts';

export interface SaveAnswerDeps {
  readonly settings: EngineSettings;
  readonly doors: HostDoors;
  /** URI of the request's document. */
  readonly document: string;
  redactor(): TextRedactor;
}

/** Writes an answer to the file that its request names, where the host says that it may. Gives the path, undefined where nothing was written. */
export async function saveAnswer(
  { path, replaces, answer }: SaveAsk,
  { settings, doors, document, redactor }: SaveAnswerDeps,
): Promise<string | undefined> {
  if (!settings.trusted || !document.startsWith('file:') || answer.outcome.kind !== 'response') return undefined;
  const { bytes } = answer.outcome.response.body;
  const shown = redactExchange(answer, redactor()).outcome;
  // What would be hidden in a view must not land in a file unasked.
  const holdsSecret = shown.kind !== 'response' || !sameBytes(shown.response.body.bytes, bytes);
  const root = await doors.answerFolder?.({ document, path, holdsSecret });
  return root === undefined ? undefined : writeAnswer({ path, document: fileURLToPath(document), root, replaces, bytes });
}

function sameBytes(a: Uint8Array, b: Uint8Array): boolean {
  return a.length === b.length && a.every((byte, index) => byte === b[index]);
}
