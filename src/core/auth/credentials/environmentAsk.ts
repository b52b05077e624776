import { parseUrl } from '../../model/parseUrl.ts';
import { cloudOfLogin } from '../../token/clouds.ts';
import { isAdfs } from '../authorities.ts';
import { stripTrailing } from '../stripTrailing.ts';
import type { TokenAsk } from '../tokenAsk.ts';
import type { CredentialDoors, TokenResult } from './credential.ts';

export type EnvironmentAsk = { readonly kind: 'ask'; readonly ask: TokenAsk } | Extract<TokenResult, { kind: 'blocked' }>;

/**
 * The ask as the variables AZURE_TENANT_ID and AZURE_AUTHORITY_HOST change it. The tenant of the variables counts like one in the settings:
 * a challenge that names another is not followed. The authority counts only where a cloud's own would be taken.
 */
export function environmentAsk(ask: TokenAsk, ownTenant: string | undefined, { machine }: CredentialDoors): EnvironmentAsk {
  const tenant = ownTenant ?? machine.env('AZURE_TENANT_ID') ?? ask.tenant;
  if (tenant !== null && ask.tenant !== null && !isAdfs(tenant) && tenant.toLowerCase() !== ask.tenant.toLowerCase()) {
    return {
      kind: 'blocked',
      code: 'tenant-not-allowed',
      message: `The vault asks for a token of tenant ${ask.tenant}, AZURE_TENANT_ID is ${tenant}. No token is asked.`,
    };
  }
  const authority = chosenAuthority(ask.authority, machine.env('AZURE_AUTHORITY_HOST'));
  if (authority === undefined) {
    return {
      kind: 'blocked',
      code: 'authority-not-allowed',
      message: 'AZURE_AUTHORITY_HOST is not an https URL; no token is asked there.',
    };
  }
  return { kind: 'ask', ask: { ...ask, tenant, authority } };
}

function chosenAuthority(asked: string, variable: string | undefined): string | undefined {
  if (variable === undefined || cloudOfLogin(new URL(asked).hostname) === undefined) return asked;
  const text = variable.includes('://') ? variable : `https://${variable}`;
  const url = parseUrl(text);
  if (url === undefined) return undefined;
  const { protocol, username, password, origin, pathname } = url;
  return protocol === 'https:' && username === '' && password === '' ? stripTrailing(`${origin}${pathname}`, '/') : undefined;
}
