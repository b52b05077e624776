/** JSON with comments and trailing commas, as editors write their settings; undefined where it is none. */
export function parseJsonc(text: string): unknown {
  try {
    return JSON.parse(plainJson(text.charCodeAt(0) === 0xfeff ? text.slice(1) : text));
  } catch {
    // Not JSON: the caller says which file.
    return undefined;
  }
}

/** Blanks out what JSON does not know. Linear: every character is looked at once. */
function plainJson(text: string): string {
  const kept: string[] = [];
  let comma = -1;
  for (let at = 0; at < text.length; ) {
    const end = tokenEnd(text, at);
    const token = text.slice(at, end);
    const isComment = token.startsWith('//') || token.startsWith('/*');
    if (!isComment && token.trim() !== '') {
      // A comma counts only when something follows it that can be an item.
      if (comma >= 0 && (token === '}' || token === ']')) kept[comma] = '';
      comma = token === ',' ? kept.length : -1;
    }
    kept.push(isComment ? ' ' : token);
    at = end;
  }
  return kept.join('');
}

const plainRun = /[^"/,{}[\]]+/y;

function tokenEnd(text: string, at: number): number {
  const char = text[at];
  if (char === '"') {
    let end = at + 1;
    while (end < text.length && text[end] !== '"' && text[end] !== '\n') end += text[end] === '\\' ? 2 : 1;
    return Math.min(end + 1, text.length);
  }
  if (text.startsWith('//', at)) return endOr(text.indexOf('\n', at), text);
  if (text.startsWith('/*', at)) {
    const close = text.indexOf('*/', at + 2);
    return close < 0 ? text.length : close + 2;
  }
  plainRun.lastIndex = at;
  return at + (plainRun.exec(text)?.[0].length ?? 1);
}

const endOr = (at: number, text: string): number => (at < 0 ? text.length : at);
