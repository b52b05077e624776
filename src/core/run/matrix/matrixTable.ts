import type { MatrixRow } from './matrixCase.ts';

/** The rows as a Markdown document, in the order in which they ran. */
export function matrixMarkdown(rows: readonly MatrixRow[]): string {
  const good = rows.filter(row => row.ok).length;
  const head = ['what', 'case', 'status', 'code of the service', 'cause found', 'as expected'];
  return [
    '# Every refusal in one table',
    '',
    `One request to the embedded vault, ${rows.length} times: ${good} of ${rows.length} causes were found as expected.`,
    'Nothing here has left this machine.',
    '',
    line(head),
    line(head.map(() => '---')),
    ...rows.map(row => line(cells(row))),
    '',
  ].join('\n');
}

/** What a table shows of a row. */
export function cells(row: MatrixRow): readonly string[] {
  const verdict = row.ok ? 'yes' : `no: ${row.expectedStatus ?? 'no answer'} ${row.expectedCause}`;
  return [row.group, row.name, row.status === null ? '–' : String(row.status), row.code ?? '–', row.cause ?? 'none', verdict];
}

const line = (texts: readonly string[]): string => `| ${texts.map(text => text.replace(/([\\|])/g, '\\$1')).join(' | ')} |`;
