import { explainHandshake } from '../../diagnosis/explainHandshake.ts';
import type { AuditReport } from './auditReport.ts';

/** Paragraphs for a security team: why the log shows 401s, and which of them are not explained by it. */
export function explainAudit({ unauthorized, forbidden, byVault, byClient, rows }: AuditReport): readonly string[] {
  const benign = unauthorized.handshakeThenSuccess + unauthorized.handshakeThenForbidden + unauthorized.renewal;
  if (unauthorized.total === 0) return [];
  const vaults = byVault.filter(each => each.unauthorized > 0);
  const { title, paragraphs } = explainHandshake({
    vault: vaults.length === 1 ? (vaults[0]?.vault ?? null) : null,
    challenges: benign,
    tokenCalls: 0,
    served: Math.max(0, rows - unauthorized.total - forbidden.total),
    clients: byClient.filter(each => each.unauthorized > each.unanswered).length * Math.max(1, vaults.length),
  });
  const rest =
    unauthorized.unanswered === 0
      ? 'Every 401 in this log has its answer.'
      : `${unauthorized.unanswered} of ${unauthorized.total} answers 401 have none: no call of the same caller with a token followed. That is a client that gave up (look for its sign-in in the log of Entra ID) or a probe without credentials; the log alone tells them apart only where the same caller is seen with a token elsewhere.`;
  const denied =
    forbidden.total === 0
      ? []
      : [
          `${forbidden.total === 1 ? 'One call was' : `${forbidden.total} calls were`} recognised and refused (403): those are questions of permission or network, not of sign-in.`,
        ];
  return benign === 0 ? [rest, ...denied] : [title, ...paragraphs, rest, ...denied];
}
