import type { MatrixPart } from '../core/timeline/matrixView.ts';
import { el } from './el.ts';
import { MatrixRow, matrixColumns } from './matrixRow.ts';
import { t } from './translate.ts';

/** How far a page key goes. */
const pageRows = 10;

/** The rows of the matrix in their groups. A grid: one row has the tab stop, arrows go on, Enter leads to the row's run. */
export class MatrixTable {
  readonly #open: (runId: string) => void;
  readonly element = el('table', { class: 'matrix-table', role: 'grid', 'aria-label': t('Matrix of refusals') });
  readonly #rows = new Map<number, MatrixRow>();
  /** Numbers of the rows as they stand. */
  #order: readonly number[] = [];
  #arranged = '';
  #current = 1;

  constructor(open: (runId: string) => void) {
    this.#open = open;
    this.element.addEventListener('click', event => this.#onClick(event));
    this.element.addEventListener('keydown', event => this.#onKey(event));
    this.element.addEventListener('focusin', event => this.#setCurrent(numberOf(event.target) ?? this.#current));
  }

  /** The row with the tab stop. */
  get current(): number {
    return this.#current;
  }

  /** Forgets the rows of the matrix before. */
  reset(): void {
    this.#rows.clear();
    this.#arranged = '';
    this.#current = 1;
  }

  draw(parts: readonly MatrixPart[]): void {
    for (const { lines, differs } of parts)
      for (const line of lines) {
        const row = this.#rows.get(line.number) ?? new MatrixRow(line);
        this.#rows.set(line.number, row);
        row.draw(line, differs);
      }
    const key = JSON.stringify(parts.map(part => [part.title, part.lines.map(line => line.number)]));
    if (key !== this.#arranged) this.#arrange(parts);
    this.#arranged = key;
  }

  /** Gives a row the tab stop, and the focus where that is wanted. */
  goTo(number: number, focus: boolean): void {
    if (!this.#rows.has(number)) return;
    this.#setCurrent(number);
    const row = this.#rows.get(number);
    if (focus) row?.button.focus({ preventScroll: true });
    row?.element.scrollIntoView({ block: 'nearest' });
  }

  #arrange(parts: readonly MatrixPart[]): void {
    const focused = numberOf(document.activeElement);
    this.#order = parts.flatMap(part => part.lines.map(line => line.number));
    this.element.replaceChildren(head(), ...parts.map(part => this.#group(part)));
    this.#setCurrent(this.#order.includes(this.#current) ? this.#current : (this.#order[0] ?? 1));
    if (focused !== null) this.#rows.get(focused)?.button.focus({ preventScroll: true });
  }

  #group({ title, lines }: MatrixPart): HTMLElement {
    const heading = el(
      'th',
      { scope: 'rowgroup', role: 'rowheader', colspan: matrixColumns.length },
      title,
      ' ',
      el('span', { class: 'muted' }, String(lines.length)),
    );
    return el(
      'tbody',
      { role: 'rowgroup' },
      el('tr', { role: 'row', class: 'm-heading' }, heading),
      ...lines.flatMap(line => this.#rows.get(line.number)?.element ?? []),
    );
  }

  #setCurrent(number: number): void {
    this.#rows.get(this.#current)?.button.setAttribute('tabindex', '-1');
    this.#rows.get(number)?.button.setAttribute('tabindex', '0');
    this.#current = number;
  }

  #onClick(event: Event): void {
    const runId = this.#rows.get(numberOf(event.target) ?? -1)?.runId;
    if (runId !== undefined && runId !== null) this.#open(runId);
  }

  #onKey(event: KeyboardEvent): void {
    if (event.ctrlKey || event.altKey || event.metaKey) return;
    const at = this.#order.indexOf(numberOf(event.target) ?? -1);
    const last = this.#order.length - 1;
    const goals: Readonly<Record<string, number>> = {
      ArrowDown: at + 1,
      ArrowUp: at - 1,
      PageDown: at + pageRows,
      PageUp: at - pageRows,
      Home: 0,
      End: last,
    };
    const goal = Object.hasOwn(goals, event.key) ? goals[event.key] : undefined;
    if (at < 0 || goal === undefined) return;
    event.preventDefault();
    this.goTo(this.#order[Math.max(0, Math.min(goal, last))] ?? this.#current, true);
  }
}

function head(): HTMLElement {
  const names = ['#', t('case'), t('status'), t('code of the service'), t('cause found'), t('as expected')];
  const cells = names.map((name, index) => el('th', { scope: 'col', role: 'columnheader', class: matrixColumns[index] ?? null }, name));
  return el('thead', { role: 'rowgroup' }, el('tr', { role: 'row' }, ...cells));
}

/** Number of the row in which an element stands; null where it stands in none. */
function numberOf(target: EventTarget | null): number | null {
  const row = target instanceof Element ? target.closest<HTMLElement>('.m-row') : null;
  return row === null ? null : Number(row.dataset['number']);
}
