import type { ExplainedFinding } from '../model/finding.ts';
import { type CauseText, fillMessage } from './fillMessage.ts';

/** The sentences of causes in another language, by cause (`l10n/causes.*.json`). */
export type CauseTexts = Readonly<Record<string, CauseText>>;

/** The finding in another language; as it is where that language has no words for its cause. Certainty, evidence and links stay. */
export function retellFinding(finding: ExplainedFinding, texts: CauseTexts): ExplainedFinding {
  const text = Object.hasOwn(texts, finding.cause) ? texts[finding.cause] : undefined;
  return text === undefined ? finding : { ...finding, ...fillMessage(text, finding) };
}
