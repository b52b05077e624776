import type { Comparison } from '../core/timeline/compareView.ts';
import type { MatrixModel } from '../core/timeline/matrixView.ts';
import type { PanelModel } from '../core/timeline/panelView.ts';
import type { FromPanel, ToPanel } from '../protocol/panel.ts';
import { actionButton } from './actionButton.ts';
import { comparison } from './comparison.ts';
import { el } from './el.ts';
import { MatrixPage } from './matrixPage.ts';
import { notice } from './notice.ts';
import { RunPage } from './runPage.ts';
import { t } from './translate.ts';

/** What the page remembers while it is hidden: names only. */
export interface PageState {
  /** Of the run, or of the matrix, that is shown. */
  readonly runId: string;
  readonly selected: number | null;
  readonly scroll: number;
  /** The row and the scroll position to which one comes back, while the matrix or a run of it is shown. */
  readonly matrix?: MatrixSpot;
}

export interface MatrixSpot {
  readonly row: number;
  readonly scroll: number;
}

export interface PageDoors {
  post(message: FromPanel): void;
  save(state: PageState | null): void;
}

/** The panel's page: takes the host's messages and shows a run, two runs, or the matrix of many. */
export class Page {
  readonly #doors: PageDoors;
  readonly #root: HTMLElement;
  readonly #live = el('div', { class: 'unseen', role: 'status', 'aria-live': 'polite' });
  readonly #run: RunPage;
  #matrix: MatrixPage | null = null;
  /** Where the matrix was left for the run of a row. */
  #spot: MatrixSpot | null;
  #restored: PageState | null;
  /** As the browser last told it: to ask for it would have the page laid out on the spot. */
  #scroll = 0;

  constructor(root: HTMLElement, restored: PageState | null, doors: PageDoors) {
    this.#root = root;
    this.#restored = restored;
    this.#spot = restored?.matrix ?? null;
    this.#doors = doors;
    this.#run = new RunPage(root, { post: message => this.#post(message), changed: () => this.save() });
    root.after(this.#live);
    document.addEventListener('keydown', event => this.#onKey(event));
    window.addEventListener('scroll', () => {
      this.#scroll = Math.round(scrollY);
    });
  }

  receive(message: ToPanel): void {
    if (message.type === 'show') this.#show(message.model);
    else if (message.type === 'matrix') this.#showMatrix(message.model);
    else if (message.type === 'details') this.#run.takeDetails(message.runId, message.details);
    else if (message.type === 'revealed') this.#takeRevealed(message);
    else if (message.type === 'compare') this.#compare(message.comparison);
    else if (message.type === 'gone') this.#notice(this.#gone(message.runId));
    else
      this.#notice(
        notice(
          'key',
          t('No run yet'),
          t('Send a request from a .kvhttp file: its calls, its token and the reason for the answer appear here.'),
        ),
      );
  }

  save(): void {
    this.#doors.save(this.#stateNow());
  }

  #stateNow(): PageState | null {
    const { model } = this.#run;
    if (model !== null) {
      const state = { runId: model.runId, selected: this.#run.selected, scroll: this.#scroll };
      return this.#spot === null ? state : { ...state, matrix: this.#spot };
    }
    const matrix = this.#shownMatrix;
    const id = matrix?.model?.matrixId;
    if (matrix === null || id === undefined) return null;
    return { runId: id, selected: null, scroll: this.#scroll, matrix: { row: matrix.table.current, scroll: this.#scroll } };
  }

  get #shownMatrix(): MatrixPage | null {
    return this.#matrix?.element.parentNode === this.#root ? this.#matrix : null;
  }

  /** What the page asks for. Whoever leaves the matrix for a row comes back to it. */
  #post(message: FromPanel): void {
    const matrix = this.#shownMatrix;
    if (message.type === 'open-run' && matrix !== null) this.#spot = { row: matrix.table.current, scroll: this.#scroll };
    this.#doors.post(message);
  }

