import type { MatrixLine, MatrixOutcome } from '../core/timeline/matrixView.ts';
import { type Child, el } from './el.ts';
import { icon } from './icon.ts';
import { setAttribute } from './setAttribute.ts';
import { statusMark, statusMeaning } from './statusMark.ts';
import { t } from './translate.ts';
import { words } from './words.ts';

/** The columns of the matrix, by the class of their cells. */
export const matrixColumns = ['m-number', 'm-case', 'm-status', 'm-code', 'm-cause', 'm-verdict'] as const;

type Column = (typeof matrixColumns)[number];
type Done = Extract<MatrixOutcome, { kind: 'done' }>;

/** One row of the matrix: its case is a button that leads to its run, as soon as there is one. */
export class MatrixRow {
  readonly #group = el('span', { class: 'm-group muted' });
  readonly button = el('button', { type: 'button', class: 'm-open', tabindex: -1 });
  readonly #status = cell('m-status');
  readonly #code = cell('m-code');
  readonly #cause = cell('m-cause');
  readonly #verdict = cell('m-verdict');
  readonly element: HTMLTableRowElement;
  #drawn = '';
  /** Its run; null where there is none yet. */
  runId: string | null = null;

  constructor({ number, name }: MatrixLine) {
    this.button.append(name);
    this.element = el(
      'tr',
      { role: 'row', 'data-number': number },
      cell('m-number', String(number)),
      el('th', { scope: 'row', role: 'rowheader', class: 'm-case' }, this.button, this.#group),
      this.#status,
      this.#code,
      this.#cause,
      this.#verdict,
    );
  }

  /** `withGroup` where it does not stand among its own. */
  draw({ outcome, group }: MatrixLine, withGroup: boolean): void {
    this.#group.textContent = withGroup ? group : '';
    const key = JSON.stringify(outcome);
    if (key === this.#drawn) return;
    this.#drawn = key;
    this.runId = outcome.kind === 'done' ? outcome.runId : null;
    setAttribute(this.element, 'class', `m-row is-${outcome.kind === 'done' && outcome.expected !== null ? 'different' : outcome.kind}`);
    setAttribute(this.button, 'aria-disabled', String(this.runId === null));
    if (outcome.kind === 'done') this.#drawDone(outcome);
    else this.#drawOpen(outcome.kind);
  }

  #drawDone({ status, code, cause, expected }: Done): void {
    const mark = statusMark(status);
    this.#status.replaceChildren(mark);
    setAttribute(this.#status, 'aria-label', [mark.textContent, statusMeaning(status)].filter(Boolean).join(' '));
    this.#code.replaceChildren(code === null ? none() : el('code', {}, ...breakable(code)));
    this.#cause.replaceChildren(
      ...(cause === null ? [t('no cause')] : [el('span', {}, cause.title), ' ', el('code', { class: 'm-slug' }, cause.slug)]),
      ...(expected === null ? [] : [el('p', { class: 'm-expected' }, ...words(expected))]),
    );
    const good = expected === null;
    this.#verdict.replaceChildren(
      el(
        'span',
        { class: good ? 'tone-good' : 'tone-bad' },
        icon(good ? 'check' : 'cross'),
        el('span', { class: 'unseen' }, good ? t('as expected') : t('not as expected')),
      ),
    );
  }

  #drawOpen(kind: Exclude<MatrixOutcome['kind'], 'done'>): void {
    const text = { waiting: t('waiting'), running: t('running'), skipped: t('not run') }[kind];
    const glyph = kind === 'running' ? icon('wait', 'spins') : null;
    this.#status.removeAttribute('aria-label');
    this.#status.replaceChildren(el('span', { class: 'm-open-state muted' }, ...[glyph, text].filter(part => part !== null)));
    for (const each of [this.#code, this.#cause, this.#verdict]) each.replaceChildren();
  }
}

function cell(column: Column, ...children: readonly Child[]): HTMLElement {
  return el('td', { role: 'gridcell', class: column }, ...children);
}

/** A code may break between its words. */
const breakable = (code: string): readonly Child[] => code.split(/(?<=[a-z])(?=[A-Z])/).flatMap(word => [word, el('wbr')]);

const none = (): HTMLElement => el('span', { class: 'muted' }, '–');
