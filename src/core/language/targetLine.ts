import { noProblems, type Problem, problemAt } from './problem.ts';
import { looksLikeTarget, splitVersion } from './requestLine.ts';
import type { Piece, RequestLine } from './syntax.ts';

/** A header, not a part of the target: a name and a colon before anything that only a path or a query has. */
const headerLike = /^[A-Za-z][A-Za-z0-9-]*[ \t]*:(?!\/\/)/;

/**
 * Reads a line directly below the request line as a part of the target: one that begins with `?` or `&`, or an indented one
 * (JetBrains) that is no header. undefined where the line is none.
 */
export function readTargetLine(
  text: string,
  lineStart: number,
  line: Piece,
): { readonly target: Piece; readonly version: Piece | null } | undefined {
  const first = line.text[0];
  const isQuery = first === '?' || first === '&';
  const isIndented =
    line.start > lineStart && line.text !== '' && !headerLike.test(line.text) && !line.text.startsWith('@') && !line.text.startsWith('...');
  return isQuery || isIndented ? splitVersion(text, line) : undefined;
}

/** Nearly every request line: a path or a whole URL in which nothing stands that could be wrong. */
function isPlain({ target, version, kind }: RequestLine): boolean {
  const first = target[0];
  if (kind !== 'http' || version !== null || first === undefined || !/^(?:\/|https:\/\/|\{\{)/.test(first.text)) return false;
  for (const { text } of target) if (/[#\s]/.test(text)) return false;
  return true;
}

/** What can be said of a request line before its variables are filled in. */
export function targetProblems(requestLine: RequestLine): readonly Problem[] {
  if (isPlain(requestLine)) return noProblems;
  const version = versionProblems(requestLine.version);
  if (requestLine.kind !== 'http') return version;
  const [first] = requestLine.target;
  if (first === undefined) {
    const message = 'The target is missing. Write "GET /secrets/name?api-version=7.6" or a whole URL.';
    return [problemAt('missing-target', 'error', message, requestLine), ...version];
  }
  return [...version, ...requestLine.target.flatMap(partProblems), ...schemeProblems(first)];
}

function versionProblems(version: Piece | null): readonly Problem[] {
  if (version === null || /^HTTP\/1\.[01]$/i.test(version.text)) return noProblems;
  const message = `${version.text} is not used here: the request goes out as HTTP/1.1. Delete it or write HTTP/1.1.`;
  // Visual Studio writes HTTP/2 as a matter of course, and no vault answers differently.
  return [problemAt('http-version', /^HTTP\/2/i.test(version.text) ? 'hint' : 'warning', message, version)];
}

function partProblems(part: Piece): readonly Problem[] {
  // Nearly every line has neither: what follows is for the others.
  if (!/[#\s]/.test(part.text)) return noProblems;
  const problems: Problem[] = [];
  const plain = part.text.replace(/\{\{[^{}]*\}\}/g, variable => 'x'.repeat(variable.length));
  const hash = plain.indexOf('#');
  if (hash >= 0) {
    const message = 'The part from "#" on is not sent. Write "%23" if the character is meant, or delete it.';
    problems.push(problemAt('fragment-not-sent', 'hint', message, { start: part.start + hash, end: part.end }));
  }
  const space = (hash < 0 ? plain : plain.slice(0, hash)).trimEnd().search(/\s/);
  if (space >= 0) {
    const message = 'A space in a URL is sent as "%20". Write that, or remove the space.';
    const start = part.start + space;
    problems.push(problemAt('space-in-target', 'warning', message, { start, end: start + 1 }));
  }
  return problems;
}

function schemeProblems(first: Piece): readonly Problem[] {
  const hasScheme = /^[a-z][a-z0-9+.-]*:\/\//i.test(first.text);
  const isHost = !hasScheme && /^[^/{:?#]+(?:[:/?#]|$)/.test(first.text) && looksLikeTarget(first.text);
  if (!isHost) return noProblems;
  return [problemAt('scheme-added', 'hint', 'Without a scheme the request goes out with https. Write "https://".', first)];
}
