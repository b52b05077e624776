import { type CopiedRequest, readCopied } from './copiedRequest.ts';

/**
 * The request as a command line for a POSIX shell. The token is a variable that the reader fills in, whatever the headers hold:
 * a command line ends in a shell's history.
 */
export function asCurl(request: CopiedRequest): string {
  const { method, url, headers, token, body } = readCopied(request);
  const parts = [`curl --request ${method} ${quoted(url)}`];
  for (const [name, value] of headers) parts.push(`--header ${quoted(`${name}: ${value}`)}`);
  if (token) parts.splice(1, 0, '--header "Authorization: Bearer $ACCESS_TOKEN"');
  if (body !== undefined) parts.push(`--data-raw ${quoted(body)}`);
  return parts.join(' \\\n  ');
}

export function quoted(text: string): string {
  return `'${text.replaceAll("'", "'\\''")}'`;
}
