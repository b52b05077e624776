import { hasControlCharacter } from '../language/piece.ts';
import type { ProblemCode } from '../language/problem.ts';
import { parseUrl } from '../model/parseUrl.ts';
import { metadataAddress } from '../token/clouds.ts';
import { percentEncode } from './percentEncode.ts';

export interface TargetProblem {
  readonly code: ProblemCode;
  readonly message: string;
}

export type RequestTarget =
  | { readonly kind: 'url'; readonly url: string; readonly origin: string }
  | { readonly kind: 'problem'; readonly problem: TargetProblem };

const absolute = /^([A-Za-z][A-Za-z0-9+.-]*):\/\//;
const hostLike =
  /^(?:localhost|\[[0-9A-Fa-f:.]+\]|[A-Za-z0-9_-]+(?:\.[A-Za-z0-9_-]+)+)(?::\d{1,5})?(?=[/?]|$)|^[A-Za-z0-9-]+:\d{1,5}(?=[/?]|$)/;

/** Whether a host is this machine: RFC 6761 section 6.3, RFC 1122 section 3.2.1.3, RFC 4291 section 2.5.3. */
export function isLoopbackHost(host: string): boolean {
  const name = host.toLowerCase();
  return name === 'localhost' || name.endsWith('.localhost') || /^127(?:\.\d{1,3}){3}$/.test(name) || name === '[::1]' || name === '::1';
}

/** Why a target without variables cannot be sent; `hasBase` says whether a relative path has a vault or host to stand on. */
export function targetProblem(text: string, hasBase: boolean): TargetProblem | undefined {
  const target = buildTarget(text, hasBase ? 'https://base.invalid' : null);
  return target.kind === 'problem' ? target.problem : undefined;
}

/**
 * Why a Host header cannot be sent: RFC 9110 section 7.2 has a host there, perhaps with a port, and nothing else. A path behind it would be
 * one of the URL, a "#" would end the URL.
 */
export function hostHeaderProblem(value: string): TargetProblem | undefined {
  if (isAuthority(value) && originOf(`https://${value}`) !== undefined) return undefined;
  const message =
    foreignLettersMessage(value) ??
    'The Host header names a host, or a host and its port, and nothing else. Write it like "Host: a.example:8443".';
  return { code: 'header-value', message };
}

/** The origin that a Host header names: https, http for this machine alone. */
export function originOfHost(host: string): string {
  return `${isLoopbackHost(host.replace(/:\d+$/, '')) ? 'http' : 'https'}://${host}`;
}

