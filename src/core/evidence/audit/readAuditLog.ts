import { asFields, nestingOf } from '../jsonFields.ts';
import { type AuditRow, readAuditRow } from './auditRow.ts';
import { readCsv } from './readCsv.ts';

export interface AuditReading {
  readonly rows: readonly AuditRow[];
  /** Lines or records that are no audit row. */
  readonly unreadable: number;
}

const deepestJson = 60;

/**
 * Rows of one file: `{"records":[…]}`, a list, one object a line (a blob of diagnostic settings), the answer of a query
 * (`{"tables":[…]}`), or an export of a table as CSV.
 */
export function readAuditLog(text: string): AuditReading {
  const trimmed = text.replace(/^\ufeff/, '').trim();
  const whole = parsed(trimmed);
  if (whole !== undefined) return readAll(recordsOf(whole));
  if (!/^[{[]/.test(trimmed)) return readAll(readCsv(trimmed));
  return readAll(
    trimmed
      .split(/\r?\n/)
      .filter(line => line.trim() !== '')
      .flatMap(recordsOfLine),
  );
}

function readAll(records: readonly unknown[]): AuditReading {
  const rows = records.flatMap(record => readAuditRow(record) ?? []);
  return { rows, unreadable: records.length - rows.length };
}

/** A line of a blob may end in a comma where somebody cut it out of a list. */
function recordsOfLine(line: string): readonly unknown[] {
  const value = parsed(line.trim().replace(/,$/, ''));
  return value === undefined ? [undefined] : recordsOf(value);
}

function recordsOf(value: unknown): readonly unknown[] {
  if (Array.isArray(value)) return value;
  const fields = asFields(value);
  if (fields === undefined) return [value];
  if (Array.isArray(fields['records'])) return fields['records'];
  if (Array.isArray(fields['value'])) return fields['value'];
  return Array.isArray(fields['tables']) ? fields['tables'].flatMap(table => recordsOfTable(asFields(table) ?? {})) : [value];
}

/** Log Analytics answers columns and rows apart. */
function recordsOfTable(table: Readonly<Record<string, unknown>>): readonly unknown[] {
  const columns = Array.isArray(table['columns']) ? table['columns'].map(column => String(asFields(column)?.['name'] ?? '')) : [];
  const rows = Array.isArray(table['rows']) ? table['rows'] : [];
  return rows.map(row => (Array.isArray(row) ? Object.fromEntries(columns.map((name, index) => [name, row[index]])) : row));
}

function parsed(text: string): unknown {
  if (!/^[{[]/.test(text) || nestingOf(text) > deepestJson) return undefined;
  try {
    return JSON.parse(text);
  } catch {
    // Several objects, or one that is cut off: it is read line by line.
    return undefined;
  }
}
