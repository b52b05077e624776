import { explainObservation } from '../../diagnosis/explainObservation.ts';
import type { AuditCounts, AuditReport, UnansweredGroup } from './auditReport.ts';
import type { AuditRow } from './auditRow.ts';
import type { AuditReading } from './readAuditLog.ts';

/** A handshake is over within this time; a token that is renewed is used within its life. */
const pairWithinMs = 60_000;
const renewalWithinMs = 60 * 60_000;

type Kind = 'handshakeThenSuccess' | 'handshakeThenForbidden' | 'renewal' | 'unanswered';

/** Tells the 401s of a log apart. `resultType` is not looked at: it says "Success" on refused rows too. */
export function classifyAudit(reading: AuditReading): AuditReport {
  const rows = [...reading.rows].sort((a, b) => a.time - b.time);
  const index = indexOf(rows);
  const unauthorized = rows.filter(row => row.status === 401).map(row => ({ row, kind: kindOf(row, index) }));
  const lost = unauthorized.filter(({ kind }) => kind === 'unanswered').map(({ row }) => row);
  const forbidden = rows.filter(row => row.status === 403);
  const count = (kind: Kind): number => unauthorized.filter(each => each.kind === kind).length;
  const lostSet = new Set(lost);
  return {
    rows: rows.length,
    unreadable: reading.unreadable,
    unauthorized: {
      total: unauthorized.length,
      handshakeThenSuccess: count('handshakeThenSuccess'),
      handshakeThenForbidden: count('handshakeThenForbidden'),
      renewal: count('renewal'),
      unanswered: lost.length,
    },
    forbidden: { total: forbidden.length, byCause: countBy(forbidden.map(causeOf)) },
    unanswered: groupsOf(lost, index),
    byVault: countsBy(rows, lostSet, row => row.vault).map(([vault, counts]) => ({ vault, ...counts })),
    byCaller: countsBy(rows, lostSet, row => row.caller).map(([caller, counts]) => ({ caller, ...counts })),
    byClient: countsBy(rows, lostSet, row => row.client).map(([client, counts]) => ({ client, ...counts })),
  };
}

interface AuditIndex {
  /** Rows that are no 401 and no challenge, by request, in the order of time. */
  readonly byRequest: ReadonlyMap<string, readonly AuditRow[]>;
  /** Calls that were let in, by caller and vault. */
  readonly byCaller: ReadonlyMap<string, readonly AuditRow[]>;
  /** Callers that were seen with a token, at any vault. */
  readonly authenticated: ReadonlySet<string>;
}

function indexOf(rows: readonly AuditRow[]): AuditIndex {
  const answered = rows.filter(row => !isChallenge(row) && row.status !== 401);
  const letIn = answered.filter(row => row.status !== null && row.status < 400);
  return {
    byRequest: grouped(answered, requestKey),
    byCaller: grouped(letIn, row => `${row.vault} ${callerKey(row)}`),
    authenticated: new Set(answered.filter(row => row.isIdentified || (row.status ?? 500) < 400).map(callerKey)),
  };
}

const isChallenge = (row: AuditRow): boolean => row.operation.toLowerCase() === 'authentication';
const callerKey = (row: AuditRow): string => `${row.caller} ${row.client}`;
const requestKey = (row: AuditRow): string => `${row.vault} ${callerKey(row)} ${plainUri(row.uri)}`;

/** A slash before the query, a port and the case of the host make no other address. */
const plainUri = (uri: string): string =>
  uri
    .toLowerCase()
    .replace(/^(https?:\/\/[^/?]+):443(?=[/?]|$)/, '$1')
    .replace(/\/+(?=\?|$)/, '');

/** Two 401s may come before one success (a client that probes twice): they share it. */
function kindOf(row: AuditRow, index: AuditIndex): Kind {
  // A 401 under its real name, or with a caller in it, had a token that was refused: no handshake.
  if (!isChallenge(row) || row.isIdentified) return 'unanswered';
  const next = firstFrom(index.byRequest.get(requestKey(row)) ?? [], row.time);
  // Any answer under the operation's own name shows that the token was taken: a 404 too.
  if (next !== undefined && next.time - row.time <= pairWithinMs)
    return next.status === 403 ? 'handshakeThenForbidden' : 'handshakeThenSuccess';
  const near = firstFrom(index.byCaller.get(`${row.vault} ${callerKey(row)}`) ?? [], row.time - renewalWithinMs);
  return near !== undefined && near.time - row.time <= renewalWithinMs ? 'renewal' : 'unanswered';
}

/** The first row of an ordered list at this time or later. */
function firstFrom(rows: readonly AuditRow[], time: number): AuditRow | undefined {
  let low = 0;
  let high = rows.length;
  while (low < high) {
    const middle = (low + high) >>> 1;
    if ((rows[middle]?.time ?? 0) < time) low = middle + 1;
    else high = middle;
  }
  return rows[low];
}

function groupsOf(rows: readonly AuditRow[], index: AuditIndex): readonly UnansweredGroup[] {
  return [...grouped(rows, requestKey).values()]
    .flatMap(group => {
      const first = group[0];
      const last = group.at(-1);
      if (first === undefined || last === undefined) return [];
      const { vault, caller, client, uri } = first;
      const times = { first: new Date(first.time).toISOString(), last: new Date(last.time).toISOString() };
      return [
        {
          vault,
          caller,
          client,
          uri,
          count: group.length,
          ...times,
          seenAuthenticatedElsewhere: index.authenticated.has(callerKey(first)),
        },
      ];
    })
    .sort((a, b) => b.count - a.count);
}

/** The table of its own says it in columns, the others in the words of the answer. */
function causeOf(row: AuditRow): string {
  const said =
    row.description === '' ? undefined : explainObservation({ layer: 'keyvault', http_status: 403, error_message: row.description });
  const cause = said?.findings[0]?.cause;
  if (cause !== undefined) return cause;
  if (row.addressAuthorized === false) return 'firewall-ip-not-allowed';
  if (row.roleAuthorized === false && row.policyMatch !== false) return 'rbac-role-missing';
  if (row.policyMatch === false && row.roleAuthorized === null) return 'access-policy-missing';
  return 'unknown';
}

function countsBy(
  rows: readonly AuditRow[],
  lost: ReadonlySet<AuditRow>,
  key: (row: AuditRow) => string,
): readonly (readonly [string, AuditCounts])[] {
  return [...grouped(rows, key)]
    .map(([name, group]): readonly [string, AuditCounts] => [
      name,
      {
        rows: group.length,
        unauthorized: group.filter(row => row.status === 401).length,
        unanswered: group.filter(row => lost.has(row)).length,
        forbidden: group.filter(row => row.status === 403).length,
      },
    ])
    .sort(([, a], [, b]) => b.unanswered - a.unanswered || b.unauthorized + b.forbidden - (a.unauthorized + a.forbidden));
}

function countBy(names: readonly string[]): Readonly<Record<string, number>> {
  const counts = new Map<string, number>();
  for (const name of names) counts.set(name, (counts.get(name) ?? 0) + 1);
  return Object.fromEntries([...counts].sort(([, a], [, b]) => b - a));
}

function grouped<T>(items: readonly T[], key: (item: T) => string): ReadonlyMap<string, readonly T[]> {
  const groups = new Map<string, T[]>();
  for (const item of items) {
    const group = groups.get(key(item));
    if (group === undefined) groups.set(key(item), [item]);
    else group.push(item);
  }
  return groups;
}
