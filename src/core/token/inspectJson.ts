/** What `JSON.parse` does not tell about a text: how deep it nests, and which keys stand twice in one object. */
export interface JsonShape {
  readonly depth: number;
  readonly duplicateKeys: readonly string[];
}

interface Scope {
  readonly keys: Set<string> | null;
  expectsKey: boolean;
}

/** One pass over JSON text. Never throws: broken JSON is for `JSON.parse` to refuse. */
export function inspectJson(text: string): JsonShape {
  const duplicates: string[] = [];
  const stack: Scope[] = [];
  let depth = 0;
  for (let i = 0; i < text.length; i++) {
    const char = text[i];
    const scope = stack.at(-1);
    if (char === '"') {
      const end = stringEnd(text, i);
      if (scope?.keys && scope.expectsKey) noteKey(scope, text.slice(i, end), duplicates);
      i = end - 1;
    } else if (char === '{' || char === '[') {
      stack.push({ keys: char === '{' ? new Set() : null, expectsKey: char === '{' });
      depth = Math.max(depth, stack.length);
    } else if (char === '}' || char === ']') stack.pop();
    else if (char === ',' && scope) scope.expectsKey = scope.keys !== null;
  }
  return { depth, duplicateKeys: duplicates };
}

function noteKey(scope: Scope, literal: string, duplicates: string[]): void {
  scope.expectsKey = false;
  const key = literal.includes('\\') ? unescaped(literal) : literal.slice(1, -1);
  if (scope.keys?.has(key) && !duplicates.includes(key)) duplicates.push(key);
  scope.keys?.add(key);
}

function unescaped(literal: string): string {
  try {
    return String(JSON.parse(literal));
  } catch {
    // A broken escape: JSON.parse of the whole text refuses it and says so.
    return literal;
  }
}

/** Index after the closing quote of the string that starts at `start`; the text's length where it never closes. */
export function stringEnd(text: string, start: number): number {
  for (let i = start + 1; i < text.length; i++) {
    const code = text.charCodeAt(i);
    if (code === 0x5c) i++;
    else if (code === 0x22) return i + 1;
  }
  return text.length;
}
