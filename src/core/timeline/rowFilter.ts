import { assertNever } from '../model/assertNever.ts';
import type { ExchangeRow, NoteRow, PanelRow, RowStatus } from './panelView.ts';

type RowTest = (row: PanelRow) => boolean;

/** Fields of a call that a filter can name: `host:contoso status:4xx -purpose:token`. */
const fields: Readonly<Record<string, (row: ExchangeRow, wanted: string) => boolean>> = {
  host: (row, wanted) => row.host.toLowerCase().includes(wanted),
  path: (row, wanted) => row.path.toLowerCase().includes(wanted),
  method: (row, wanted) => row.method.toLowerCase() === wanted,
  purpose: (row, wanted) => row.purpose.startsWith(wanted),
  status: (row, wanted) => statusMatches(row.status, wanted),
};

/**
 * What a filter box's text lets through. Words are joined by "and" and compared without case; `field:value` looks at one field
 * of a call alone, a minus before a word turns it round, any other word is looked for in all that a row shows.
 */
export function rowFilter(text: string): RowTest {
  const tests = text
    .toLowerCase()
    .split(/\s+/)
    .flatMap(word => (word === '' || word === '-' ? [] : [wordTest(word)]));
  return row => tests.every(test => test(row));
}

function wordTest(word: string): RowTest {
  if (word.startsWith('-')) {
    const test = wordTest(word.slice(1));
    return row => !test(row);
  }
  const [, name = '', wanted = ''] = /^(\w+):(.*)$/.exec(word) ?? [];
  const field = Object.hasOwn(fields, name) ? fields[name] : undefined;
  if (field === undefined) return row => textOf(row).includes(word);
  // A field that is still being typed hides nothing.
  return row => wanted === '' || (row.kind === 'exchange' && field(row, wanted));
}

function statusMatches(status: RowStatus, wanted: string): boolean {
  if (status.kind !== 'response') return status.kind === wanted || (status.kind === 'failed' && status.code.includes(wanted));
  return String(status.status).startsWith(wanted.replace(/x+$/, ''));
}

function textOf(row: PanelRow): string {
  return (row.kind === 'note' ? noteText(row) : callText(row)).toLowerCase();
}

function callText({ purpose, method, host, path, status }: ExchangeRow): string {
  return `${purpose} ${method} ${host}${path} ${answerText(status)}`;
}

function answerText(status: RowStatus): string {
  switch (status.kind) {
    case 'pending':
    case 'stopped':
      return '';
    case 'failed':
      return `${status.code} ${status.words}`;
    case 'response':
      return `${status.status} ${status.words}`;
    default:
      return assertNever(status);
  }
}

function noteText({ parts }: NoteRow): string {
  return parts.map(part => (typeof part === 'string' ? part : 'code' in part ? part.code : '')).join('');
}
