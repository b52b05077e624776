import { clickable, el } from './el.ts';
import { icon } from './icon.ts';
import { t } from './translate.ts';

/** From this many rows on the box is there without being asked for. */
const manyRows = 12;

/** The box that narrows the timeline down, and how much is left. */
export class FilterBox {
  readonly place = el('div', { class: 'filter', hidden: true });
  readonly toggle = el(
    'button',
    { type: 'button', class: 'tool icon-tool', title: t('Filter (/)'), 'aria-expanded': 'false' },
    icon('filter'),
    el('span', { class: 'unseen' }, t('Filter the calls')),
  );
  readonly #input = el('input', {
    type: 'search',
    class: 'filter-input',
    placeholder: t('Filter: words, host:contoso, status:4xx, purpose:token, -word'),
    'aria-label': t('Filter the calls'),
    spellcheck: 'false',
    autocomplete: 'off',
  });
  readonly #count = el('span', { class: 'muted filter-count', role: 'status' });

  /** `changed` when the text has; `leave` when the keyboard goes on to the rows. */
  constructor(changed: () => void, leave: () => void) {
    this.place.append(this.#input, this.#count);
    clickable(this.toggle, () => (this.place.hidden ? this.open() : this.#close(changed)));
    this.#input.addEventListener('input', changed);
    this.#input.addEventListener('keydown', event => {
      if (event.key === 'Escape') {
        event.preventDefault();
        event.stopPropagation();
        this.#close(changed);
        this.toggle.focus();
      } else if (event.key === 'ArrowDown' || event.key === 'Enter') {
        event.preventDefault();
        leave();
      }
    });
  }

  get text(): string {
    return this.#input.value.trim();
  }

  open(): void {
    this.#show(true);
    this.#input.focus();
    this.#input.select();
  }

  reset(rows: number): void {
    this.#input.value = '';
    this.#show(rows >= manyRows);
  }

  /** How many calls are left; null where nothing is filtered. */
  tell(left: number | null, all: number): void {
    this.#count.textContent = left === null ? '' : t('{0} of {1} calls', left, all);
  }

  #close(changed: () => void): void {
    this.#input.value = '';
    this.#show(false);
    changed();
  }

  #show(on: boolean): void {
    this.place.hidden = !on;
    this.toggle.setAttribute('aria-expanded', String(on));
  }
}
