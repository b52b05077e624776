import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { auditKql, auditTables } from '../../../src/core/evidence/audit/auditKql.ts';
import type { AuditReport } from '../../../src/core/evidence/audit/auditReport.ts';
import { classifyAudit } from '../../../src/core/evidence/audit/classifyAudit.ts';
import { explainAudit } from '../../../src/core/evidence/audit/explainAudit.ts';
import { readAuditLog } from '../../../src/core/evidence/audit/readAuditLog.ts';
import { anAuditRow, asDiagnostics, asTableRow } from '../builders/anAuditRow.ts';

type Rows = readonly Record<string, unknown>[];
const audit = (rows: Rows): AuditReport => classifyAudit(readAuditLog(JSON.stringify({ records: rows })));
/** Success, forbidden, renewal, unanswered. */
const classes = ({ unauthorized }: AuditReport): readonly number[] => [
  unauthorized.handshakeThenSuccess,
  unauthorized.handshakeThenForbidden,
  unauthorized.renewal,
  unauthorized.unanswered,
];
const challenge = anAuditRow({ status: 401 });
const success = anAuditRow({ at: '02.6' });
const elsewhere = 'https://kv-one.vault.azure.net/secrets/other?api-version=7.4';

describe('a 401', () => {
  const cases: readonly (readonly [name: string, rows: Rows, expected: readonly number[]])[] = [
    ['before a success of the same caller', [challenge, success], [1, 0, 0, 0]],
    ['before a denial', [challenge, anAuditRow({ at: '03', status: 403 })], [0, 1, 0, 0]],
    ['before an object that is not there: the token was taken', [challenge, anAuditRow({ at: '03', status: 404 })], [1, 0, 0, 0]],
    ['at the same moment as its success', [challenge, anAuditRow()], [1, 0, 0, 0]],
    ['in a log that is not in order', [success, challenge], [1, 0, 0, 0]],
    ['twice before one success', [challenge, anAuditRow({ at: '02.2', status: 401 }), success], [2, 0, 0, 0]],
    [
      'a slash before the query is no other address',
      [challenge, anAuditRow({ at: '03', uri: 'https://kv-one.vault.azure.net/secrets/demo?api-version=7.4' })],
      [1, 0, 0, 0],
    ],
    ['the nearest answer counts', [challenge, anAuditRow({ at: '03', status: 403 }), anAuditRow({ at: '04' })], [0, 1, 0, 0]],
    ['before successes of the same caller at other addresses', [challenge, anAuditRow({ at: '03', uri: elsewhere })], [0, 0, 1, 0]],
    ['after such successes', [anAuditRow({ at: '01', uri: elsewhere }), challenge], [0, 0, 1, 0]],
    ['alone', [challenge], [0, 0, 0, 1]],
    ['before a success of another address', [challenge, anAuditRow({ at: '03', caller: '198.51.100.7' })], [0, 0, 0, 1]],
    ['before a success of another program behind the same address', [challenge, anAuditRow({ at: '03', client: 'curl/8' })], [0, 0, 0, 1]],
    ['before a success at another vault', [challenge, anAuditRow({ at: '03', vault: 'KV-TWO' })], [0, 0, 0, 1]],
    ['before another 401 only', [challenge, anAuditRow({ at: '03', status: 401 })], [0, 0, 0, 2]],
    ['with a caller in it is no handshake', [anAuditRow({ status: 401, identity: { claim: { oid: 'o' } } }), success], [0, 0, 0, 1]],
    ['under its real name is no handshake', [anAuditRow({ status: 401, operation: 'SecretGet' }), success], [0, 0, 0, 1]],
  ];
  test.each(cases)('%s', (_, rows, expected) => expect(classes(audit(rows))).toEqual(expected));

  test('a success after more than a minute answers nothing at that address', () => {
    const late = { ...success, time: '2026-03-04T09:16:03.2Z' };
    expect(classes(audit([challenge, late]))).toEqual([0, 0, 1, 0]);
    expect(classes(audit([challenge, { ...success, time: '2026-03-04T11:16:03.2Z' }]))).toEqual([0, 0, 0, 1]);
  });
});

