import type { CredentialConfig } from '../../core/model/vault.ts';
import { cloudOfLogin, clouds } from '../../core/token/clouds.ts';

const subscriptionVersion = '2022-12-01';
const vaultVersion = '2023-07-01';

/** What is listed at the management plane; `subscription` is an ID. */
export type ArmList =
  | { readonly kind: 'tenants' }
  | { readonly kind: 'subscriptions' }
  | { readonly kind: 'vaults'; readonly subscription: string }
  | { readonly kind: 'hsms'; readonly subscription: string };

/** Who asks, and in which tenant; null for the credential's own. */
export interface ArmCaller {
  readonly credential: string;
  readonly tenant: string | null;
  /** `https://management.azure.com` */
  readonly arm: string;
  /** What the token must be for where the address does not say it (the embedded vault's); else null. */
  readonly resource: string | null;
}

/** The management plane of the cloud in which a credential signs in; the public one where nothing says another. */
export function armOf(credential: CredentialConfig | undefined): string {
  const authority = credential?.authority;
  const host = authority !== undefined && URL.canParse(authority) ? new URL(authority).hostname : '';
  const cloud = cloudOfLogin(host) ?? clouds[0];
  return `https://${cloud?.managementHosts[0] ?? 'management.azure.com'}`;
}

/** A request file with one list request, token first: the management plane's 401 names no resource. */
export function armRequest(list: ArmList, { credential, tenant, arm, resource }: ArmCaller, next: string | null): string {
  const lines = [
    `### ${titles[list.kind]}`,
    `# @name ${list.kind}`,
    `# @credential ${credential}`,
    '# @flow rest',
    ...(resource === null ? [] : [`# @resource ${resource}`]),
    ...(tenant === null ? [] : [`# @tenant ${tenant}`]),
    `GET ${arm}${next ?? pathOf(list)}`,
  ];
  return `${lines.join('\n')}\n`;
}

const titles: Readonly<Record<ArmList['kind'], string>> = {
  tenants: 'List tenants',
  subscriptions: 'List subscriptions',
  vaults: 'List vaults of a subscription',
  hsms: 'List managed HSMs of a subscription',
};

function pathOf(list: ArmList): string {
  switch (list.kind) {
    case 'tenants':
    case 'subscriptions':
      return `/${list.kind}?api-version=${subscriptionVersion}`;
    case 'vaults':
      return `/subscriptions/${list.subscription}/providers/Microsoft.KeyVault/vaults?api-version=${vaultVersion}`;
    case 'hsms':
      return `/subscriptions/${list.subscription}/providers/Microsoft.KeyVault/managedHSMs?api-version=${vaultVersion}`;
  }
}
