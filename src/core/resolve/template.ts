import type { TextSpan } from '../model/textSpan.ts';

/** What stands between `{{` and `}}`. */
export type Expression =
  | { readonly kind: 'variable'; readonly name: string; readonly percentEncode: boolean }
  | { readonly kind: 'dynamic'; readonly name: string; readonly args: readonly string[] };

/** A piece of a template. The span of a variable counts from the start of the template and holds the braces. */
export type TemplatePart =
  | { readonly kind: 'text'; readonly text: string }
  | { readonly kind: 'expression'; readonly expression: Expression; readonly span: TextSpan }
  | { readonly kind: 'unclosed'; readonly text: string; readonly span: TextSpan };

/**
 * Splits a text at its `{{…}}`. `\{\{x\}\}` is the text `{{x}}`. An opening without a closing on the same line is `unclosed`.
 * Linear: each character is looked at a fixed number of times.
 */
export function splitTemplate(text: string): readonly TemplatePart[] {
  const parts: TemplatePart[] = [];
  let from = 0;
  const pushText = (to: number) => {
    if (to > from) parts.push({ kind: 'text', text: text.slice(from, to).replaceAll('\\{\\{', '{{').replaceAll('\\}\\}', '}}') });
  };
  for (let open = text.indexOf('{{'); open >= 0; open = text.indexOf('{{', from)) {
    const end = closing(text, open + 2);
    pushText(open);
    if (end === undefined) {
      // Three braces in a row: the variable may begin one later, as in `{{{x}}`.
      const to = open + (text[open + 2] === '{' ? 1 : 2);
      parts.push({ kind: 'unclosed', text: text.slice(open, to), span: { start: open, end: open + 2 } });
      from = to;
      continue;
    }
    parts.push({ kind: 'expression', expression: readExpression(text.slice(open + 2, end)), span: { start: open, end: end + 2 } });
    from = end + 2;
  }
  pushText(text.length);
  return parts;
}

/** Where the `}}` stands that closes an expression, or undefined when a brace, a line break or the end comes first. */
function closing(text: string, start: number): number | undefined {
  for (let at = start; at < text.length; at++) {
    const code = text.charCodeAt(at);
    if (code === 125) return text.charCodeAt(at + 1) === 125 ? at : undefined;
    if (code === 123 || code === 10 || code === 13) return undefined;
  }
  return undefined;
}

export function readExpression(text: string): Expression {
  const trimmed = text.trim();
  if (!trimmed.startsWith('$')) {
    const percentEncode = trimmed.startsWith('%');
    return { kind: 'variable', name: percentEncode ? trimmed.slice(1).trim() : trimmed, percentEncode };
  }
  const words = splitWords(trimmed.slice(1));
  return { kind: 'dynamic', name: words[0] ?? '', args: words.slice(1) };
}

/** Words between white space; quotes keep white space together and are taken off. */
function splitWords(text: string): readonly string[] {
  return [...text.matchAll(/"([^"]*)"|'([^']*)'|(\S+)/g)].map(match => match[1] ?? match[2] ?? match[3] ?? '');
}

export function hasExpression(text: string): boolean {
  return text.includes('{{');
}
