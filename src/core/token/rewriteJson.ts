import { stringEnd } from './inspectJson.ts';

/** Where a value stands: its own key (that of the array, inside one) and the key of the object around it. */
export interface JsonPlace {
  readonly key: string | null;
  readonly parent: string | null;
  readonly isKey: boolean;
}

interface Scope {
  readonly isObject: boolean;
  /** Key under which this object or array itself stands. */
  readonly name: string | null;
  key: string | null;
  expectsKey: boolean;
}

/**
 * Replaces scalar values of JSON text and leaves every other byte as it is (order, spaces, big numbers, double keys).
 * `change` gets a string's value, or the literal of a number, and answers with the text to put there instead; the same
 * text means no change. Tolerates text that was cut off.
 */
export function rewriteJson(text: string, change: (value: string, place: JsonPlace) => string): string {
  const stack: Scope[] = [];
  let result = '';
  let kept = 0;
  for (let i = 0; i < text.length; ) {
    const char = text[i] ?? '';
    const scope = stack.at(-1);
    const end = char === '"' ? stringEnd(text, i) : /[-\d]/.test(char) ? numberEnd(text, i) : i + 1;
    if (end > i + 1 || char === '"' || /[-\d]/.test(char)) {
      const isKey = char === '"' && scope?.expectsKey === true;
      const place = { key: isKey ? null : (scope?.key ?? null), parent: scope?.isObject === true ? scope.name : null, isKey };
      const value = char === '"' ? stringValue(text.slice(i, end)) : text.slice(i, end);
      const next = change(value, place);
      if (next !== value) {
        result += text.slice(kept, i) + JSON.stringify(next);
        kept = end;
      }
      if (isKey && scope) scope.key = value;
      if (isKey && scope) scope.expectsKey = false;
    } else step(char, stack);
    i = end;
  }
  return result + text.slice(kept);
}

function step(char: string, stack: Scope[]): void {
  const scope = stack.at(-1);
  if (char === '{') stack.push({ isObject: true, name: scope?.key ?? null, key: null, expectsKey: true });
  else if (char === '[') stack.push({ isObject: false, name: scope?.key ?? null, key: scope?.key ?? null, expectsKey: false });
  else if (char === '}' || char === ']') stack.pop();
  else if (char === ',' && scope?.isObject) {
    scope.expectsKey = true;
    scope.key = null;
  }
}

function numberEnd(text: string, start: number): number {
  let end = start + 1;
  while (end < text.length && /[-+.\deE]/.test(text[end] ?? '')) end++;
  return end;
}

function stringValue(literal: string): string {
  try {
    return String(JSON.parse(literal));
  } catch {
    // Cut off or badly escaped: what stands between the quotes is taken as it is.
    return literal.replace(/^"|"$/g, '');
  }
}
