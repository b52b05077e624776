import type { Comparison } from '../core/timeline/compareView.ts';
import type { ExchangeDetails, PanelModel } from '../core/timeline/panelView.ts';
import type { BodyPart, FromPanel, ToPanel } from '../protocol/panel.ts';
import { answer } from './answer.ts';
import { assertions } from './assertions.ts';
import type { BodyActions } from './bodyBox.ts';
import { cards } from './cards.ts';
import { comparison } from './comparison.ts';
import { details } from './details.ts';
import { el } from './el.ts';
import { findings } from './findings.ts';
import { header } from './header.ts';
import { notice } from './notice.ts';
import type { FieldRef, PageContext } from './pageContext.ts';
import { pointAt } from './pointAt.ts';
import { Slot } from './slot.ts';
import { t } from './translate.ts';
import { Waterfall } from './waterfall.ts';

/** What the page remembers while it is hidden: names only. */
export interface PageState {
  readonly runId: string;
  readonly selected: number | null;
  readonly scroll: number;
}

export interface PageDoors {
  post(message: FromPanel): void;
  save(state: PageState | null): void;
}

/** The panel's page: takes the host's messages, keeps the selection, draws what changed. */
export class Page implements PageContext {
  readonly #doors: PageDoors;
  readonly #root: HTMLElement;
  readonly #live = el('div', { class: 'unseen', role: 'status', 'aria-live': 'polite' });
  readonly #slots = {
    head: new Slot(),
    findings: new Slot(),
    timeline: new Waterfall(this),
    details: new Slot(),
    cards: new Slot(),
    answer: new Slot(),
    assertions: new Slot(),
  };
  #model: PanelModel | null = null;
  #selected: number | null = null;
  #where: string | null = null;
  #restored: PageState | null;
  /** As the browser last told it: to ask for it would have the page laid out on the spot. */
  #scroll = 0;
  readonly #details = new Map<number, ExchangeDetails>();
  readonly #revealed = new Map<string, string>();

  constructor(root: HTMLElement, restored: PageState | null, doors: PageDoors) {
    this.#root = root;
    this.#restored = restored;
    this.#doors = doors;
    root.after(this.#live);
    root.addEventListener('keydown', event => this.#onKey(event));
    window.addEventListener('scroll', () => {
      this.#scroll = Math.round(scrollY);
    });
  }

  receive(message: ToPanel): void {
    if (message.type === 'show') this.#show(message.model);
    else if (message.type === 'details') this.#takeDetails(message.runId, message.details);
    else if (message.type === 'revealed') this.#takeRevealed(message);
    else if (message.type === 'compare') this.#compare(message.comparison);
    else if (message.type === 'gone')
      this.#notice(
        notice(
          'question',
          t('This run is gone'),
          t('Runs are kept in memory only, so that no token and no secret is stored. Send the request again to see it here.'),
        ),
      );
    else
      this.#notice(
        notice(
          'key',
          t('No run yet'),
          t('Send a request from a .kvhttp file: its calls, its token and the reason for the answer appear here.'),
        ),
      );
  }

  post(message: FromPanel): void {
    this.#doors.post(message);
  }

  select(exchange: number | null): void {
    const before = this.#selected;
    this.#selected = exchange;
    this.#where = null;
    this.#ask();
    this.#draw();
    this.save();
    const row = exchange ?? before;
    if (row !== null) this.#slots.timeline.focusCall(row);
  }

  goTo(ref: FieldRef): void {
    if (ref.exchange !== null && !/^(?:token|challenge)\./.test(ref.where)) {
      this.#selected = ref.exchange;
      this.#where = ref.where;
      this.#ask();
      this.#draw();
      this.save();
    }
    pointAt(this.#root, ref);
  }

  save(): void {
    const { runId } = this.#model ?? {};
    this.#doors.save(runId === undefined ? null : { runId, selected: this.#selected, scroll: this.#scroll });
  }

  #show(model: PanelModel): void {
    const before = this.#model;
    // A page that comes back has told of its run already; a short run was never seen while it went on.
    const isNews = before?.runId === model.runId ? before.state === 'running' : this.#restored?.runId !== model.runId;
    if (before?.runId !== model.runId) this.#startRun(model.runId);
    // A call that goes on has other details with every model.
    if (model.state === 'running' || before?.state === 'running') this.#details.clear();
    this.#model = model;
    this.#ask();
    this.#draw();
    if (this.#restored?.runId === model.runId) scrollTo(0, this.#restored.scroll);
    this.#restored = null;
    this.save();
    if (model.state !== 'running' && isNews) this.#live.textContent = t('request finished: {0}', model.headline);
  }

  #startRun(runId: string): void {
    this.#details.clear();
    this.#revealed.clear();
    this.#where = null;
    this.#selected = this.#restored?.runId === runId ? this.#restored.selected : null;
    this.#live.textContent = '';
    const places = Object.values(this.#slots).map(slot => slot.place);
    if (places[0]?.parentNode !== this.#root) this.#root.replaceChildren(...places);
  }

  #ask(): void {
    if (this.#model === null || this.#selected === null || this.#details.has(this.#selected)) return;
    this.#doors.post({ type: 'select', runId: this.#model.runId, exchange: this.#selected });
  }

  #takeDetails(runId: string, view: ExchangeDetails): void {
    if (runId !== this.#model?.runId) return;
    this.#details.set(view.id, view);
    this.#draw();
    if (this.#where !== null && view.id === this.#selected) pointAt(this.#root, { exchange: view.id, where: this.#where });
  }

  #takeRevealed(message: Extract<ToPanel, { type: 'revealed' }>): void {
    if (message.runId !== this.#model?.runId) return;
    if (message.text === null) this.#live.textContent = t('This run is gone: nothing left to reveal.');
    else this.#revealed.set(`${message.exchange} ${message.part}`, message.text);
    this.#draw();
  }

  #compare(view: Comparison): void {
    this.#notice(comparison(view, this));
    this.#doors.save({ runId: view.right.runId, selected: null, scroll: 0 });
    this.#live.textContent = view.remarks[0] ?? '';
  }

  #notice(content: HTMLElement): void {
    this.#model = null;
    for (const slot of Object.values(this.#slots)) slot.clear();
    this.#root.replaceChildren(content);
  }

  #draw(): void {
    const model = this.#model;
    if (model === null) return;
    const slots = this.#slots;
    const selected = this.#selected;
    const shown = selected === null ? undefined : this.#details.get(selected);
    const revealed = [...this.#revealed];
    slots.head.draw(
      [
        model.runId,
        model.state,
        model.verdict,
        model.headline,
        model.title,
        model.context,
        model.timeline.rows.length > 0,
        model.answer === null,
        model.token === null,
        model.assertions,
      ],
      () => header(model, this),
    );
    slots.findings.draw([model.runId, model.findings], () => findings(model, this));
    slots.timeline.draw(model, selected);
    slots.details.draw([model.runId, shown, this.#where, revealed], () =>
      shown === undefined ? null : details(model.runId, shown, this.#where, this, part => this.#bodyActions(shown.id, part)),
    );
    slots.cards.draw([model.challenge, model.token, model.ties, model.state === 'running'], () => cards(model));
    slots.answer.draw([model.answer, model.noAnswer, revealed], () => answer(model, (exchange, part) => this.#bodyActions(exchange, part)));
    slots.assertions.draw([model.assertions], () => assertions(model));
  }

  #bodyActions(exchange: number, part: BodyPart): BodyActions {
    const runId = this.#model?.runId ?? '';
    const key = `${exchange} ${part}`;
    return {
      part,
      revealed: this.#revealed.get(key),
      reveal: () => this.#doors.post({ type: 'reveal', runId, exchange, part }),
      hide: () => {
        this.#revealed.delete(key);
        this.#draw();
      },
      open: () => this.#doors.post({ type: 'open-body', runId, exchange, part }),
    };
  }

  #onKey(event: KeyboardEvent): void {
    if (event.key !== 'Escape' || this.#selected === null) return;
    event.preventDefault();
    this.select(null);
  }
}
