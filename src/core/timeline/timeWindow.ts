import { rulerTicks } from './rulerTicks.ts';

/** The part of a run's time that the bars show, in ms from its start. */
export interface TimeWindow {
  readonly from: number;
  readonly to: number;
}

/** The narrowest window: one fifty-thousandth of the whole, but no less than a tenth of a millisecond. */
const deepest = 50_000;

/** The window made narrower (`factor` < 1) or wider around `centre`, within 0 and `scale`. */
export function zoomWindow({ from, to }: TimeWindow, factor: number, centre: number, scale: number): TimeWindow {
  const span = Math.min(scale, Math.max((to - from) * factor, scale / deepest, 0.1));
  const share = (centre - from) / (to - from || 1);
  return within(centre - share * span, span, scale);
}

/** The window moved by a share of its width. */
export function panWindow({ from, to }: TimeWindow, share: number, scale: number): TimeWindow {
  return within(from + (to - from) * share, to - from, scale);
}

/** The window around one call, with some room at both ends. */
export function windowAround(start: number, end: number, scale: number): TimeWindow {
  const span = Math.min(scale, Math.max(end - start, scale / deepest, 0.1) * 1.25);
  return within(start - (span - (end - start)) / 2, span, scale);
}

/** Round marks within a window, and the distance between two of them. */
export function windowTicks({ from, to }: TimeWindow): { readonly step: number; readonly ticks: readonly number[] } {
  const [, step = to - from] = rulerTicks(to - from);
  const first = Math.ceil(from / step - 1e-9);
  const ticks: number[] = [];
  for (let i = first; i <= to / step + 1e-9; i++) ticks.push(i * step);
  return { step, ticks };
}

function within(from: number, span: number, scale: number): TimeWindow {
  const start = Math.max(0, Math.min(from, scale - span));
  return { from: start, to: start + span };
}
