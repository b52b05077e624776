import type { ExchangeDetails, PanelModel } from '../core/timeline/panelView.ts';
import type { BodyPart, FromPanel, ToPanel } from '../protocol/panel.ts';
import { answer } from './answer.ts';
import { assertions } from './assertions.ts';
import type { BodyActions } from './bodyBox.ts';
import { cards } from './cards.ts';
import { details } from './details.ts';
import { findings } from './findings.ts';
import { header } from './header.ts';
import type { FieldRef, PageContext } from './pageContext.ts';
import { placeBar } from './placeBar.ts';
import { pointAt } from './pointAt.ts';
import { Slot } from './slot.ts';
import { Waterfall } from './waterfall.ts';

export interface RunPageDoors {
  post(message: FromPanel): void;
  /** The selection has changed. */
  changed(): void;
}

/** One run: headline, findings, timeline, challenge and token, answer. Keeps the selection, draws what changed. */
export class RunPage implements PageContext {
  readonly #doors: RunPageDoors;
  readonly #root: HTMLElement;
  readonly #slots = {
    place: new Slot(),
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
  readonly #details = new Map<number, ExchangeDetails>();
  readonly #revealed = new Map<string, string>();

  constructor(root: HTMLElement, doors: RunPageDoors) {
    this.#root = root;
    this.#doors = doors;
  }

  get model(): PanelModel | null {
    return this.#model;
  }

  get selected(): number | null {
    return this.#selected;
  }

  /** `selected` is the call whose details are open at first, where this is another run than before. */
  show(model: PanelModel, selected: number | null): void {
    const before = this.#model;
    if (before?.runId !== model.runId) this.#startRun(selected);
    // A call that goes on has other details with every model.
    if (model.state === 'running' || before?.state === 'running') this.#details.clear();
    this.#model = model;
    this.#ask();
    this.#draw();
  }

  /** Something else is shown. */
  clear(): void {
    this.#model = null;
    for (const slot of Object.values(this.#slots)) slot.clear();
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
    this.#doors.changed();
    const row = exchange ?? before;
    if (row !== null) this.#slots.timeline.focusCall(row);
  }

  goTo(ref: FieldRef): void {
    if (ref.exchange !== null && !/^(?:token|challenge)\./.test(ref.where)) {
      this.#selected = ref.exchange;
      this.#where = ref.where;
      this.#ask();
      this.#draw();
      this.#doors.changed();
    }
    pointAt(this.#root, ref);
  }

  takeDetails(runId: string, view: ExchangeDetails): void {
    if (runId !== this.#model?.runId) return;
    this.#details.set(view.id, view);
    this.#draw();
    if (this.#where !== null && view.id === this.#selected) pointAt(this.#root, { exchange: view.id, where: this.#where });
  }

  takeRevealed({ exchange, part, text }: Extract<ToPanel, { type: 'revealed' }>): void {
    if (text !== null) this.#revealed.set(`${exchange} ${part}`, text);
    this.#draw();
  }

  #startRun(selected: number | null): void {
    this.#details.clear();
    this.#revealed.clear();
    this.#where = null;
    this.#selected = selected;
    const places = Object.values(this.#slots).map(slot => slot.place);
    if (places[0]?.parentNode !== this.#root) this.#root.replaceChildren(...places);
  }

  #ask(): void {
    if (this.#model === null || this.#selected === null || this.#details.has(this.#selected)) return;
    this.#doors.post({ type: 'select', runId: this.#model.runId, exchange: this.#selected });
  }

  #draw(): void {
    const model = this.#model;
    if (model === null) return;
    const slots = this.#slots;
    const selected = this.#selected;
    const shown = selected === null ? undefined : this.#details.get(selected);
    const revealed = [...this.#revealed];
    const { place } = model;
    slots.place.draw(place, () => (place === null ? null : placeBar(place, this)));
    slots.head.draw(headInput(model), () => header(model, this));
    slots.findings.draw([model.runId, model.findings], () => findings(model, this));
    slots.timeline.draw(model, selected);
    slots.details.draw([model.runId, shown, this.#where, revealed], () =>
      shown === undefined ? null : details(model, shown, this.#where, this, part => this.#bodyActions(shown.id, part)),
    );
    slots.cards.draw([model.challenge, model.token, model.ties, model.state === 'running'], () => cards(model));
    slots.answer.draw([model.runId, model.answer, model.noAnswer, revealed], () =>
      answer(model, (exchange, part) => this.#bodyActions(exchange, part)),
    );
    slots.assertions.draw([model.assertions], () => assertions(model));
  }

  #bodyActions(exchange: number, part: BodyPart): BodyActions {
    const runId = this.#model?.runId ?? '';
    const key = `${exchange} ${part}`;
    return {
      part,
      revealed: this.#revealed.get(key),
      // The engine of the matrix is gone, and what it left out with it.
      reveal: this.#model?.place === null ? () => this.#doors.post({ type: 'reveal', runId, exchange, part }) : null,
      hide: () => {
        this.#revealed.delete(key);
        this.#draw();
      },
      open: () => this.#doors.post({ type: 'open-body', runId, exchange, part }),
    };
  }
}

/** All that the head of the page shows. */
function headInput(model: PanelModel): unknown {
  const { runId, state, verdict, headline, title, context, timeline, answer: body, token, assertions: checks, place } = model;
  return [runId, state, verdict, headline, title, context, timeline.rows.length > 0, body === null, token === null, checks, place === null];
}
