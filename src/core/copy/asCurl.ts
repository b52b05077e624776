import { type CopiedRequest, hasContentType, readCopied } from './copiedRequest.ts';

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
  if (body !== undefined) parts.push(`--data-raw ${quoted(body)}`);
  return parts.join(' \\\n  ');
}

export function quoted(text: string): string {
  return `'${text.replaceAll("'", "'\\''")}'`;
}
