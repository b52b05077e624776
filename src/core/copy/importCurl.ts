import { foreignForm } from '../language/foreignForm.ts';
import { clouds, isHsmHost, isVaultHost } from '../token/clouds.ts';
import { type CurlCommand, type CurlData, readCurl } from './readCurl.ts';
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
  return { kind: 'request', ...requestText(command) };
}

function requestText(command: CurlCommand): { readonly text: string; readonly notes: readonly string[] } {
  const notes = [...command.notes];
  const directives: string[] = [];
  const isGet = command.options.has('get') || command.options.has('head');
  const query = isGet ? command.data.map(({ text }) => text).join('&') : '';
  const target = oneLine(withQuery(command.url, query));
  const headers = headerLines(command, target, directives, notes);
  if (command.options.has('location')) directives.push('# @follow-redirect');
  if (/^\d+(?:\.\d+)?$/.test(command.maxTime ?? '')) directives.push(`# @timeout ${Math.ceil(Number(command.maxTime) * 1000)}ms`);
  const body = isGet ? [] : bodyLines(command.data, directives, notes);
  const lines = [...directives, `${methodOf(command)} ${target}`, ...headers, ...(body.length === 0 ? [] : ['', ...body])];
  return { text: `${lines.join('\n')}\n`, notes };
}

function methodOf({ method, options, data }: CurlCommand): string {
  if (method !== null && /^[A-Za-z]+$/.test(method)) return method.toUpperCase();
  if (options.has('head')) return 'HEAD';
  if (options.has('upload')) return 'PUT';
  return data.length > 0 && !options.has('get') ? 'POST' : 'GET';
}

function withQuery(url: string, query: string): string {
  const whole = /^[a-z][a-z0-9+.-]*:\/\//i.test(url) || url.startsWith('{{') ? url : `https://${url}`;
  if (query === '') return whole;
  return `${whole}${whole.includes('?') ? '&' : '?'}${query}`;
}

function headerLines({ headers, data, options }: CurlCommand, target: string, directives: string[], notes: string[]): readonly string[] {
  const lines: string[] = [];
  for (const [name, value] of headers) {
    if (name.toLowerCase() === 'authorization') lines.push(...authorizationLines(target, value, directives, notes));
    else if (/^[!#$%&'*+\-.^_`|~0-9A-Za-z]+$/.test(name) && !name.startsWith('#')) lines.push(oneLine(`${name}: ${value}`).trimEnd());
    else notes.push(`"${oneLine(name).slice(0, 40)}" is no header's name and was left out.`);
  }
  const hasType = headers.some(([name]) => name.toLowerCase() === 'content-type');
  const isForm = data.some(({ kind }) => kind === 'text') && !options.has('get') && !options.has('head') && !options.has('upload');
  if (!hasType && isForm) lines.push('Content-Type: application/x-www-form-urlencoded');
  return lines;
}

function authorizationLines(target: string, value: string, directives: string[], notes: string[]): readonly string[] {
  if (isVaultTarget(target)) {
    notes.push('The Authorization header was left out: a request to a vault gets its token by itself.');
    return [];
  }
  const variable = /^(?:Bearer\s+)?(\{\{[^{}]*\}\})$/i.exec(value)?.[1];
  if (variable !== undefined) return [`Authorization: Bearer ${variable}`];
  const scheme = /^(\w+)\s/.exec(value)?.[1] ?? 'Bearer';
  notes.push('The credential of the Authorization header was left out: the request asks for it.');
  directives.push('# @prompt token Credential for the Authorization header');
  return [`Authorization: ${scheme} {{token}}`];
}

function isVaultTarget(target: string): boolean {
  const host = /^https?:\/\/([^/:?#]+)/i.exec(target)?.[1]?.toLowerCase() ?? '';
  return clouds.some(cloud => isVaultHost(cloud, host) || isHsmHost(cloud, host));
}

/** curl puts `&` between its data; a file stands on a line of its own. */
function bodyLines(data: readonly CurlData[], directives: string[], notes: string[]): readonly string[] {
  if (data.length === 0) return [];
  const files = data.filter(({ kind }) => kind === 'file');
  if (files.length > 0) {
    if (data.length > 1) notes.push('The body is made of several parts: only its file is here.');
    return [`< ${oneLine(files[0]?.text ?? '')}`];
  }
  const text = data.map(part => part.text).join(data.some(({ kind }) => kind === 'json') ? '' : '&');
  const lines = text.split(/\r\n|\r|\n/);
  if (/[\r\0]/.test(text)) notes.push('The body holds characters that a request file cannot keep: compare it.');
  if (lines.at(0)?.trim() === '' || lines.at(-1)?.trim() === '') notes.push('Blank lines round the body are not sent.');
  if (lines.some(line => /^\s*(?:#|\/\/)/.test(line))) directives.push('# @keep-comments');
  if (lines.some(line => line.startsWith('###') || line.trimStart().startsWith('??') || foreignForm(line) !== undefined)) {
    notes.push('A line of the body means something else in a request file. Put the body into a file: "< ./body.txt".');
    return [];
  }
  return lines;
}

function oneLine(text: string): string {
  // biome-ignore lint/suspicious/noControlCharactersInRegex: a control character in a line would be an error of its own
  return text.replace(/[\u0000-\u001f\u007f]+/g, ' ').trim();
}
