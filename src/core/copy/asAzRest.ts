import { clouds, isHsmHost, isVaultHost } from '../token/clouds.ts';
import type { CopiedChunk } from './copiedBody.ts';
import type { ReadCopied } from './copiedRequest.ts';
import { afterAll, quoted, shellBody } from './shellBody.ts';

/** The request as a command of the Azure CLI, for a POSIX shell. */
export function asAzRest({ method, url, headers, token, body }: ReadCopied): string {
  const resource = resourceOf(url);
  const parts = [`az rest --method ${method.toLowerCase()}`, `--url ${quoted(url)}`];
  if (!token) parts.push('--skip-authorization-header');
  else if (resource !== undefined) parts.push(`--resource ${quoted(resource)}`);
  if (headers.length > 0) parts.push(`--headers ${headers.map(([name, value]) => quoted(`${name}=${value}`)).join(' ')}`);
  const command = (...more: readonly string[]): string => [...parts, ...more].join(' \\\n  ');
  return body === undefined ? command() : withBody(body, command);
}

function withBody(body: readonly CopiedChunk[], command: (option: string) => string): string {
  const [only] = body;
  if (body.length === 1 && only?.kind === 'file') return command(`--body ${quoted(`@${only.path}`)}`);
  const { before, word } = shellBody(body);
  const text = only?.kind === 'text' ? only.pieces.map(piece => (typeof piece === 'string' ? piece : '')).join('') : '';
  // az reads a file for what begins with "@", also behind the first "=". What it reads from its input is taken as it is.
  const isFileName = /^(?:[^=]*=)?@/.test(text);
  return afterAll(before, isFileName ? `printf %s ${word} | ${command('--body @-')}` : command(`--body ${word}`));
}

/** Without a resource `az rest` asks for the management plane's, which no vault accepts. */
function resourceOf(url: string): string | undefined {
  const host = URL.canParse(url) ? new URL(url).hostname : '';
  for (const cloud of clouds) {
    if (isVaultHost(cloud, host)) return cloud.vaultResource;
    if (isHsmHost(cloud, host)) return cloud.hsmResource ?? undefined;
  }
  return undefined;
}