describe('the three shapes, and mixtures', () => {
  const rows = [challenge, success, anAuditRow({ at: '09', status: 401, caller: '198.51.100.7', client: 'curl/8' })];
  const tables = {
    tables: [
      { columns: Object.keys(asTableRow(challenge)).map(name => ({ name })), rows: rows.map(row => Object.values(asTableRow(row))) },
    ],
  };
  const csv = (shape: Rows): string =>
    [Object.keys(shape[0] ?? {}), ...shape.map(row => Object.values(row).map(value => `"${String(value).replaceAll('"', '""')}"`))]
      .map(cells => cells.join(','))
      .join('\r\n');
  const texts: readonly (readonly [name: string, text: string])[] = [
    ['records in a list', JSON.stringify({ records: rows })],
    ['one object a line', rows.map(row => JSON.stringify(row)).join('\n')],
    ['lines with commas behind', rows.map(row => `${JSON.stringify(row)},`).join('\r\n')],
    ['a bare list', JSON.stringify(rows)],
    ['AzureDiagnostics', JSON.stringify(rows.map(asDiagnostics))],
    ['AZKVAuditLogs', JSON.stringify(rows.map(asTableRow))],
    ['columns and rows of a query', JSON.stringify(tables)],
    ['CSV', csv(rows.map(asTableRow))],
    ['all shapes in one paste', [rows[0], asDiagnostics(success), asTableRow(rows[2] ?? {})].map(row => JSON.stringify(row)).join('\n')],
  ];
  test.each(texts)('%s', (_, text) => {
    const report = classifyAudit(readAuditLog(text));
    expect([report.rows, report.unreadable, ...classes(report)]).toEqual([3, 0, 1, 0, 0, 1]);
    expect(report.unanswered).toEqual([
      {
        vault: 'kv-one',
        caller: '198.51.100.7',
        client: 'curl/8',
        uri: 'https://kv-one.vault.azure.net/secrets/demo/?api-version=7.4',
        count: 1,
        first: '2026-03-04T09:15:09.000Z',
        last: '2026-03-04T09:15:09.000Z',
        seenAuthenticatedElsewhere: false,
      },
    ]);
  });

  test('the head of an export names the time zone', () => {
    const head = 'TimeGenerated [UTC],OperationName,HttpStatusCode,CallerIpAddress,ClientInfo,RequestUri,Identity';
    const { rows: read } = readAuditLog(
      `${head}\n"3/4/2026, 9:15:02.100 AM",Authentication,401,203.0.113.10,sdk,https://kv-one.vault.azure.net/keys,{}\n`,
    );
    expect(read[0]).toMatchObject({ time: Date.parse('2026-03-04T09:15:02.100Z'), vault: 'kv-one', status: 401, isIdentified: false });
  });

  test('claims with long names are an identity too', () => {
    const identity = { claim: { 'http://schemas.microsoft.com/identity/claims/objectidentifier': 'o' } };
    expect(readAuditLog(JSON.stringify([anAuditRow({ status: 401, identity })])).rows[0]?.isIdentified).toBe(true);
  });

  test('what is no row is counted', () => {
    const text = [
      JSON.stringify(challenge),
      'garbage',
      '{"a":1}',
      '{"time":"never","operationName":"x"}',
      JSON.stringify(challenge).slice(0, 40),
    ].join('\n');
    const { rows: read, unreadable } = readAuditLog(text);
    expect([read.length, unreadable]).toEqual([1, 4]);
  });

  test('any text is read without a fault', () => {
    fc.assert(
      fc.property(
        fc.oneof(
          fc.string(),
          fc.json(),
          fc.array(fc.json()).map(lines => lines.join('\n')),
        ),
        text => {
          const report = classifyAudit(readAuditLog(text));
          expect(report.rows).toBeGreaterThanOrEqual(0);
        },
      ),
      { numRuns: Number(process.env['FAST_CHECK_RUNS'] ?? 200) },
    );
  });
});

test('a caller that has a token elsewhere is a client that gave up', () => {
  const report = audit([challenge, anAuditRow({ at: '03', vault: 'KV-TWO' })]);
  expect(report.unanswered.map(group => group.seenAuthenticatedElsewhere)).toEqual([true]);
});

test('denials are told by their words, else by their columns', () => {
  const row = (part: object): Record<string, unknown> => ({ ...asTableRow(anAuditRow({ status: 403 })), ...part });
  const report = audit([
    anAuditRow({ status: 403, description: 'Client address is not authorized and caller is not a trusted service.' }),
    row({ IsAddressAuthorized: false }),
    row({ IsAddressAuthorized: true, IsRbacAuthorized: false }),
    row({ IsAddressAuthorized: true, IsAccessPolicyMatch: false }),
    row({}),
  ]);
  expect(report.forbidden).toEqual({
    total: 5,
    byCause: { 'firewall-ip-not-allowed': 2, 'rbac-role-missing': 1, 'access-policy-missing': 1, unknown: 1 },
  });
});

test('counts by vault, caller and client add up', () => {
  const report = audit([
    challenge,
    success,
    anAuditRow({ at: '09', status: 401, caller: '198.51.100.7' }),
    anAuditRow({ status: 403, vault: 'KV-TWO' }),
  ]);
  for (const list of [report.byVault, report.byCaller, report.byClient]) {
    expect(list.reduce((sum, each) => sum + each.rows, 0)).toBe(4);
    expect(list.reduce((sum, each) => sum + each.unauthorized, 0)).toBe(2);
    expect(list.reduce((sum, each) => sum + each.unanswered, 0)).toBe(1);
  }
});

test('a large log is told apart in one pass', () => {
  const rows = Array.from({ length: 20_000 }, (_, i) => ({
    ...(i % 2 === 0 ? challenge : success),
    time: new Date(1_772_000_000_000 + i * 500).toISOString(),
  }));
  expect(classes(audit(rows))).toEqual([10_000, 0, 0, 0]);
});

test('the text for a security team says what is explained and what is not', () => {
  const text = explainAudit(audit([challenge, success, anAuditRow({ at: '09', status: 401, caller: '198.51.100.7' })])).join('\n');
  expect(text).toMatch(/not an attack/);
  expect(text).toMatch(/1 of 2 answers 401 have none/);
});

describe('the query', () => {
  test.each(auditTables)('%s: keeps what the usual filter hides', table => {
    const kql = auditKql(table);
    expect(kql).toContain(table);
    expect(kql).not.toMatch(/resultType/i);
    expect(kql).toMatch(/AnsweredAt between \(TimeGenerated \.\. \(TimeGenerated \+ window\)\)/);
    expect(kql.split('(').length).toBe(kql.split(')').length);
  });
});
