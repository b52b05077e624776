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
    const code = text.charCodeAt(i);
    const isString = code === quote;
    if (!isString && !isNumberStart(code)) {
      step(code, stack);
      i++;
      continue;
    }
    const scope = stack.at(-1);
    const end = isString ? stringEnd(text, i) : numberEnd(text, i);
    const isKey = isString && scope?.expectsKey === true;
    const value = isString ? stringValue(text.slice(i, end)) : text.slice(i, end);
    const next = change(value, { key: isKey ? null : (scope?.key ?? null), parent: scope?.isObject === true ? scope.name : null, isKey });
    if (next !== value) {
      result += text.slice(kept, i) + JSON.stringify(next);
      kept = end;
    }
    if (isKey) {
      scope.key = value;
      scope.expectsKey = false;
    }
    i = end;
  }
  return result + text.slice(kept);
}

const quote = 0x22;
const isDigit = (code: number): boolean => code >= 0x30 && code <= 0x39;
const isNumberStart = (code: number): boolean => code === 0x2d || isDigit(code);

function step(code: number, stack: Scope[]): void {
  const scope = stack.at(-1);
  if (code === 0x7b) stack.push({ isObject: true, name: scope?.key ?? null, key: null, expectsKey: true });
  else if (code === 0x5b) stack.push({ isObject: false, name: scope?.key ?? null, key: scope?.key ?? null, expectsKey: false });
  else if (code === 0x7d || code === 0x5d) stack.pop();
  else if (code === 0x2c && scope?.isObject) {
    scope.expectsKey = true;
    scope.key = null;
  }
}

/** Digits, signs, dot and exponent: whatever a number may hold. */
function numberEnd(text: string, start: number): number {
  let end = start + 1;
  for (; end < text.length; end++) {
    const code = text.charCodeAt(end);
    if (!isDigit(code) && code !== 0x2b && code !== 0x2d && code !== 0x2e && code !== 0x45 && code !== 0x65) break;
  }
  return end;
}

function stringValue(literal: string): string {
  const isWhole = literal.length > 1 && literal.endsWith('"');
  if (isWhole && !literal.includes('\\')) return literal.slice(1, -1);
  try {
    return String(JSON.parse(literal));
  } catch {
    // Cut off or badly escaped: what stands between the quotes is taken as it is.
    return literal.replace(/^"|"$/g, '');
  }
}
