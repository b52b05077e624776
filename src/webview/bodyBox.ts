import { hexDump } from '../core/timeline/hexDump.ts';
import { oneDecimal } from '../core/timeline/oneDecimal.ts';
import type { BodyView } from '../core/timeline/panelView.ts';
import { prettyJson } from '../core/timeline/prettyJson.ts';
import type { BodyPart } from '../protocol/panel.ts';
import { clickable, el } from './el.ts';
import { type IconName, icon } from './icon.ts';
import { jsonWords } from './jsonWords.ts';
import { t } from './translate.ts';

export interface BodyActions {
  readonly part: BodyPart;
  /** The unmasked text, once the user asked for it. */
  readonly revealed: string | undefined;
  /** Null where nobody knows it any more. */
  readonly reveal: (() => void) | null;
  hide(): void;
  open(): void;
}

type Form = 'pretty' | 'raw' | 'hex';

/** A body with its switches: pretty, raw or as bytes, reveal, open in the editor. */
export function bodyBox(body: BodyView, actions: BodyActions): HTMLElement {
  if (body.kind === 'none') return el('p', { class: 'no-body' }, t('no body'));
  const bar = el('div', { class: 'body-bar' }, el('span', { class: 'body-size' }, sizeOf(body)));
  const text = el('pre', { class: 'body-text', tabindex: 0, 'aria-label': t('Body') });
  if (body.kind === 'binary') text.append(body.hex);
  else fill(body, actions, bar, text);
  bar.append(tool('open', t('Open in editor'), actions.open));
  return el('div', { class: 'body' }, bar, text);
}

function fill(body: Extract<BodyView, { kind: 'text' }>, actions: BodyActions, bar: HTMLElement, text: HTMLElement): void {
  const { revealed } = actions;
  const raw = revealed ?? body.raw;
  const pretty = revealed === undefined ? body.pretty : prettyJson(revealed);
  const draw: Readonly<Record<Form, () => readonly (Node | string)[]>> = {
    pretty: () => (pretty === null ? [raw] : jsonWords(pretty)),
    raw: () => [raw],
    hex: () => [hexOf(raw)],
  };
  text.replaceChildren(...draw.pretty());
  if (body.masked && actions.reveal !== null)
    bar.append(revealed === undefined ? tool('eye', t('Reveal'), actions.reveal) : tool('eye', t('Hide'), actions.hide));
  const forms: readonly (readonly [Form, string])[] = [
    ...(pretty === null ? [] : [['pretty', t('Pretty')] as const]),
    ['raw', t('Raw')],
    ['hex', t('Hex')],
  ];
  bar.append(
    choice(forms, form => {
      text.classList.toggle('as-hex', form === 'hex');
      text.replaceChildren(...draw[form]());
    }),
  );
}

/** Buttons of which one is pressed. */
function choice(forms: readonly (readonly [Form, string])[], choose: (form: Form) => void): HTMLElement {
  const buttons = forms.map(([form, label], index) => {
    const button = el('button', { type: 'button', class: 'tool', 'aria-pressed': String(index === 0) }, label);
    return clickable(button, () => {
      for (const one of buttons) one.setAttribute('aria-pressed', String(one === button));
      choose(form);
    });
  });
  return el('span', { class: 'body-forms', role: 'group', 'aria-label': t('Form of the body') }, ...buttons);
}

const hexCap = 4096;

/** The bytes are those that came: the text was decoded without loss. */
function hexOf(text: string): string {
  const bytes = new TextEncoder().encode(text);
  const dump = hexDump(bytes.subarray(0, hexCap));
  return bytes.length > hexCap ? `${dump}\n… ${t('{0} of {1} bytes', hexCap, bytes.length)}` : dump;
}

function tool(name: IconName, label: string, act: () => void): HTMLElement {
  return clickable(el('button', { type: 'button', class: 'tool' }, icon(name), label), act);
}

function sizeOf(body: Exclude<BodyView, { kind: 'none' }>): string {
  const size = body.bytes < 1024 ? t('{0} bytes', body.bytes) : `${oneDecimal(body.bytes / 1024, t)} KiB`;
  return body.cut === null ? size : `${size}, ${body.cut}`;
}
