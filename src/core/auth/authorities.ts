import type { EmbeddedVaultInfo } from '../model/embeddedVault.ts';
import { parseUrl } from '../model/parseUrl.ts';
import { type Cloud, cloudOfLogin, clouds } from '../token/clouds.ts';
import { stripTrailing } from './stripTrailing.ts';
import type { Target } from './target.ts';

/**
 * The base URL where a credential asks for tokens. It comes from the credential, the embedded vault or the cloud of the
 * vault's host, never from a challenge: a hostile vault could otherwise have client secrets sent to itself.
 * undefined where the configured one is not an https URL.
 */
export function chooseAuthority(configured: string | undefined, target: Target, embedded: EmbeddedVaultInfo | null): string | undefined {
  if (target.embedded && embedded !== null) return stripTrailing(embedded.authority, '/');
  if (configured !== undefined && configured.trim() !== '') return normalAuthority(configured.trim());
  return loginOf(target.cloud ?? clouds[0]);
}

/** Whether a challenge may name this host (with port) without being refused. */
export function knowsAuthority(host: string, configured: string | undefined, embedded: EmbeddedVaultInfo | null): boolean {
  if (cloudOfLogin(host) !== undefined) return true;
  return [configured && normalAuthority(configured.trim()), embedded?.authority].some(
    url => url !== undefined && url !== '' && parseUrl(url)?.host === host,
  );
}

export type TenantChoice =
  | { readonly kind: 'tenant'; readonly tenant: string | null }
  | { readonly kind: 'refused'; readonly text: string };

/** Tenants that a client-credential app can be asked in; these words name none. */
const tenantWords: ReadonlySet<string> = new Set(['common', 'organizations', 'consumers']);

/**
 * The challenge's tenant replaces the credential's only where both agree, or where the user bound the vault to that tenant.
 * A credential of ADFS stays in `adfs`.
 */
export function chooseTenant(challenge: string | null, credential: string | undefined, vault: string | undefined): TenantChoice {
  const own = credential === undefined || credential === '' || tenantWords.has(credential.toLowerCase()) ? null : credential;
  if (challenge === null || own?.toLowerCase() === 'adfs') return { kind: 'tenant', tenant: own ?? vault ?? null };
  if (own === null || same(own, challenge) || (vault !== undefined && same(vault, challenge))) return { kind: 'tenant', tenant: challenge };
  return {
    kind: 'refused',
    text: `The vault asks for a token of tenant ${challenge}, the credential is for tenant ${own}. No token is asked. Set tenantId of the vault to allow it.`,
  };
}

export const isAdfs = (tenant: string | null): boolean => tenant?.toLowerCase() === 'adfs';

const same = (a: string, b: string): boolean => a.toLowerCase() === b.toLowerCase();
const loginOf = (cloud: Cloud | undefined): string | undefined =>
  cloud?.logins[0] === undefined ? undefined : `https://${cloud.logins[0]}`;

function normalAuthority(text: string): string | undefined {
  const url = text.includes('://') ? text : `https://${text}`;
  const parsed = parseUrl(url);
  if (parsed?.protocol !== 'https:' || parsed.username !== '' || parsed.password !== '') return undefined;
  return stripTrailing(`${parsed.origin}${parsed.pathname}`, '/');
}
