import type { RowStatus } from '../core/timeline/panelView.ts';
import { el } from './el.ts';
import { type IconName, icon } from './icon.ts';
import { phaseNames } from './phaseNames.ts';
import { t } from './translate.ts';

const toneIcons: Readonly<Record<string, IconName>> = { good: 'check', calm: 'lock', warn: 'warning', bad: 'cross', plain: 'dot' };

/** The status of a call: number, or the phase in which it broke, with an icon of its tone. */
export function statusMark(status: RowStatus): HTMLElement {
  if (status.kind === 'pending') return el('span', { class: 'status tone-plain' }, icon('wait'), t('sent'));
  if (status.kind === 'stopped') return el('span', { class: 'status tone-plain', title: t('stopped') }, icon('stop'), '–');
  if (status.kind === 'failed') {
    return el('span', { class: 'status tone-bad', title: `${status.words} (${status.code})` }, icon('cross'), phaseNames[status.phase]);
  }
  const glyph = icon(toneIcons[status.tone] ?? 'dot');
  return el('span', { class: `status tone-${status.tone}`, title: status.words }, glyph, String(status.status));
}

/** What a number or a dash means, for those who do not see the mark's colour and icon. */
export function statusMeaning(status: RowStatus): string | null {
  if (status.kind === 'stopped') return t('stopped');
  return status.kind === 'response' ? status.words : null;
}
