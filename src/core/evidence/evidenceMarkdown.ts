import { explainHandshake } from '../diagnosis/explainHandshake.ts';
import { type CauseTexts, retellFinding } from '../diagnosis/retellFinding.ts';
import type { Verdict } from '../model/finding.ts';
import { english, type Translate } from '../model/translate.ts';
import type { EvidenceReport, ExplainedRun } from './evidenceReport.ts';
import { findingsMarkdown, verdictText } from './findingsMarkdown.ts';
import { code, plain } from './markdown.ts';

const shownRuns = 200;
const shownFindings = 20;

/** A report for a read-only document. Everything that comes out of the input is escaped or stands in code. */
export function evidenceMarkdown(report: EvidenceReport, t: Translate = english, texts: CauseTexts = {}): string {
  const { verdict, runs } = report;
  const handshake = report.handshake && explainHandshake(report.handshake.counts, t);
  const findings = report.findings
    .filter(finding => finding.cause !== 'benign-challenge' || handshake === null)
    .map(finding => retellFinding(finding, texts));
  const isOpen = report.findings.length === 0 && verdict !== 'expected';
  return [
    `# ${t('Why Key Vault answered this way')}`,
    '',
    `**${verdictText(verdict, t)}**${isOpen ? ` ${t('No cause can be named.')}` : ''}`,
    '',
    ...(runs === null || runs.length === 0 ? [] : runTable(runs, report, t)),
    ...findingsMarkdown(findings.slice(0, shownFindings), t),
    ...(findings.length > shownFindings ? [`… ${t('{0} more findings', findings.length - shownFindings)}`, ''] : []),
    ...(handshake === null ? [] : [`## ${plain(handshake.title)}`, '', ...handshake.paragraphs.flatMap(text => [plain(text), ''])]),
  ].join('\n');
}

function runTable(runs: readonly ExplainedRun[], { calls }: EvidenceReport, t: Translate): readonly string[] {
  const rows = runs.slice(0, shownRuns).map((run, index) => {
    const last = calls[run.exchanges.at(-1) ?? -1];
    const target = last === undefined ? '' : code(`${last.method} ${last.url.replace(/\?.*$/, '')}`.slice(0, 200).replaceAll('|', '%7C'));
    const statuses = run.exchanges.map(at => calls[at]?.status ?? '…').join(' → ');
    return `| ${index + 1} | ${verdictWord(run.verdict, t)} | ${target} | ${statuses} | ${run.findings.map(finding => code(finding.cause)).join(' ')} |`;
  });
  const more = runs.length > shownRuns ? ['', `… ${t('{0} more requests', runs.length - shownRuns)}`] : [];
  const head = ['#', t('verdict'), t('request'), t('answers'), t('cause')];
  return [`| ${head.join(' | ')} |`, '| --- | --- | --- | --- | --- |', ...rows, ...more, ''];
}

const verdictWord = (verdict: Verdict, t: Translate): string =>
  ({ expected: t('expected'), failure: t('failure'), unknown: t('unknown') })[verdict];
