import type { CauseCode } from '../model/causes.ts';

/** Causes that become surer, or are told apart, by where the vault's name leads. DNS is asked on the reader's wish only. */
export const lookUpCauses: ReadonlySet<CauseCode> = new Set([
  'firewall-ip-not-allowed',
  'firewall-not-a-trusted-service',
  'public-access-disabled',
  'private-link-not-approved',
  'private-dns-misconfigured',
  'dns-vault-not-found',
]);
