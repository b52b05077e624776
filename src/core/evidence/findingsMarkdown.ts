import type { ExplainedFinding, Verdict } from '../model/finding.ts';
import { english, type Translate } from '../model/translate.ts';
import { code, plain } from './markdown.ts';

/** What became of an input, in one sentence. */
export const verdictText = (verdict: Verdict, t: Translate): string =>
  ({ expected: t('It ended as it could.'), failure: t('It failed.'), unknown: t('Nothing in the input decides it.') })[verdict];

/** Findings as sections: what it is, how sure that is, why, what to do, on what it rests. */
export function findingsMarkdown(findings: readonly ExplainedFinding[], t: Translate = english): readonly string[] {
  return findings.flatMap(finding => [
    `## ${plain(finding.title)}`,
    '',
    `${code(finding.cause)} · ${certaintyText(finding, t)}`,
    '',
    plain(finding.explanation),
    '',
    ...stepsOf(finding.fix),
    '',
    ...finding.evidence.map(
      ({ exchange, where, value }) =>
        `- ${exchange === null ? '' : `${t('call {0}', exchange + 1)}, `}${plain(where)}: ${code(value.slice(0, 300))}`,
    ),
    '',
    ...finding.links.map(link => `- [${plain(link.title)}](${link.url})`),
    '',
  ]);
}

function certaintyText({ certainty, candidates }: ExplainedFinding, t: Translate): string {
  if (certainty === 'candidate') return t('one of {0}', candidates.map(code).join(', '));
  return certainty === 'proven' ? t('proven') : t('likely');
}

/** Steps stand on lines of their own and begin with a number; commands in them are long and are copied. */
const stepsOf = (fix: string): readonly string[] =>
  fix.split('\n').map(line => {
    const step = /^(\d{1,2})\.\s+(.*)$/.exec(line);
    return step === null ? plain(line) : `${step[1]}. ${stepText(step[2] ?? '')}`;
  });

function stepText(text: string): string {
  const at = text.search(/\b(?:az|nslookup) /);
  return at < 0 ? plain(text) : `${plain(text.slice(0, at))}${code(text.slice(at))}`;
}