  #show(model: PanelModel): void {
    const before = this.#run.model;
    const isOther = before?.runId !== model.runId;
    const fromMatrix = this.#shownMatrix !== null;
    const restored = this.#restored?.runId === model.runId ? this.#restored : null;
    // A page that comes back has told of its run already; a short run was never seen while it went on.
    const isNews = isOther ? restored === null : before.state === 'running';
    if (isOther) this.#live.textContent = '';
    const { place } = model;
    this.#spot = place === null || this.#spot === null ? null : { ...this.#spot, row: place.number };
    this.#run.show(model, restored?.selected ?? null);
    if (restored !== null) scrollTo(0, restored.scroll);
    else if (isOther && (place !== null || fromMatrix)) scrollTo(0, 0);
    if (fromMatrix) this.#root.querySelector<HTMLElement>('.place [data-action]')?.focus({ preventScroll: true });
    this.#restored = null;
    this.save();
    if (model.state === 'running' || !isNews) return;
    this.#live.textContent =
      place === null ? t('request finished: {0}', model.headline) : t('row {0} of {1}: {2}', place.number, place.of, model.headline);
  }

  #showMatrix(model: MatrixModel): void {
    const before = this.#matrix?.model;
    const isShown = this.#shownMatrix !== null;
    const fromRow = this.#run.model?.place?.matrixId === model.matrixId;
    const restored = this.#restored?.runId === model.matrixId;
    const spot = fromRow || restored ? this.#spot : null;
    this.#matrix ??= new MatrixPage(message => this.#post(message));
    this.#matrix.draw(model);
    if (!isShown) this.#notice(this.#matrix.element);
    if (!isShown || before?.matrixId !== model.matrixId) scrollTo(0, spot?.scroll ?? 0);
    if (spot !== null) this.#matrix.table.goTo(spot.row, fromRow);
    this.#spot = null;
    this.#restored = null;
    this.save();
    if (!restored && (before?.matrixId !== model.matrixId || before.state !== model.state)) this.#tellMatrix(model);
  }

  /** Begin and end: what is between can be asked of the progress bar. */
  #tellMatrix({ state, of, headline, reason }: MatrixModel): void {
    this.#live.textContent = state === 'running' ? t('The matrix runs: {0} rows', of) : [headline, reason].filter(Boolean).join(': ');
  }

  #takeRevealed(message: Extract<ToPanel, { type: 'revealed' }>): void {
    if (message.runId !== this.#run.model?.runId) return;
    if (message.text === null) this.#live.textContent = t('This run is gone: nothing left to reveal.');
    this.#run.takeRevealed(message);
  }

  #compare(view: Comparison): void {
    this.#notice(comparison(view, { post: message => this.#post(message) }));
    this.#doors.save({ runId: view.right.runId, selected: null, scroll: 0 });
    this.#live.textContent = view.remarks[0] ?? '';
  }

  #gone(id: string): HTMLElement {
    if (this.#restored?.runId !== id || this.#restored.matrix === undefined)
      return notice(
        'question',
        t('This run is gone'),
        t('Runs are kept in memory only, so that no token and no secret is stored. Send the request again to see it here.'),
      );
    return notice(
      'question',
      t('This matrix is gone'),
      t('Its runs were kept in memory only, so that no token and no secret is stored. Run it again to see it here.'),
      actionButton('resend', t('Run again'), true, () => this.#post({ type: 'run-matrix' })),
    );
  }

  #notice(content: HTMLElement): void {
    this.#run.clear();
    this.#root.replaceChildren(content);
  }

  /** Escape closes what is open: the details of a call, then the run of a row. */
  #onKey(event: KeyboardEvent): void {
    const place = this.#run.model?.place ?? null;
    if (event.key !== 'Escape' || (this.#run.selected === null && place === null)) return;
    event.preventDefault();
    if (this.#run.selected !== null) this.#run.select(null);
    else if (place !== null) this.#post({ type: 'open-matrix', matrixId: place.matrixId });
  }
}
