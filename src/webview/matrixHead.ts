import type { MatrixModel } from '../core/timeline/matrixView.ts';
import type { FromPanel } from '../protocol/panel.ts';
import { actionButton } from './actionButton.ts';
import { el } from './el.ts';
import { percent } from './percent.ts';
import { setAttribute, setText } from './setAttribute.ts';
import { t } from './translate.ts';
import { cancelledLook, verdictLooks, verdictMark } from './verdictMark.ts';

/** Verdict, headline and progress of the matrix. Its parts stay while it runs: a button that is being pressed is not drawn anew. */
export class MatrixHead {
  readonly #post: (message: FromPanel) => void;
  readonly #mark = el('div', {});
  readonly #headline = new Text();
  readonly #note = el('p', { class: 'matrix-note' });
  readonly #filled = el('span', { class: 'progress-filled' });
  readonly #progress = el('div', { class: 'progress', role: 'progressbar', 'aria-label': t('Progress'), 'aria-valuemin': 0 }, this.#filled);
  readonly #actions = el('div', { class: 'actions', role: 'toolbar', 'aria-label': t('Matrix of refusals') });
  readonly element = el(
    'header',
    { class: 'head' },
    this.#mark,
    el(
      'div',
      { class: 'titles' },
      el(
        'p',
        { class: 'origin' },
        el('span', { class: 'name' }, t('Matrix of refusals')),
        el('span', {}, t('on an embedded vault of its own')),
        el('span', {}, t('nothing leaves this machine')),
      ),
      el('h1', { class: 'headline' }, this.#headline),
      this.#note,
    ),
    el('div', { class: 'controls' }, this.#actions),
    this.#progress,
  );
  #drawn = '';

  constructor(post: (message: FromPanel) => void) {
    this.#post = post;
  }

  draw(model: MatrixModel): void {
    setText(this.#headline, model.headline);
    const note = model.reason ?? model.differences;
    this.#note.hidden = note === null;
    this.#note.textContent = note;
    setAttribute(this.#progress, 'aria-valuemax', String(model.of));
    setAttribute(this.#progress, 'aria-valuenow', String(model.done));
    setAttribute(this.#progress, 'aria-valuetext', t('{0} of {1}', model.done, model.of));
    this.#progress.hidden = model.state !== 'running';
    this.#filled.style.width = percent(model.done, model.of);
    const key = `${model.matrixId} ${model.state} ${model.verdict} ${model.done > 0}`;
    if (key !== this.#drawn) this.#drawState(model);
    this.#drawn = key;
  }

  #drawState(model: MatrixModel): void {
    this.#mark.replaceChildren(verdictMark(model.state === 'cancelled' ? cancelledLook : verdictLooks[model.verdict]));
    const focused = this.#actions.contains(document.activeElement);
    this.#actions.replaceChildren(...this.#buttons(model));
    if (focused) this.#actions.querySelector<HTMLElement>('vscode-button')?.focus();
  }

  #buttons({ matrixId, state, done }: MatrixModel): readonly HTMLElement[] {
    if (state === 'running') return [actionButton('stop', t('Cancel'), true, () => this.#post({ type: 'cancel-matrix', matrixId }))];
    const again = actionButton('resend', t('Run again'), true, () => this.#post({ type: 'run-matrix' }));
    const copy = actionButton('copy', t('Copy as Markdown'), false, () => this.#post({ type: 'copy-matrix', matrixId }));
    return done > 0 ? [again, copy] : [again];
  }
}
