import type { ComparedValue } from '../core/timeline/compareView.ts';
import type { TextPart } from '../core/timeline/panelView.ts';
import { differing } from './differing.ts';
import { type Child, el } from './el.ts';
import { t } from './translate.ts';
import { words } from './words.ts';

/** Names, both values and how they differ, as a table. */
export function valueTable(caption: string, rows: readonly ComparedValue[]): HTMLElement {
  const heads = [t('name'), t('before'), t('after')].map(text => el('th', { scope: 'col' }, text));
  const lines = rows.map(row =>
    el(
      'tr',
      { class: `compared change-${row.change}`, 'data-name': row.name },
      el('th', { scope: 'row', title: row.meaning }, row.name, changeWord(row)),
      valueCell(t('before'), row.left, row.right),
      valueCell(t('after'), row.right, row.left, row.note),
    ),
  );
  return el(
    'table',
    { class: 'compare-table' },
    el('caption', { class: 'unseen' }, caption),
    el('thead', {}, el('tr', {}, ...heads)),
    el('tbody', {}, ...lines),
  );
}

/** For ears: the colours and marks say it to the eyes. */
function changeWord({ change }: ComparedValue): HTMLElement | null {
  if (change === 'same') return null;
  const said = { other: t('differs in every run'), changed: t('changed'), added: t('only after'), removed: t('only before') }[change];
  return el('span', { class: change === 'other' ? 'muted change-word' : 'unseen' }, ` ${said}`);
}

/** `side` is shown where there is no room for a head row. */
function valueCell(side: string, value: TextPart | null, other: TextPart | null, note: string | null = null): HTMLElement {
  const children: Child[] = [];
  if (value === null) children.push(el('span', { class: 'nothing' }, '–'));
  else if (isCode(value) && isCode(other)) children.push(differing(value.code, other.code));
  else for (const one of words([value])) children.push(one);
  if (note !== null) children.push(el('p', { class: 'tie-note' }, note));
  return el('td', { 'data-side': side }, ...children);
}

function isCode(part: TextPart | null): part is { readonly code: string } {
  return typeof part === 'object' && part !== null && 'code' in part;
}
