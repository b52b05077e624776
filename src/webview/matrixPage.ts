import type { MatrixModel } from '../core/timeline/matrixView.ts';
import type { FromPanel } from '../protocol/panel.ts';
import { el } from './el.ts';
import { MatrixHead } from './matrixHead.ts';
import { MatrixTable } from './matrixTable.ts';
import { t } from './translate.ts';

/** The matrix of refusals: headline and table. It is kept while the run of a row is shown. */
export class MatrixPage {
  readonly #head: MatrixHead;
  readonly #hint = el(
    'p',
    { class: 'matrix-hint muted' },
    t('Each row is a request that was sent. Open it to see its calls, its token and its findings.'),
  );
  readonly table: MatrixTable;
  readonly element: HTMLElement;
  model: MatrixModel | null = null;

  constructor(post: (message: FromPanel) => void) {
    this.#head = new MatrixHead(post);
    this.table = new MatrixTable(runId => post({ type: 'open-run', runId }));
    this.element = el('div', { class: 'matrix' }, this.#head.element, this.#hint, this.table.element);
  }

  draw(model: MatrixModel): void {
    if (model.matrixId !== this.model?.matrixId) this.table.reset();
    this.model = model;
    this.#head.draw(model);
    this.#hint.hidden = model.state !== 'running' && model.done === 0;
    this.table.draw(model.parts);
  }
}
