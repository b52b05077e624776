import { code, plain } from '../markdown.ts';
import { auditKql, auditTables } from './auditKql.ts';
import type { AuditReport } from './auditReport.ts';
import { explainAudit } from './explainAudit.ts';

const shownGroups = 100;

/** The report on an audit log, with the queries that find the same in Log Analytics. */
export function auditMarkdown(report: AuditReport): string {
  const { unauthorized, forbidden, unanswered } = report;
  return [
    '# Key Vault audit log',
    '',
    `${report.rows} rows, ${report.unreadable} that could not be read.`,
    '',
    '| 401s | count |',
    '| --- | ---: |',
    `| handshakes that ended in an answer | ${unauthorized.handshakeThenSuccess} |`,
    `| handshakes that ended in a 403 | ${unauthorized.handshakeThenForbidden} |`,
    `| renewals | ${unauthorized.renewal} |`,
    `| **without an answer** | **${unauthorized.unanswered}** |`,
    '',
    ...explainAudit(report).flatMap(text => [plain(text), '']),
    ...(unanswered.length === 0 ? [] : groups(report)),
    `## 403: ${forbidden.total}`,
    '',
    ...Object.entries(forbidden.byCause).map(([cause, count]) => `- ${count} × ${code(cause)}`),
    '',
    ...auditTables.flatMap(table => [`## Query for ${table}`, '', '```kusto', auditKql(table).trimEnd(), '```', '']),
  ].join('\n');
}

function groups({ unanswered }: AuditReport): readonly string[] {
  const rows = unanswered
    .slice(0, shownGroups)
    .map(
      group =>
        `| ${group.count} | ${cell(group.vault)} | ${cell(group.caller)} | ${cell(group.client)} | ${cell(group.uri.replace(/\?.*$/, ''))} | ${group.first} | ${group.last} | ${
          group.seenAuthenticatedElsewhere ? 'yes: it gave up here' : 'no'
        } |`,
    );
  const more = unanswered.length > shownGroups ? ['', `… ${unanswered.length - shownGroups} more`] : [];
  return [
    '## Look at these',
    '',
    '| count | vault | caller | client | address | first | last | has a token elsewhere |',
    '| ---: | --- | --- | --- | --- | --- | --- | --- |',
    ...rows,
    ...more,
    '',
  ];
}

const cell = (text: string): string => code(text.slice(0, 200).replaceAll('|', '%7C'));
