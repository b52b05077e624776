import { formatMs } from '../core/timeline/formatMs.ts';
import type { ExchangeRow, PhaseSegment } from '../core/timeline/panelView.ts';
import type { TimeWindow } from '../core/timeline/timeWindow.ts';
import { el } from './el.ts';
import { icon } from './icon.ts';
import { percent } from './percent.ts';
import { phaseNames } from './phaseNames.ts';
import { setAttribute } from './setAttribute.ts';
import { t } from './translate.ts';

/** A bar that takes less than this share of the time in view has no room for its phases. */
const least = 0.01;

/** The phases of a call as segments on the time scale; as one block of the longest where there is no room. */
export class PhaseBar {
  readonly #line = el('span', { class: 'bar' });
  readonly lane = el('span', { class: 'lane', 'aria-hidden': 'true' }, this.#line);
  readonly #segments: HTMLElement[] = [];
  readonly #break = el('span', { class: 'break' }, icon('cross'));

  show(row: ExchangeRow, window: TimeWindow, zoomed: boolean): void {
    const whole = window.to - window.from;
    const pending = row.status.kind === 'pending';
    const small = !pending && (row.end - row.start < whole * least || row.end < window.from || row.start > window.to);
    const block = small ? longest(row.segments) : undefined;
    setAttribute(this.lane, 'class', `lane${zoomed ? ' zoomed' : ''}`);
    setAttribute(this.#line, 'class', `bar${pending ? ' pending' : ''}${block === undefined ? '' : ` phase-${block.phase}`}`);
    this.#line.style.left = percent(row.start - window.from, whole);
    this.#line.style.width = percent(row.end - row.start, whole);
    this.#showSegments(block === undefined ? row.segments : [], row);
    if (row.status.kind === 'failed') this.#line.append(this.#break);
    else this.#break.remove();
  }

  #showSegments(segments: readonly PhaseSegment[], { start, end }: ExchangeRow): void {
    const span = Math.max(end - start, 0.001);
    for (const extra of this.#segments.splice(segments.length)) extra.remove();
    segments.forEach((part, index) => {
      const segment = this.#segments[index] ?? this.#line.appendChild(el('span'));
      this.#segments[index] = segment;
      setAttribute(segment, 'class', `segment phase-${part.phase}${part.broken ? ' broken' : ''}`);
      setAttribute(segment, 'title', `${phaseNames[part.phase]} ${formatMs(part.ms, t)}`);
      segment.style.left = percent(part.start - start, span);
      segment.style.width = percent(part.ms, span);
    });
  }
}

function longest(segments: readonly PhaseSegment[]): PhaseSegment | undefined {
  return segments.reduce<PhaseSegment | undefined>((most, one) => (most === undefined || one.ms > most.ms ? one : most), undefined);
}
