import type { CopiedChunk } from './copiedBody.ts';
import { type CopiedRequest, hasContentType, readCopied } from './copiedRequest.ts';
import { afterAll, quoted, type ShellBody, shellBody } from './shellBody.ts';

/**
 * The request as a command line for a POSIX shell. The token is a variable that the reader fills in, whatever the headers hold:
 * a command line ends in a shell's history.
 */
export function asCurl(request: CopiedRequest): string {
  const { method, url, headers, token, body } = readCopied(request);
  // With "--request HEAD" curl waits for a body that never comes.
  const parts = [`curl ${method === 'HEAD' ? '--head' : `--request ${method}`} ${quoted(url)}`];
  // In a URL curl takes brackets and braces for lists of its own.
  if (/[[\]{}]/.test(url)) parts.push('--globoff');
  for (const [name, value] of headers) parts.push(`--header ${quoted(value === '' ? `${name};` : `${name}: ${value}`)}`);
  // curl calls a body without a type a form.
  if (body !== undefined && !hasContentType(headers)) parts.push("--header 'Content-Type:'");
  if (token) parts.splice(1, 0, '--header "Authorization: Bearer $ACCESS_TOKEN"');
  const data = body === undefined ? undefined : dataOf(body);
  if (data !== undefined) parts.push(data.word);
  return afterAll(data?.before ?? [], parts.join(' \\\n  '));
}

/** The option for a body: curl reads a file by itself, with every byte. */
function dataOf(body: readonly CopiedChunk[]): ShellBody {
  const [only] = body;
  if (body.length === 1 && only?.kind === 'file') return { before: [], word: `--data-binary ${quoted(`@${only.path}`)}` };
  const { before, word } = shellBody(body);
  return { before, word: `--data-raw ${word}` };
}
