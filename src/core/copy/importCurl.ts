import { serviceOf } from '../auth/target.ts';
import { foreignForm } from '../language/foreignForm.ts';
import { hostOfUrl } from '../token/hostOfUrl.ts';
import { basicAuthorization, type CurlCommand, readCurl } from './readCurl.ts';
import { shellWords } from './shellWords.ts';

/** A request of a request file, or why there is none. `notes` says what could not be taken over. */
export type ImportedCurl =
  | { readonly kind: 'request'; readonly text: string; readonly notes: readonly string[] }
  | { readonly kind: 'problem'; readonly message: string };

const maxLength = 1024 * 1024;

/**
 * Turns a cURL command into the text of a request. A token in it is never taken over: requests to a vault get theirs by themselves, for
 * others the request asks.
 */
export function importCurl(text: string): ImportedCurl {
  if (text.length > maxLength) return { kind: 'problem', message: 'The command is longer than 1 MB. Put its body into a file.' };
  const split = shellWords(text.trim().replace(/^[$>]\s+/, ''));
  if (split.kind === 'problem') return split;
  const [program = '', ...words] = split.words;
  if (!/(?:^|[/\\])curl(?:\.exe)?$/i.test(program))
    return { kind: 'problem', message: 'This is no cURL command: it must begin with "curl".' };
  const command = readCurl(words);
  if (command.url === '') return { kind: 'problem', message: 'The command names no URL.' };
  return { kind: 'request', ...requestText(command, split.notes) };
}

function requestText(command: CurlCommand, shellNotes: readonly string[]): { readonly text: string; readonly notes: readonly string[] } {
  const notes = [...shellNotes, ...command.notes];
  const directives: string[] = [];
  const isGet = command.options.has('get') || command.options.has('head');
  const target = oneLine(withQuery(withoutUser(command.url), [...command.query, ...(isGet ? command.data.map(({ text }) => text) : [])]));
  const method = methodOf(command, notes);
  const given = givenHeaders(command);
  if (isAnonymous(target, given)) directives.push('# @flow anonymous');
  const headers = [...headerLines(given, target, directives, notes), ...ownHeaders(command)];
  if (command.options.has('location')) directives.push('# @follow-redirect');
  if (/^\d+(?:\.\d+)?$/.test(command.maxTime ?? '')) directives.push(`# @timeout ${Math.ceil(Number(command.maxTime) * 1000)}ms`);
  const body = isGet ? [] : bodyLines(command, directives, notes);
  const lines = [...command.definitions, ...directives, `${method} ${target}`, ...headers, ...(body.length === 0 ? [] : ['', ...body])];
  return { text: `${lines.join('\n')}\n`, notes };
}

function methodOf({ method, options }: CurlCommand, notes: string[]): string {
  if (method !== null && /^[A-Za-z]+$/.test(method)) return method.toUpperCase();
  if (method !== null) notes.push(`"${oneLine(method).slice(0, 40)}" is no method: compare the request line.`);
  if (options.has('head')) return 'HEAD';
  if (options.has('upload')) return 'PUT';
  const hasBody = options.has('form') || options.has('json') || options.has('multipart');
  return hasBody && !options.has('get') ? 'POST' : 'GET';
}

function withQuery(url: string, query: readonly string[]): string {
  const whole = /^[a-z][a-z0-9+.-]*:\/\//i.test(url) || url.startsWith('{{') ? url : `https://${url}`;
  if (query.length === 0) return whole;
  return `${whole}${whole.includes('?') ? '&' : '?'}${query.join('&')}`;
}

/** curl sends a name and a password of the URL as a header. */
function givenHeaders({ url, headers }: CurlCommand): CurlCommand['headers'] {
  const hasUser = withoutUser(url) !== url;
  return hasUser && !hasAuthorization(headers) ? [...headers, basicAuthorization] : headers;
}

