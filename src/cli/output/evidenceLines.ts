import type { EvidenceReport, ExplainedRun } from '../../core/evidence/evidenceReport.ts';
import type { Verdict } from '../../core/model/finding.ts';
import { findingLines } from './findingLines.ts';
import { type Colour, type Paint, printable } from './paint.ts';

const colours: Readonly<Record<Verdict, Colour>> = { expected: 'green', failure: 'red', unknown: 'yellow' };

/** What an input says, for a terminal: the requests in it, the findings, and the text for whoever asks about the 401s. */
export function evidenceLines(report: EvidenceReport, paint: Paint): readonly string[] {
  const { verdict, runs, findings, handshake } = report;
  const serious = findings.filter(finding => finding.cause !== 'benign-challenge' || runs === null || handshake === null);
  return [
    paint(colours[verdict], `Verdict: ${verdict}`),
    ...(runs ?? []).map((run, index) => runLine(run, index, report, paint)),
    ...findingLines(serious, paint),
    ...(handshake === null
      ? []
      : ['', paint('bold', printable(handshake.title)), ...handshake.paragraphs.map(text => `  ${printable(text)}`)]),
    ...(findings.length === 0 && handshake === null ? ['', nothing[verdict]] : []),
  ];
}

const nothing: Readonly<Record<Verdict, string>> = {
  expected: 'Nothing went wrong.',
  failure: 'It failed, and nothing in the input says why.',
  unknown: 'I cannot tell: nothing in the input names a cause.',
};

function runLine(run: ExplainedRun, index: number, { calls }: EvidenceReport, paint: Paint): string {
  const last = run.exchanges.at(-1);
  const call = last === undefined ? undefined : calls[last];
  const statuses = run.exchanges.map(at => calls[at]?.status ?? '…').join(' → ');
  const target = call === undefined ? '' : printable(`${call.method} ${call.url.replace(/\?.*$/, '')}`);
  const causes = run.findings.map(finding => finding.cause).join(', ');
  return `${String(index + 1).padStart(3)}  ${paint(colours[run.verdict], run.verdict.padEnd(8))}  ${target}  ${statuses}${causes === '' ? '' : paint('dim', `  ${causes}`)}`;
}
