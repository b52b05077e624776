import type { ExchangeRow, PanelRow, RowStatus } from './panelView.ts';

export type SortColumn = 'start' | 'purpose' | 'call' | 'status' | 'time';
export interface RowSort {
  readonly column: SortColumn;
  readonly down: boolean;
}

/** As it happened: the one order in which what happened between two calls stands between them. */
export const asItHappened: RowSort = { column: 'start', down: false };

const compares: Readonly<Record<SortColumn, (a: ExchangeRow, b: ExchangeRow) => number>> = {
  start: (a, b) => a.start - b.start,
  purpose: (a, b) => textOrder(a.purpose, b.purpose),
  call: (a, b) => textOrder(`${a.host}${a.path}`, `${b.host}${b.path}`),
  status: (a, b) => statusRank(a.status) - statusRank(b.status),
  time: (a, b) => a.end - a.start - (b.end - b.start),
};

/** The rows in the wished order; equal ones stay as they happened. Notes are left out where they would stand between strangers. */
export function orderRows(rows: readonly PanelRow[], { column, down }: RowSort): readonly PanelRow[] {
  if (column === 'start' && !down) return rows;
  const compare = compares[column];
  const calls = rows.filter(row => row.kind === 'exchange');
  return calls.sort((a, b) => (down ? compare(b, a) : compare(a, b)) || a.id - b.id);
}

/** Failed calls after all statuses, those still under way last. */
function statusRank(status: RowStatus): number {
  if (status.kind === 'response') return status.status;
  return status.kind === 'failed' ? 1000 : 1001;
}

function textOrder(a: string, b: string): number {
  return a < b ? -1 : a > b ? 1 : 0;
}
