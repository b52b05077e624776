/** A place in a text that has the form of a token; `end` is excluded. */
export interface TokenSpan {
  readonly start: number;
  readonly end: number;
  readonly text: string;
}

interface Segment {
  readonly start: number;
  readonly end: number;
}

/** `{"alg":"none"}` has 19 characters in base64url; shorter first parts are no header. */
const minHeaderLength = 16;

/**
 * Finds tokens (`eyJ…` header, payload, signature; the signature may be cut off) in one pass. A token must fill a run of
 * token characters from its left edge or from a dot: a pattern that starts at every `eyJ` would be quadratic.
 */
export function findTokens(text: string, options: { readonly maxTokens?: number } = {}): readonly TokenSpan[] {
  const limit = options.maxTokens ?? 1000;
  const found: TokenSpan[] = [];
  let at = 0;
  while (at < text.length && found.length < limit) {
    if (!isTokenChar(text.charCodeAt(at))) {
      at++;
      continue;
    }
    let end = at + 1;
    while (end < text.length && isTokenChar(text.charCodeAt(end))) end++;
    if (end - at > minHeaderLength) tokensOfRun(text, at, end, limit, found);
    at = end;
  }
  return found;
}

/** The token that covers `offset`, or undefined. Looks only at the run of token characters around it. */
export function tokenAt(text: string, offset: number): TokenSpan | undefined {
  const reach = 64 * 1024;
  let start = Math.min(offset, text.length);
  while (start > 0 && offset - start < reach && isTokenChar(text.charCodeAt(start - 1))) start--;
  let end = Math.min(offset, text.length);
  while (end < text.length && end - offset < reach && isTokenChar(text.charCodeAt(end))) end++;
  const found: TokenSpan[] = [];
  tokensOfRun(text, start, end, 1000, found);
  return found.find(token => token.start <= offset && offset <= token.end);
}

function tokensOfRun(text: string, start: number, end: number, limit: number, found: TokenSpan[]): void {
  const segments = segmentsOf(text, start, end);
  for (let i = 0; i + 1 < segments.length && found.length < limit; ) {
    const count = partsAt(text, segments, i);
    const first = segments[i];
    const last = segments[i + count - 1];
    if (count > 0 && first && last) found.push({ start: first.start, end: last.end, text: text.slice(first.start, last.end) });
    i += Math.max(count, 1);
  }
}

function segmentsOf(text: string, start: number, end: number): readonly Segment[] {
  const segments: Segment[] = [];
  let from = start;
  for (let i = start; i <= end; i++) {
    if (i < end && text[i] !== '.') continue;
    segments.push({ start: from, end: i });
    from = i + 1;
  }
  return segments;
}

/** How many parts a token that starts at segment `i` has: 5 encrypted, 3 signed or cut, 0 for none. */
function partsAt(text: string, segments: readonly Segment[], i: number): number {
  const header = segments[i];
  const payload = segments[i + 1];
  if (!header || !payload || header.end - header.start < minHeaderLength || !text.startsWith('eyJ', header.start)) return 0;
  const isObject = text.startsWith('ey', payload.start) && payload.end - payload.start >= 3;
  if (isObject) return segments[i + 2] ? 3 : 0;
  const rest = segments.slice(i + 2, i + 5);
  return rest.length === 3 && rest.every(part => part.end > part.start) ? 5 : 0;
}

function isTokenChar(code: number): boolean {
  return (
    (code >= 48 && code <= 57) || (code >= 65 && code <= 90) || (code >= 97 && code <= 122) || code === 45 || code === 46 || code === 95
  );
}