/** Why a path cannot stand on a value of the variable `host`: it is a host or a URL, perhaps with a path of its own. */
export function hostVariableProblem(value: string): TargetProblem | undefined {
  const isHost = !/[?#]/.test(value) && (absolute.test(value) || hostLike.test(value));
  const target = isHost ? buildTarget(value, null) : problem('invalid-url', noHostVariable);
  return target.kind === 'problem' ? target.problem : undefined;
}

const noHostVariable =
  'The path stands on the variable "host", and its value is no host. Set it like "@host = https://a.example", or add "# @vault NAME" above the request.';

/** The URL that such a value puts before a path. */
export function originOfHostVariable(value: string): string {
  const host = absolute.test(value) ? undefined : hostLike.exec(value)?.[0];
  return host === undefined ? value : `${originOfHost(host)}${value.slice(host.length)}`;
}

/**
 * The absolute URL of a target. `base` is the URL that a path is put behind. Without a scheme it is https, http for this machine alone.
 * The path and query stay as written but for characters that no URL may hold: these are percent-encoded (RFC 3986 section 2.1).
 */
export function buildTarget(text: string, base: string | null): RequestTarget {
  if (hasControlCharacter(text) || text.includes('\t')) {
    return problem('control-character', 'A URL cannot hold control characters. Delete them, or look at the variables in it.');
  }
  const withoutFragment = text.split('#', 1)[0]?.trimEnd() ?? '';
  if (withoutFragment.startsWith('/') || withoutFragment.startsWith('?')) {
    if (base === null) {
      const message = 'A path alone needs a vault. Add "# @vault NAME" above the request, or write the whole URL with "https://".';
      return problem('relative-without-vault', message);
    }
    return checked(`${base.replace(/\/+$/, '')}${withoutFragment}`);
  }
  if (absolute.test(withoutFragment)) return checked(withoutFragment);
  const host = hostLike.exec(withoutFragment)?.[0];
  if (host === undefined) {
    if (/^[^/?#]*:.*@/.test(withoutFragment)) return userInfoProblem();
    const message = `"${withoutFragment.slice(0, 80)}" is no URL. Write a path that begins with "/", or a whole URL with "https://".`;
    return problem('invalid-url', message);
  }
  return checked(`${originOfHost(host)}${withoutFragment.slice(host.length)}`);
}

function checked(text: string): RequestTarget {
  const match = /^([A-Za-z][A-Za-z0-9+.-]*):\/\/([^/?]*)/.exec(text);
  const scheme = match?.[1]?.toLowerCase() ?? '';
  const authority = match?.[2] ?? '';
  if (scheme !== 'https' && scheme !== 'http') {
    return problem('invalid-url', `"${scheme}" is not supported here. Write a URL with "https://".`);
  }
  if (authority.includes('@')) return userInfoProblem();
  if (!isAuthority(authority)) {
    return problem('invalid-url', foreignLettersMessage(authority) ?? noPortMessage(authority) ?? noHostMessage(authority));
  }
  const url = encodeUrl(text);
  const parsed = parseUrl(url);
  if (parsed === undefined)
    return problem('invalid-url', `"${authority.slice(0, 80)}" is no host that can be reached. Check its spelling.`);
  if (scheme === 'http' && !isLoopbackHost(parsed.hostname)) {
    return problem('plain-http', plainHttpMessage(authority));
  }
  return { kind: 'url', url, origin: parsed.origin };
}

/** Why a request is not sent over http, and what to do instead. */
export function plainHttpMessage(authority: string): string {
  return authority === metadataAddress
    ? '"http" is for this machine only. The managed identity of a machine is asked by a credential of kind managedIdentity, not by a request: add one to the setting kvhttp.credentials.'
    : `"http" is for this machine only: a token must not travel in the clear. Write "https://${authority.slice(0, 80)}".`;
}

/** A host and perhaps a port, in no other spelling than the URL parser's own. */
function isAuthority(text: string): boolean {
  return /^(?:[A-Za-z0-9._-]+|\[[0-9A-Fa-f:.]+\])(?::\d{1,5})?$/.test(text);
}

/**
 * What to write for a host with letters beyond ASCII; undefined where the letters are no matter. It is not sent in its ASCII form by itself:
 * a letter that looks like another leads to another host, and nobody would see it.
 */
function foreignLettersMessage(authority: string): string | undefined {
  if (!/^[\p{L}\p{M}\p{N}._-]+(?::\d{1,5})?$/u.test(authority)) return undefined;
  const host = parseUrl(`https://${authority}`)?.host;
  if (host === undefined || host === authority.toLowerCase()) return undefined;
  return `"${authority.slice(0, 80)}" has letters that can look like others, so it is not sent. Write "${host}" if that is the host you mean.`;
}

const userInfoProblem = (): RequestTarget =>
  problem('user-info-in-url', 'A URL with a name or password before the host is not sent. Delete the part up to "@".');

const noHostMessage = (authority: string): string => `"${authority.slice(0, 80)}" is no host. Write letters, digits, "-" and "." only.`;

/** A slash in a password ends what looks like host and port: what stands behind the colon is not shown. */
function noPortMessage(authority: string): string | undefined {
  const host = /^([^:[\]]+):(?!\d{1,5}$)/.exec(authority)?.[1];
  if (host === undefined) return undefined;
  return `Behind "${host.slice(0, 80)}:" stands no port. Write digits there; a name and a password before the host are not sent.`;
}

/** The origin of a URL (scheme, host, port; the default port left out), or undefined for what is none. */
export function originOf(url: string): string | undefined {
  return parseUrl(url)?.origin;
}

/** Encodes white space, characters outside ASCII and those that RFC 3986 leaves out. A lone surrogate becomes U+FFFD. */
function encodeUrl(url: string): string {
  return url.replace(/[^\x21-\x7e]+|["<>\\^`{|}]/g, percentEncode);
}

function problem(code: ProblemCode, message: string): RequestTarget {
  return { kind: 'problem', problem: { code, message } };
}
