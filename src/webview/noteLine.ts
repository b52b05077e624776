import type { NoteRow } from '../core/timeline/panelView.ts';
import { el } from './el.ts';
import { icon } from './icon.ts';
import { columns, type RowPlace } from './waterfallRow.ts';
import { words } from './words.ts';

const glyphs = { plain: 'dot', good: 'check' } as const;

/** What happened between two calls. It can show one note after another. */
export class NoteLine {
  readonly kind = 'note';
  readonly #cell = el('span', { role: 'gridcell', class: 'note-text', 'aria-colspan': columns });
  readonly element = el('div', { role: 'row' }, this.#cell);

  show({ tone, parts }: NoteRow, { rowIndex }: RowPlace): void {
    this.element.className = `row note tone-${tone}`;
    this.element.setAttribute('aria-rowindex', String(rowIndex));
    const glyph = tone === 'plain' || tone === 'good' ? glyphs[tone] : 'warning';
    this.#cell.replaceChildren(icon(glyph), el('span', { class: 'note-words' }, ...words(parts)));
  }
}
