import type { EvidenceReport, ExplainedRun } from './evidenceReport.ts';
import { findingsMarkdown, verdictWords } from './findingsMarkdown.ts';
import { code, plain } from './markdown.ts';

const shownRuns = 200;
const shownFindings = 20;

/** A report for a read-only document. Everything that comes out of the input is escaped or stands in code. */
export function evidenceMarkdown(report: EvidenceReport): string {
  const { verdict, runs, handshake } = report;
  const findings = report.findings.filter(finding => finding.cause !== 'benign-challenge' || handshake === null);
  return [
    '# Why Key Vault answered this way',
    '',
    `**${verdictWords[verdict]}**${report.findings.length === 0 && verdict !== 'expected' ? ' No cause can be named.' : ''}`,
    '',
    ...(runs === null || runs.length === 0 ? [] : runTable(runs, report)),
    ...findingsMarkdown(findings.slice(0, shownFindings)),
    ...(findings.length > shownFindings ? [`… ${findings.length - shownFindings} more findings`, ''] : []),
    ...(handshake === null ? [] : [`## ${plain(handshake.title)}`, '', ...handshake.paragraphs.flatMap(text => [plain(text), ''])]),
  ].join('\n');
}

function runTable(runs: readonly ExplainedRun[], { calls }: EvidenceReport): readonly string[] {
  const rows = runs.slice(0, shownRuns).map((run, index) => {
    const last = calls[run.exchanges.at(-1) ?? -1];
    const target = last === undefined ? '' : code(`${last.method} ${last.url.replace(/\?.*$/, '')}`.slice(0, 200).replaceAll('|', '%7C'));
    const statuses = run.exchanges.map(at => calls[at]?.status ?? '…').join(' → ');
    return `| ${index + 1} | ${run.verdict} | ${target} | ${statuses} | ${run.findings.map(finding => code(finding.cause)).join(' ')} |`;
  });
  const more = runs.length > shownRuns ? ['', `… ${runs.length - shownRuns} more requests`] : [];
  return ['| # | verdict | request | answers | cause |', '| --- | --- | --- | --- | --- |', ...rows, ...more, ''];
}
