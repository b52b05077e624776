const deepest = 200;

/**
 * JSON with line breaks and two-space indents. Only white space outside of strings changes: long numbers, repeated names and
 * escapes stay as they were sent. null where the text is no JSON or nested deeper than anybody reads.
 */
export function prettyJson(text: string): string | null {
  if (!isJson(text)) return null;
  const out: string[] = [];
  let depth = 0;
  for (const [token, next] of pairs(tokens(text))) {
    if (token === '}' || token === ']') depth -= 1;
    const opens = token === '{' || token === '[';
    out.push(token);
    if (opens) depth += 1;
    if (depth > deepest) return null;
    out.push(gap(token, next, depth));
  }
  return out.join('');
}

function gap(token: string, next: string | undefined, depth: number): string {
  if (next === undefined || next === ',' || next === ':') return '';
  if (token === ':') return ' ';
  const closes = next === '}' || next === ']';
  if (closes && (token === '{' || token === '[')) return '';
  return `\n${'  '.repeat(closes ? depth - 1 : depth)}`;
}

function isJson(text: string): boolean {
  try {
    JSON.parse(text);
    return true;
  } catch {
    // Not JSON, or nested too deep for the parser: shown as it is.
    return false;
  }
}

function tokens(text: string): readonly string[] {
  return text.match(/"[^"\\]*(?:\\.[^"\\]*)*"|[{}[\],:]|[^\s{}[\],:"]+/g) ?? [];
}

function* pairs(items: readonly string[]): Generator<readonly [string, string | undefined]> {
  for (let i = 0; i < items.length; i++) yield [items[i] as string, items[i + 1]];
}
