import type { PanelModel } from '../core/timeline/panelView.ts';
import { actionButton } from './actionButton.ts';
import { clickable, el } from './el.ts';
import { icon } from './icon.ts';
import type { PageContext } from './pageContext.ts';
import { t } from './translate.ts';
import { cancelledLook, type VerdictLook, verdictLooks, verdictMark } from './verdictMark.ts';

/** Verdict, headline and what can be done with the run. */
export function header(model: PanelModel, page: PageContext): HTMLElement {
  return el(
    'header',
    { class: 'head' },
    verdictMark(lookOf(model)),
    titles(model),
    el('div', { class: 'controls' }, actions(model, page), jumps(model)),
  );
}

/** Shortcuts to the parts below the fold. */
function jumps(model: PanelModel): HTMLElement | null {
  if (model.state === 'running') return null;
  const goals: readonly (readonly [string, string, boolean])[] = [
    ['answer', t('Answer'), model.answer !== null],
    ['token', t('Token'), model.token !== null],
    [
      'assertions',
      t('Assertions {0}/{1}', model.assertions.filter(one => one.ok).length, model.assertions.length),
      model.assertions.length > 0,
    ],
  ];
  const buttons = goals
    .filter(([, , there]) => there)
    .map(([id, label]) => clickable(el('button', { type: 'button', class: 'tool' }, icon('chevron'), label), () => jump(id)));
  return buttons.length === 0 ? null : el('nav', { class: 'jumps', 'aria-label': t('Parts of this page') }, ...buttons);
}

function jump(id: string): void {
  const heading = document.getElementById(`${id}-title`);
  heading?.setAttribute('tabindex', '-1');
  heading?.focus();
  heading?.scrollIntoView({ block: 'start' });
}

function lookOf(model: PanelModel): VerdictLook {
  if (model.state === 'cancelled') return cancelledLook;
  if (model.state === 'blocked') return { icon: 'barred', tone: 'bad', words: t('Not sent') };
  return verdictLooks[model.verdict];
}

function titles(model: PanelModel): HTMLElement {
  const context = model.context.map(part => el('span', {}, part));
  return el(
    'div',
    { class: 'titles' },
    el('p', { class: 'origin' }, el('span', { class: 'name' }, model.title), ...context),
    el('h1', { class: 'headline' }, model.headline),
  );
}

/** Null for a row of the matrix: the vault and the engine that could do something with it are gone. */
function actions(model: PanelModel, page: PageContext): HTMLElement | null {
  const { runId } = model;
  if (model.place !== null) return null;
  const bar = el('div', { class: 'actions', role: 'toolbar', 'aria-label': t('Run') });
  if (model.state === 'running') {
    bar.append(actionButton('stop', t('Cancel'), true, () => page.post({ type: 'cancel', runId })));
    return bar;
  }
  bar.append(
    actionButton('resend', t('Resend'), true, () => page.post({ type: 'resend', runId })),
    actionButton('swap', t('Resend as…'), false, () => page.post({ type: 'resend-as', runId })),
    actionButton('diff', t('Compare'), false, () => page.post({ type: 'compare', runId })),
  );
  if (model.timeline.rows.some(row => row.kind === 'exchange')) {
    bar.append(
      actionButton('copy', t('Copy as…'), false, () => page.post({ type: 'copy-as', runId, exchange: null })),
      actionButton('save', t('Export HAR'), false, () => page.post({ type: 'export-har', runId })),
    );
  }
  return bar;
}
