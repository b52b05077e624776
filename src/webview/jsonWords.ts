import { el } from './el.ts';

const token = /"[^"\\]*(?:\\.[^"\\]*)*"(\s*:)?|-?\d[\d.eE+-]*|\b(?:true|false|null)\b/g;

/** Pretty-printed JSON as text nodes and coloured spans. */
export function jsonWords(text: string): readonly (Node | string)[] {
  const out: (Node | string)[] = [];
  let at = 0;
  for (const match of text.matchAll(token)) {
    out.push(text.slice(at, match.index), el('span', { class: kindOf(match[0], match[1]) }, match[0]));
    at = match.index + match[0].length;
  }
  out.push(text.slice(at));
  return out;
}

function kindOf(text: string, colon: string | undefined): string {
  if (colon !== undefined) return 'json-name';
  if (text.startsWith('"')) return 'json-string';
  return /^[tfn]/.test(text) ? 'json-word' : 'json-number';
}
