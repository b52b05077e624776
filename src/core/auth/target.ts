import type { EmbeddedVaultInfo } from '../model/embeddedVault.ts';
import { type ParsedUrl, parseUrl } from '../model/parseUrl.ts';
import type { BlockCode } from '../model/trace.ts';
import { type Cloud, clouds, isHsmHost, isVaultHost } from '../token/clouds.ts';

export type ServiceKind = 'vault' | 'hsm' | 'management' | 'other';

/** Where a request goes, judged before anything is sent. */
export interface Target {
  /** Scheme, host and port; `:443` is none. */
  readonly origin: string;
  readonly host: string;
  readonly cloud: Cloud | null;
  readonly service: ServiceKind;
  readonly embedded: boolean;
  /** Whether a token may go there at all: the clouds' hosts, the embedded vault, and what the user allowed; https only. */
  readonly tokenAllowed: boolean;
}

export interface TargetRules {
  readonly trusted: boolean;
  /** `host`, `host:port` or `*.suffix`. */
  readonly allowedHosts: readonly string[];
  readonly embedded: EmbeddedVaultInfo | null;
}

export type TargetJudgement =
  | { readonly kind: 'ok'; readonly target: Target }
  | { readonly kind: 'blocked'; readonly code: BlockCode; readonly text: string };

/** Private endpoints have names below this one; their certificate is for the vault's own name, and no challenge fits them. */
const privateLinkSuffix = '.vaultcore.azure.net';
const loopbackHosts: ReadonlySet<string> = new Set(['localhost', '[::1]']);

/** Decides whether a request may go to this URL. `withToken` is false for a call that carries no credential of any kind. */
export function judgeTarget(url: string, withToken: boolean, rules: TargetRules): TargetJudgement {
  const blocked = (code: BlockCode, text: string): TargetJudgement => ({ kind: 'blocked', code, text });
  const parsed = plainUrl(url);
  if (parsed === undefined)
    return blocked('request-invalid', 'The URL must be absolute, https, and name its host without user, escapes or odd characters.');
  const embedded = isEmbedded(parsed.origin, rules.embedded);
  if (!rules.trusted && !embedded) {
    return blocked('untrusted-workspace', 'Nothing is sent from an untrusted workspace, except to the embedded vault.');
  }
  const secure = parsed.protocol === 'https:';
  if (!secure && !isLoopback(parsed.hostname)) return blocked('plain-http', 'Plain http goes to loopback addresses only.');
  const place = placeOf(parsed.hostname);
  const allowed = embedded || place.service !== 'other' || isAllowedHost(parsed, rules.allowedHosts);
  if (withToken && !allowed && secure) {
    const advice =
      'Add it to the setting kvhttp.allowedHosts, or send without a token: with "# @flow anonymous", and without an Authorization header.';
    return blocked('host-not-allowed', `${parsed.host} is no Key Vault, managed HSM or Azure management host. ${advice}`);
  }
  const target: Target = {
    origin: parsed.origin,
    host: parsed.hostname,
    ...place,
    embedded,
    tokenAllowed: embedded || (allowed && secure),
  };
  return { kind: 'ok', target };
}

/** 127.0.0.0/8, ::1 and localhost. The URL parser has already turned other spellings of an address into these. */
export function isLoopback(hostname: string): boolean {
  return loopbackHosts.has(hostname) || (/^127\.\d{1,3}\.\d{1,3}\.\d{1,3}$/.test(hostname) && URL.canParse(`http://${hostname}`));
}

/** What a host serves, by its name alone. */
export const serviceOf = (host: string): ServiceKind => placeOf(host).service;

function placeOf(host: string): { readonly cloud: Cloud | null; readonly service: ServiceKind } {
  for (const cloud of clouds) {
    if (isVaultHost(cloud, host)) return { cloud, service: 'vault' };
    if (isHsmHost(cloud, host)) return { cloud, service: 'hsm' };
    if (cloud.managementHosts.includes(host)) return { cloud, service: 'management' };
  }
  const publicCloud = clouds[0] ?? null;
  return host.endsWith(privateLinkSuffix) ? { cloud: publicCloud, service: 'vault' } : { cloud: null, service: 'other' };
}

function isEmbedded(origin: string, info: EmbeddedVaultInfo | null): boolean {
  return info !== null && [info.vaultUrl, info.hsmUrl, info.localUrl].some(url => parseUrl(url)?.origin === origin);
}

/**
 * The URL of a text whose host is plain before the URL parser repairs it: `https://vault@evil`, `%2e`, a backslash or a control
 * character would make a reader and the parser see different hosts.
 */
function plainUrl(text: string): ParsedUrl | undefined {
  const authority = /^https?:\/\/([^/?#]+)/i.exec(text)?.[1] ?? '';
  const isPlain = /^(?:[a-z0-9._-]+|\[[0-9a-f:.]+\])(?::\d{1,5})?$/i.test(authority) && !authority.includes('..');
  return isPlain ? parseUrl(text) : undefined;
}

function isAllowedHost(url: ParsedUrl, allowed: readonly string[]): boolean {
  return allowed.some(entry => {
    const wanted = entry.trim().toLowerCase();
    if (wanted.startsWith('*.')) return url.hostname.endsWith(wanted.slice(1)) && url.hostname.length > wanted.length - 1;
    return wanted !== '' && (wanted === url.hostname || wanted === url.host);
  });
}
