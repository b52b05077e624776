import type { PanelModel } from '../core/timeline/panelView.ts';
import { clickable, el } from './el.ts';
import { type IconName, icon } from './icon.ts';
import type { PageContext } from './pageContext.ts';
import { t } from './translate.ts';

const looks: Readonly<Record<PanelModel['verdict'], { readonly icon: IconName; readonly tone: string; readonly words: string }>> = {
  running: { icon: 'wait', tone: 'plain', words: t('Running') },
  expected: { icon: 'check', tone: 'good', words: t('As expected') },
  failure: { icon: 'cross', tone: 'bad', words: t('Failed') },
  unknown: { icon: 'question', tone: 'warn', words: t('Not clear') },
};

/** Verdict, headline and what can be done with the run. */
export function header(model: PanelModel, page: PageContext): HTMLElement {
  return el('header', { class: 'head' }, mark(model), titles(model), el('div', { class: 'controls' }, actions(model, page), jumps(model)));
}

function mark(model: PanelModel): HTMLElement {
  const look = lookOf(model);
  return el(
    'span',
    { class: `mark tone-${look.tone}${model.verdict === 'running' ? ' spins' : ''}` },
    icon(look.icon),
    el('span', { class: 'unseen' }, look.words),
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

function lookOf(model: PanelModel): (typeof looks)[PanelModel['verdict']] {
  if (model.state === 'cancelled') return { icon: 'stop', tone: 'plain', words: t('Cancelled') };
  if (model.state === 'blocked') return { icon: 'barred', tone: 'bad', words: t('Not sent') };
  return looks[model.verdict];
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

function actions(model: PanelModel, page: PageContext): HTMLElement {
  const { runId } = model;
  const bar = el('div', { class: 'actions', role: 'toolbar', 'aria-label': t('Run') });
  if (model.state === 'running') {
    bar.append(action('stop', t('Cancel'), true, () => page.post({ type: 'cancel', runId })));
    return bar;
  }
  bar.append(
    action('resend', t('Resend'), true, () => page.post({ type: 'resend', runId })),
    action('swap', t('Resend as…'), false, () => page.post({ type: 'resend-as', runId })),
    action('diff', t('Compare'), false, () => page.post({ type: 'compare', runId })),
  );
  if (model.timeline.rows.some(row => row.kind === 'exchange')) {
    bar.append(
      action('copy', t('Copy as…'), false, () => page.post({ type: 'copy-as', runId, exchange: null })),
      action('save', t('Export HAR'), false, () => page.post({ type: 'export-har', runId })),
    );
  }
  return bar;
}

function action(name: IconName, label: string, primary: boolean, act: () => void): HTMLElement {
  const glyph = icon(name);
  glyph.setAttribute('slot', 'content-before');
  return clickable(el('vscode-button', { secondary: !primary, 'data-action': label }, glyph, label), act);
}
