import { type TimeWindow, windowTicks } from '../core/timeline/timeWindow.ts';
import { type Child, el } from './el.ts';
import { percent } from './percent.ts';

/** How many cells a row has. */
export const columns = 6;

export interface RowPlace {
  /** From 1, the head row included. */
  readonly rowIndex: number;
  readonly window: TimeWindow;
  readonly zoomed: boolean;
}

export function cell(column: number, ...children: readonly Child[]): HTMLElement {
  return el('span', { role: 'gridcell', class: `c${column}` }, ...children);
}

/** Where the fine lines of the lanes stand, for all rows at once. */
export function laneLines(element: HTMLElement, window: TimeWindow): void {
  const whole = window.to - window.from;
  const { step, ticks } = windowTicks(window);
  const width = Math.min(step / whole, 0.999);
  const first = Math.min(((ticks[0] ?? window.from) - window.from) / whole, 1);
  element.style.setProperty('--tick', percent(width, 1));
  // CSS counts a background's place in shares of the room that is left beside it.
  element.style.setProperty('--tick-at', percent(first, 1 - width));
}
