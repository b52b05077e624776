import { masks } from './masks.ts';

const wordEnd = /[\s"'<>]/g;
const authorityEnd = /[\s"'<>/?#]/g;
/** Before `://`; no scheme is longer than this. */
const scheme = /(?:^|[^a-z0-9+.-])[a-z][a-z0-9+.-]{0,40}$/i;
/** A port, or what ends a sentence behind a host. */
const portAlone = /^\d{0,5}[.,;)]?/;

/**
 * Removes name and password before the host of every URL in a text: up to the last `@` of the authority (RFC 3986 section 3.2.1); a password with
 * a slash in it looks like a port that is no number. Takes time in proportion to the text, whatever a server sends.
 */
export function cutUserInfo(text: string): string {
  if (!text.includes('@') || !text.includes('://')) return text;
  const lastAt = lastAtInWord(text);
  let result = '';
  let kept = 0;
  for (let at = text.indexOf('://'); at >= 0; at = text.indexOf('://', Math.max(kept, at + 1))) {
    if (!scheme.test(text.slice(Math.max(0, at - 42), at))) continue;
    const start = at + '://'.length;
    const end = userInfoEnd(text, start, lastAt);
    if (end <= start) continue;
    result += `${text.slice(kept, start)}${masks.value}`;
    kept = end;
  }
  return kept === 0 ? text : result + text.slice(kept);
}

/** Where the `@` behind name and password stands; before `start` where there is none. */
function userInfoEnd(text: string, start: number, lastAt: (from: number) => number): number {
  const authority = text.slice(start, next(authorityEnd, text, start));
  const at = authority.lastIndexOf('@');
  if (at >= 0) return start + at;
  const colon = authority.indexOf(':');
  const port = colon < 0 ? '' : authority.slice(colon + 1);
  return portAlone.exec(port)?.[0] === port ? -1 : lastAt(start + authority.length);
}

/** The last `@` before the next white space or quotation mark. A word is looked through once, however many URLs stand in it. */
function lastAtInWord(text: string): (from: number) => number {
  let known = { end: 0, at: -1 };
  return from => {
    if (from >= known.end) {
      const end = next(wordEnd, text, from);
      const at = text.slice(from, end).lastIndexOf('@');
      known = { end, at: at < 0 ? -1 : from + at };
    }
    return known.at;
  };
}

function next(pattern: RegExp, text: string, from: number): number {
  pattern.lastIndex = from;
  return pattern.exec(text)?.index ?? text.length;
}
