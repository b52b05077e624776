import type { ExplainedFinding, Verdict } from '../model/finding.ts';
import { code, plain } from './markdown.ts';

export const verdictWords: Readonly<Record<Verdict, string>> = {
  expected: 'It ended as it could.',
  failure: 'It failed.',
  unknown: 'Nothing in the input decides it.',
};

/** Findings as sections: what it is, how sure that is, why, what to do, on what it rests. */
export function findingsMarkdown(findings: readonly ExplainedFinding[]): readonly string[] {
  return findings.flatMap(finding => [
    `## ${plain(finding.title)}`,
    '',
    `${code(finding.cause)} · ${certaintyWords(finding)}`,
    '',
    plain(finding.explanation),
    '',
    ...stepsOf(finding.fix),
    '',
    ...finding.evidence.map(
      ({ exchange, where, value }) => `- ${exchange === null ? '' : `call ${exchange + 1}, `}${plain(where)}: ${code(value.slice(0, 300))}`,
    ),
    '',
    ...finding.links.map(link => `- [${plain(link.title)}](${link.url})`),
    '',
  ]);
}

function certaintyWords({ certainty, candidates }: ExplainedFinding): string {
  return certainty === 'candidate' ? `one of ${candidates.map(code).join(', ')}` : certainty;
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
