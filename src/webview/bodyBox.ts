import type { BodyView } from '../core/timeline/panelView.ts';
import { prettyJson } from '../core/timeline/prettyJson.ts';
import type { BodyPart } from '../protocol/panel.ts';
import { clickable, el } from './el.ts';
import { type IconName, icon } from './icon.ts';
import { jsonWords } from './jsonWords.ts';

export interface BodyActions {
  readonly part: BodyPart;
  /** The unmasked text, once the user asked for it. */
  readonly revealed: string | undefined;
  reveal(): void;
  hide(): void;
  open(): void;
}

/** A body with its switches: pretty or raw, reveal, open in the editor. */
export function bodyBox(body: BodyView, actions: BodyActions): HTMLElement {
  if (body.kind === 'none') return el('p', { class: 'no-body' }, 'no body');
  const bar = el('div', { class: 'body-bar' }, el('span', { class: 'body-size' }, sizeOf(body)));
  const text = el('pre', { class: 'body-text', tabindex: 0, 'aria-label': 'Body' });
  if (body.kind === 'binary') text.append(body.hex);
  else fill(body, actions, bar, text);
  bar.append(tool('open', 'Open in editor', actions.open));
  return el('div', { class: 'body' }, bar, text);
}

function fill(body: Extract<BodyView, { kind: 'text' }>, actions: BodyActions, bar: HTMLElement, text: HTMLElement): void {
  const { revealed } = actions;
  const raw = revealed ?? body.raw;
  const pretty = revealed === undefined ? body.pretty : prettyJson(revealed);
  const draw = (form: 'pretty' | 'raw'): void =>
    text.replaceChildren(...(form === 'pretty' && pretty !== null ? jsonWords(pretty) : [raw]));
  draw('pretty');
  if (body.masked) bar.append(revealed === undefined ? tool('eye', 'Reveal', actions.reveal) : tool('eye', 'Hide', actions.hide));
  if (pretty === null) return;
  const toggle = el('button', { type: 'button', class: 'tool', 'aria-pressed': 'false' }, 'Raw');
  bar.append(
    clickable(toggle, () => {
      const on = toggle.getAttribute('aria-pressed') !== 'true';
      toggle.setAttribute('aria-pressed', String(on));
      draw(on ? 'raw' : 'pretty');
    }),
  );
}

function tool(name: IconName, label: string, act: () => void): HTMLElement {
  return clickable(el('button', { type: 'button', class: 'tool' }, icon(name), label), act);
}

function sizeOf(body: Exclude<BodyView, { kind: 'none' }>): string {
  const size = body.bytes < 1024 ? `${body.bytes} bytes` : `${(body.bytes / 1024).toFixed(1)} KiB`;
  return body.cut === null ? size : `${size}, ${body.cut}`;
}
