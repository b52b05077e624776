import { clouds } from '../../core/token/clouds.ts';

/** The parts of a pasted vault URL that are dropped, each told to the person who pasted it. */
export type UrlRemark = 'added-scheme' | 'removed-path' | 'removed-slash' | 'removed-query' | 'lowered-case' | 'from-resource-id';

export type UrlProblem = 'empty' | 'not-a-url' | 'not-https' | 'user-info' | 'port' | 'not-a-host';

/** What became of the text: an origin to store, and what was changed on the way; or why there is none. */
export type CleanedVaultUrl =
  | { readonly ok: true; readonly url: string; readonly name: string; readonly known: boolean; readonly remarks: readonly UrlRemark[] }
  | { readonly ok: false; readonly problem: UrlProblem };

/** DNS suffixes of vaults and managed HSMs in all clouds. */
const vaultSuffixes = clouds.flatMap(({ vaultSuffix, hsmSuffix }) => (hsmSuffix === null ? [vaultSuffix] : [vaultSuffix, hsmSuffix]));

const resourceId = /\/providers\/microsoft\.keyvault\/(vaults|managedhsms)\/([0-9a-z-]+)/i;

/**
 * Makes the origin of a vault out of what a portal, a terminal or a config file shows: with path and slash, a host alone,
 * or an ARM resource id (public cloud assumed). Control characters, user info, ports and plain http are refused, not repaired:
 * the host of a URL decides where a token goes.
 */
export function cleanVaultUrl(input: string): CleanedVaultUrl {
  const text = input.trim();
  if (text === '') return { ok: false, problem: 'empty' };
  const id = resourceId.exec(text);
  if (id !== null && id[1] !== undefined && id[2] !== undefined) return fromResourceId(id[1], id[2]);
  // biome-ignore lint/suspicious/noControlCharactersInRegex: URL parsing would drop them silently and reach another host than the one shown
  if (/[\u0000-\u0020\u007f\\]/.test(text)) return { ok: false, problem: 'not-a-url' };
  const hasScheme = /^[a-z][a-z0-9+.-]*:\/\//i.test(text);
  if (hasScheme && !/^https:\/\//i.test(text)) return { ok: false, problem: 'not-https' };
  const full = hasScheme ? text : `https://${text}`;
  if (!URL.canParse(full)) return { ok: false, problem: 'not-a-url' };
  return fromUrl(new URL(full), full, hasScheme);
}

function fromResourceId(kind: string, resourceName: string): CleanedVaultUrl {
  const name = resourceName.toLowerCase();
  const suffix = kind.toLowerCase() === 'vaults' ? '.vault.azure.net' : '.managedhsm.azure.net';
  return { ok: true, url: `https://${name}${suffix}`, name, known: true, remarks: ['from-resource-id'] };
}

function fromUrl(url: URL, full: string, hasScheme: boolean): CleanedVaultUrl {
  const [, typedHost = '', path = '', rest = ''] = /^https:\/\/([^/?#]*)([^?#]*)(.*)$/i.exec(full) ?? [];
  const host = url.hostname;
  if (typedHost.includes('@')) return { ok: false, problem: 'user-info' };
  if (url.port !== '') return { ok: false, problem: 'port' };
  if (typedHost.includes('%') || !/^[a-z0-9][a-z0-9-]*(\.[a-z0-9-]+)+$/.test(host)) return { ok: false, problem: 'not-a-host' };
  const remarks: UrlRemark[] = [];
  if (!hasScheme) remarks.push('added-scheme');
  if (typedHost !== typedHost.toLowerCase()) remarks.push('lowered-case');
  if (path === '/') remarks.push('removed-slash');
  else if (path !== '') remarks.push('removed-path');
  if (rest !== '') remarks.push('removed-query');
  const name = host.split('.', 1)[0] ?? host;
  return { ok: true, url: url.origin, name, known: isVaultHost(host), remarks };
}

/** A vault's own name stands before the suffix, and nothing else. */
function isVaultHost(host: string): boolean {
  return vaultSuffixes.some(suffix => host.endsWith(suffix) && /^[a-z0-9-]+$/.test(host.slice(0, -suffix.length)));
}
