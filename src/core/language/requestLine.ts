import { closestWord } from './closestWord.ts';
import { trimmedPiece } from './piece.ts';
import { noProblems, type Problem, problemAt } from './problem.ts';
import type { Piece, RequestLine } from './syntax.ts';

export const methods = ['GET', 'PUT', 'POST', 'PATCH', 'DELETE', 'HEAD', 'OPTIONS', 'TRACE'] as const;
const otherMethods = ['PROPFIND', 'PROPPATCH', 'MKCOL', 'COPY', 'MOVE', 'LOCK', 'UNLOCK', 'LINK', 'UNLINK', 'PURGE', 'SEARCH', 'QUERY'];
const knownMethods = new Set<string>([...methods, ...otherMethods]);
const protocols = new Set([
  'GRPC',
  'WS',
  'WSS',
  'WEBSOCKET',
  'SSE',
  'EVENTSOURCE',
  'MQTT',
  'AMQP',
  'RSOCKET',
  'GRAPHQL',
  'GRAPHQLWS',
  'CONNECT',
]);

const firstWord = /^([A-Za-z]+)(?:\s+|$)/;
const versionSuffix = /\sHTTP\/(\d(?:\.\d)?)\s*$/i;

/** Whether a text can be what follows the method: `scheme://`, `/path`, `{{variable}}`, `host.tld/path`, `localhost:1`. */
export function looksLikeTarget(text: string): boolean {
  return /^(?:[a-z][a-z0-9+.-]*:\/\/|\/|\{\{|localhost(?:[:/?]|$)|\[[0-9a-f:.]+\]|[a-z0-9_-]+(?:\.[a-z0-9_-]+)+(?:[:/?#]|$)|[a-z0-9-]+:\d+(?:[/?#]|$))/i.test(
    text,
  );
}

/** Whether a line is a request line beyond doubt: a method in capitals, and a target. */
export function isPlainRequestLine(line: string): boolean {
  const word = /^([A-Z]+)[ \t]+(\S.*)$/.exec(line);
  return word !== null && knownMethods.has(word[1] ?? '') && looksLikeTarget(word[2] ?? '');
}

export interface ReadRequestLine {
  readonly requestLine: RequestLine;
  readonly problems: readonly Problem[];
}

/** Reads the first line of a request. */
export function readRequestLine(text: string, whole: Piece, line: number): ReadRequestLine {
  const word = firstWord.exec(whole.text);
  const name = word?.[1];
  const rest = word === null ? whole : trimmedPiece(text, whole.start + word[0].length, whole.end);
  const done = (kind: RequestLine['kind'], hasMethod: boolean, problem?: Problem): ReadRequestLine => {
    const method = hasMethod && name !== undefined ? { start: whole.start, end: whole.start + name.length, text: name } : null;
    const { target, version } = splitVersion(text, method === null ? whole : rest);
    const parts = target.text === '' ? [] : [target];
    return {
      requestLine: { kind, method, target: parts, version, line, start: whole.start, end: whole.end },
      problems: problem === undefined ? noProblems : [problem],
    };
  };
  if (name === undefined) return looksLikeTarget(whole.text) ? done('http', false) : done('malformed', false, notARequest(whole));
  const upper = name.toUpperCase();
  if (knownMethods.has(upper)) return done('http', true);
  if (protocols.has(upper) && (name === upper || looksLikeTarget(rest.text))) return done('unsupported', true, unsupported(whole, upper));
  if (looksLikeTarget(whole.text)) return done('http', false);
  if (looksLikeTarget(rest.text)) return done('malformed', true, unknownMethod(whole, name));
  return done('malformed', false, notARequest(whole));
}

/** Takes ` HTTP/1.1` off the end of a target. */
export function splitVersion(text: string, target: Piece): { readonly target: Piece; readonly version: Piece | null } {
  const last = target.text.charCodeAt(target.text.length - 1);
  if (last < 48 || last > 57 || !target.text.includes('/')) return { target, version: null };
  // The suffix is short: looking at the end alone keeps a very long line linear.
  const tailStart = Math.max(0, target.text.length - 40);
  const match = versionSuffix.exec(target.text.slice(tailStart));
  if (match === null) return { target, version: null };
  const cut = target.start + tailStart + match.index;
  return { target: trimmedPiece(text, target.start, cut), version: trimmedPiece(text, cut, target.end) };
}

function notARequest(whole: Piece): Problem {
  const isPath = /^[\w-]+\/\S*$/.test(whole.text);
  const remedy = isPath
    ? 'Write a method and a path that begins with "/", such as "GET /secrets/name?api-version=7.6".'
    : 'Write a method and a target, such as "GET /secrets/name?api-version=7.6", or begin the line with "#" to make it a comment.';
  return problemAt('not-a-request-line', 'error', `This line is no request. ${remedy}`, whole);
}

function unknownMethod(whole: Piece, name: string): Problem {
  const closest = closestWord(name, knownMethods);
  const remedy = closest === undefined ? `Use one of ${methods.join(', ')}.` : `Did you mean "${closest}"?`;
  return problemAt('unknown-method', 'error', `"${name}" is no HTTP method. ${remedy}`, {
    start: whole.start,
    end: whole.start + name.length,
  });
}

function unsupported(whole: Piece, name: string): Problem {
  const span = { start: whole.start, end: whole.start + name.length };
  return problemAt(
    'unsupported-protocol',
    'error',
    `${name} requests are not supported here. Use an HTTP method such as GET or POST.`,
    span,
  );
}
