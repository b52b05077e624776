import type { MatrixSpot, PageState } from './page.ts';

/** The remembered state if it has the right shape, else null. */
export function readState(value: unknown): PageState | null {
  if (typeof value !== 'object' || value === null) return null;
  const { runId, selected, scroll, matrix } = value as { [K in keyof PageState]?: unknown };
  if (typeof runId !== 'string') return null;
  const spot = readSpot(matrix);
  const state = { runId, selected: typeof selected === 'number' ? selected : null, scroll: typeof scroll === 'number' ? scroll : 0 };
  return spot === null ? state : { ...state, matrix: spot };
}

function readSpot(value: unknown): MatrixSpot | null {
  if (typeof value !== 'object' || value === null) return null;
  const { row, scroll } = value as { [K in keyof MatrixSpot]?: unknown };
  return typeof row === 'number' && typeof scroll === 'number' ? { row, scroll } : null;
}
