import type { PanelModel } from '../core/timeline/panelView.ts';
import { type BodyActions, bodyBox } from './bodyBox.ts';
import { el } from './el.ts';
import { icon } from './icon.ts';
import { section } from './section.ts';
import { t } from './translate.ts';
import { words } from './words.ts';

/** The answer to the request itself, or why there is none. */
export function answer(model: PanelModel, actions: (exchange: number, part: BodyActions['part']) => BodyActions): HTMLElement | null {
  const view = model.answer;
  if (view === null) {
    return model.noAnswer === null
      ? null
      : section('answer', t('Answer'), null, el('p', { class: 'no-answer' }, icon('stop'), model.noAnswer));
  }
  const glyph = view.tone === 'good' ? 'check' : view.tone === 'warn' ? 'warning' : 'cross';
  const facts = view.facts.map(fact =>
    el('span', { class: 'answer-fact' }, el('span', { class: 'muted' }, `${fact.label} `), ...words(fact.parts)),
  );
  return section(
    'answer',
    t('Answer'),
    null,
    el(
      'p',
      { class: 'answer-line' },
      el('span', { class: `status tone-${view.tone}` }, icon(glyph), `${view.status} ${view.reason}`),
      ...facts,
    ),
    bodyBox(view.body, actions(view.exchange, 'response-body')),
  );
}
