import type { FromPanel } from '../protocol/panel.ts';

/** Where an evidence points: a call, and in it a field (`response.header www-authenticate`), or a card's field (`token.aud`). */
export interface FieldRef {
  readonly exchange: number | null;
  readonly where: string;
}

/** What the parts of the page may ask for. */
export interface PageContext {
  post(message: FromPanel): void;
  /** Opens the details of a call; null closes them. */
  select(exchange: number | null): void;
  goTo(ref: FieldRef): void;
}
