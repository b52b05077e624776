import type { WireRequest } from '../../core/model/wire.ts';

/** Headers that curl sets by itself or that would only hold for this one call. */
const leftOut = new Set(['host', 'connection', 'content-length', 'accept-encoding', 'user-agent']);

/**
 * The request as a command line for a POSIX shell. The token is a variable that the reader fills in, whatever the headers hold:
 * a command line ends in a shell's history.
 */
export function asCurl(request: WireRequest): string {
  const parts = [`curl --request ${request.method} ${quoted(request.url)}`];
  for (const [name, value] of request.headers) {
    if (leftOut.has(name.toLowerCase())) continue;
    if (name.toLowerCase() === 'authorization') parts.push('--header "Authorization: Bearer $ACCESS_TOKEN"');
    else parts.push(`--header ${quoted(`${name}: ${value}`)}`);
  }
  if (request.body !== undefined && request.body.length > 0) parts.push(`--data-raw ${quoted(new TextDecoder().decode(request.body))}`);
  return parts.join(' \\\n  ');
}

function quoted(text: string): string {
  return `'${text.replaceAll("'", "'\\''")}'`;
}
