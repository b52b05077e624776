import type { ExplainedFinding } from '../../core/model/finding.ts';
import { type Paint, printable } from './paint.ts';

/** Findings as paragraphs: what it is, why, how to mend it, and the evidence. */
export function findingLines(findings: readonly ExplainedFinding[], paint: Paint): readonly string[] {
  if (findings.length === 0) return [];
  return ['', paint('bold', 'Findings'), ...findings.flatMap(finding => oneFinding(finding, paint))];
}

function oneFinding(finding: ExplainedFinding, paint: Paint): readonly string[] {
  return [
    `  ${finding.title}  ${paint('dim', `${finding.cause} · ${certaintyText(finding)}`)}`,
    ...indent(finding.explanation),
    ...indent(finding.fix),
    ...finding.evidence.map(({ exchange, where, value }) =>
      paint(
        'dim',
        `    evidence: ${exchange === null ? '' : `call ${exchange + 1}, `}${where} = ${printable(value).replaceAll('\n', ' ')}`,
      ),
    ),
  ];
}

function certaintyText(finding: ExplainedFinding): string {
  if (finding.certainty !== 'candidate') return finding.certainty;
  return `one of: ${finding.candidates.join(', ')}`;
}

function indent(text: string): readonly string[] {
  return text === ''
    ? []
    : printable(text)
        .split('\n')
        .map(line => `    ${line}`);
}
