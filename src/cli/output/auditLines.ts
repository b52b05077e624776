import type { AuditReport, UnansweredGroup } from '../../core/evidence/audit/auditReport.ts';
import { explainAudit } from '../../core/evidence/audit/explainAudit.ts';
import { type Paint, printable } from './paint.ts';

const shownGroups = 20;

/** The classes of a log's 401s, what somebody must look at, and the text for whoever asks. */
export function auditLines(report: AuditReport, paint: Paint): readonly string[] {
  const { unauthorized, forbidden, unanswered } = report;
  const line = (count: number, text: string): string => `  ${String(count).padStart(7)}  ${text}`;
  return [
    `${report.rows} rows${report.unreadable === 0 ? '' : `, ${report.unreadable} more that could not be read`}`,
    '',
    paint('bold', `401: ${unauthorized.total}`),
    line(unauthorized.handshakeThenSuccess, 'handshakes that ended in an answer'),
    line(unauthorized.handshakeThenForbidden, 'handshakes that ended in a 403'),
    line(unauthorized.renewal, 'renewals: the caller is let in at other addresses of the vault'),
    paint(unauthorized.unanswered === 0 ? 'green' : 'red', line(unauthorized.unanswered, 'without an answer: look at these')),
    ...unanswered.slice(0, shownGroups).map(groupLine),
    ...(unanswered.length > shownGroups ? [`           … ${unanswered.length - shownGroups} more (--json lists all)`] : []),
    '',
    paint('bold', `403: ${forbidden.total}`),
    ...Object.entries(forbidden.byCause).map(([cause, count]) => line(count, cause)),
    ...explainAudit(report).flatMap(text => ['', printable(text)]),
  ];
}

const groupLine = (group: UnansweredGroup): string =>
  printable(
    `           ${group.count} × ${group.vault} ${group.uri.replace(/\?.*$/, '')} from ${group.caller || '?'} (${group.client || 'no client name'}), ${group.first} to ${group.last}; ${
      group.seenAuthenticatedElsewhere ? 'a client that has a token elsewhere: it gave up here' : 'never seen with a token'
    }`,
  );
