import type { VaultConfig } from '../../model/vault.ts';
import { hostOfUrl } from '../../token/hostOfUrl.ts';
import type { RequestPlace } from './requestPlace.ts';

/** Whether a host is that of a configured vault: its name is real, whatever it looks like. */
export function isConfiguredHost(host: string, vaults: readonly VaultConfig[]): boolean {
  return vaults.some(({ url }) => hostOfUrl(url) === host);
}

/** Whether a request leads, or may well lead, to a vault or to Resource Manager. */
export function mayBeAzure({ kind, host }: RequestPlace, vaults: readonly VaultConfig[]): boolean {
  return kind !== 'other' || (host !== null && isConfiguredHost(host, vaults));
}