const withoutUser = (url: string): string => url.replace(/^([a-z][a-z0-9+.-]*:\/\/)?[^/?#]*@/i, '$1');

const hasAuthorization = (headers: CurlCommand['headers']): boolean => headers.some(([name]) => name.toLowerCase() === 'authorization');

/** A command without a credential for a host that gets none by itself. A host with variables or placeholders in it may be any. */
function isAnonymous(target: string, headers: CurlCommand['headers']): boolean {
  const host = hostOfUrl(target);
  return host !== undefined && !/[{<]/.test(host) && !hasAuthorization(headers) && serviceOf(host) === 'other';
}

function headerLines(headers: CurlCommand['headers'], target: string, directives: string[], notes: string[]): readonly string[] {
  const lines: string[] = [];
  for (const [name, value] of headers) {
    if (name.toLowerCase() === 'authorization') lines.push(...authorizationLines(target, value, directives, notes));
    else if (/^[!#$%&'*+\-.^_`|~0-9A-Za-z]+$/.test(name) && !name.startsWith('#')) lines.push(oneLine(`${name}: ${value}`).trimEnd());
    else notes.push(`"${oneLine(name).slice(0, 40)}" is no header's name and was left out.`);
  }
  return lines;
}

/** What curl says of a body by itself, where the command does not. */
function ownHeaders({ headers, removed, options }: CurlCommand): readonly string[] {
  const given = new Set([...removed, ...headers.map(([name]) => name.toLowerCase())]);
  const isOpen = (line: string) => !given.has(line.slice(0, line.indexOf(':')).toLowerCase());
  if (options.has('json')) return ['Content-Type: application/json', 'Accept: application/json'].filter(isOpen);
  if (!options.has('form') || options.has('get') || options.has('head')) return [];
  return ['Content-Type: application/x-www-form-urlencoded'].filter(isOpen);
}

function authorizationLines(target: string, value: string, directives: string[], notes: string[]): readonly string[] {
  const service = serviceOf(hostOfUrl(target) ?? '');
  if (service === 'vault' || service === 'hsm') {
    notes.push('The Authorization header was left out: a request to a vault gets its token by itself.');
    return [];
  }
  // A variable may hold the scheme as well.
  if (/^(?:[\w-]+\s+)?\{\{[^{}]*\}\}$/.test(value)) return [`Authorization: ${value}`];
  const scheme = /^(\w+)\s/.exec(value)?.[1] ?? 'Bearer';
  notes.push('The credential of the Authorization header was left out: the request asks for it.');
  directives.push('# @prompt token Credential for the Authorization header');
  return [`Authorization: ${scheme} {{token}}`];
}

/** curl puts `&` between its data; a file stands on a line of its own. */
function bodyLines({ data, options }: CurlCommand, directives: string[], notes: string[]): readonly string[] {
  const file = data.find(({ kind }) => kind === 'file');
  if (file !== undefined) {
    if (data.length > 1) notes.push('The body is made of several parts: only its file is here.');
    return [`< ${oneLine(file.text)}`];
  }
  const text = data.map(part => part.text).join(options.has('json') ? '' : '&');
  if (text === '') return [];
  const lines = text.split(/\r\n|\r|\n/);
  if (lines.some(line => line.startsWith('###') || line.trimStart().startsWith('??') || foreignForm(line.trim()) !== undefined)) {
    notes.push('A line of the body means something else in a request file. Put the body into a file: "< ./body.txt".');
    return [];
  }
  if (/[\r\0]/.test(text)) notes.push('The body holds characters that a request file cannot keep: compare it.');
  if (lines.at(0)?.trim() === '' || lines.at(-1)?.trim() === '') notes.push('Blank lines round the body are not sent.');
  if (lines.some(line => /^\s*(?:#|\/\/)/.test(line))) directives.push('# @keep-comments');
  return lines;
}

function oneLine(text: string): string {
  // biome-ignore lint/suspicious/noControlCharactersInRegex: a control character in a line would be an error of its own
  return text.replace(/[\u0000-\u001f\u007f]+/g, ' ').trim();
}
