import type { PanelModel } from '../core/timeline/panelView.ts';
import { el } from './el.ts';
import { type IconName, icon } from './icon.ts';
import { t } from './translate.ts';

export interface VerdictLook {
  readonly icon: IconName;
  readonly tone: string;
  readonly words: string;
}

export const verdictLooks: Readonly<Record<PanelModel['verdict'], VerdictLook>> = {
  running: { icon: 'wait', tone: 'plain', words: t('Running') },
  expected: { icon: 'check', tone: 'good', words: t('As expected') },
  failure: { icon: 'cross', tone: 'bad', words: t('Failed') },
  unknown: { icon: 'question', tone: 'warn', words: t('Not clear') },
};

export const cancelledLook: VerdictLook = { icon: 'stop', tone: 'plain', words: t('Cancelled') };

/** The round mark beside a headline. */
export function verdictMark(look: VerdictLook): HTMLElement {
  return el(
    'span',
    { class: `mark tone-${look.tone}${look.icon === 'wait' ? ' spins' : ''}` },
    icon(look.icon),
    el('span', { class: 'unseen' }, look.words),
  );
}
