import type { PanelModel } from '../core/timeline/panelView.ts';
import { el } from './el.ts';
import { icon } from './icon.ts';
import { section } from './section.ts';
import { t } from './translate.ts';

/** The `??` lines and whether they hold. */
export function assertions(model: PanelModel): HTMLElement | null {
  if (model.assertions.length === 0) return null;
  const failed = model.assertions.filter(one => !one.ok).length;
  const items = model.assertions.map(one =>
    el(
      'li',
      { class: one.ok ? 'tone-good' : 'tone-bad' },
      icon(one.ok ? 'check' : 'cross'),
      el('span', { class: 'unseen' }, one.ok ? t('holds: ') : t('fails: ')),
      el('code', {}, one.text),
      one.ok ? null : el('span', { class: 'actual' }, t('actual: '), el('code', {}, one.actual)),
    ),
  );
  const sum = failed === 0 ? t('all {0} hold', model.assertions.length) : t('{0} of {1} fail', failed, model.assertions.length);
  return section(
    'assertions',
    t('Assertions'),
    null,
    el('p', { class: 'muted part-note' }, sum),
    el('ul', { class: 'assertions' }, ...items),
  );
}
