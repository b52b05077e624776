import type { PanelModel } from '../core/timeline/panelView.ts';
import { el } from './el.ts';
import { icon } from './icon.ts';
import { section } from './section.ts';

/** The `??` lines and whether they hold. */
export function assertions(model: PanelModel): HTMLElement | null {
  if (model.assertions.length === 0) return null;
  const failed = model.assertions.filter(one => !one.ok).length;
  const items = model.assertions.map(one =>
    el(
      'li',
      { class: one.ok ? 'tone-good' : 'tone-bad' },
      icon(one.ok ? 'check' : 'cross'),
      el('span', { class: 'unseen' }, one.ok ? 'holds: ' : 'fails: '),
      el('code', {}, one.text),
      one.ok ? null : el('span', { class: 'actual' }, 'actual: ', el('code', {}, one.actual)),
    ),
  );
  const sum = failed === 0 ? `all ${model.assertions.length} hold` : `${failed} of ${model.assertions.length} fail`;
  return section('assertions', 'Assertions', null, el('p', { class: 'muted part-note' }, sum), el('ul', { class: 'assertions' }, ...items));
}
