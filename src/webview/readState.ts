import type { PageState } from './page.ts';

/** The remembered state if it has the right shape, else null. */
export function readState(value: unknown): PageState | null {
  if (typeof value !== 'object' || value === null) return null;
  const { runId, selected, scroll } = value as { runId?: unknown; selected?: unknown; scroll?: unknown };
  if (typeof runId !== 'string') return null;
  return { runId, selected: typeof selected === 'number' ? selected : null, scroll: typeof scroll === 'number' ? scroll : 0 };
}
