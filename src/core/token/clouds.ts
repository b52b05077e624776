/** One Azure cloud: the host names by which its services are known. */
export interface Cloud {
  readonly name: 'public' | 'china' | 'us-government' | 'germany';
  readonly title: string;
  /** With a leading dot. */
  readonly vaultSuffix: string;
  readonly hsmSuffix: string | null;
  readonly vaultResource: string;
  readonly hsmResource: string | null;
  readonly logins: readonly string[];
  readonly managementHosts: readonly string[];
  readonly graphHosts: readonly string[];
}

export const clouds: readonly Cloud[] = [
  {
    name: 'public',
    title: 'Azure public cloud',
    vaultSuffix: '.vault.azure.net',
    hsmSuffix: '.managedhsm.azure.net',
    vaultResource: 'https://vault.azure.net',
    hsmResource: 'https://managedhsm.azure.net',
    logins: ['login.microsoftonline.com', 'login.windows.net', 'login.microsoft.com', 'sts.windows.net'],
    managementHosts: ['management.azure.com', 'management.core.windows.net'],
    graphHosts: ['graph.microsoft.com', 'graph.windows.net'],
  },
  {
    name: 'china',
    title: 'Azure in China (21Vianet)',
    vaultSuffix: '.vault.azure.cn',
    hsmSuffix: '.managedhsm.azure.cn',
    vaultResource: 'https://vault.azure.cn',
    hsmResource: 'https://managedhsm.azure.cn',
    logins: ['login.chinacloudapi.cn', 'login.partner.microsoftonline.cn', 'sts.chinacloudapi.cn'],
    managementHosts: ['management.chinacloudapi.cn', 'management.core.chinacloudapi.cn'],
    graphHosts: ['microsoftgraph.chinacloudapi.cn', 'graph.chinacloudapi.cn'],
  },
  {
    name: 'us-government',
    title: 'Azure Government',
    vaultSuffix: '.vault.usgovcloudapi.net',
    hsmSuffix: '.managedhsm.usgovcloudapi.net',
    vaultResource: 'https://vault.usgovcloudapi.net',
    hsmResource: 'https://managedhsm.usgovcloudapi.net',
    logins: ['login.microsoftonline.us', 'login.usgovcloudapi.net', 'login-us.microsoftonline.com'],
    managementHosts: ['management.usgovcloudapi.net', 'management.core.usgovcloudapi.net'],
    graphHosts: ['graph.microsoft.us', 'dod-graph.microsoft.us'],
  },
  {
    name: 'germany',
    title: 'Azure Germany (closed)',
    vaultSuffix: '.vault.microsoftazure.de',
    hsmSuffix: null,
    vaultResource: 'https://vault.microsoftazure.de',
    hsmResource: null,
    logins: ['login.microsoftonline.de'],
    managementHosts: ['management.microsoftazure.de', 'management.core.cloudapi.de'],
    graphHosts: ['graph.microsoft.de', 'graph.cloudapi.de'],
  },
];

/** Where an Azure machine's identity is asked for a token: over http, and never over https. */
export const metadataAddress = '169.254.169.254';

export const cloudOfVaultHost = (host: string): Cloud | undefined =>
  clouds.find(cloud => isVaultHost(cloud, host) || isHsmHost(cloud, host));
export const isVaultHost = (cloud: Cloud, host: string): boolean => host.endsWith(cloud.vaultSuffix);
export const isHsmHost = (cloud: Cloud, host: string): boolean => cloud.hsmSuffix !== null && host.endsWith(cloud.hsmSuffix);
export const cloudOfManagement = (host: string): Cloud | undefined => clouds.find(cloud => cloud.managementHosts.includes(host));
export const isManagementHost = (host: string): boolean => cloudOfManagement(host) !== undefined;
/** What a token for a cloud's Azure Resource Manager is for. */
export const managementResource = ({ managementHosts }: Cloud): string => `https://${managementHosts[0]}`;
export const cloudOfLogin = (host: string): Cloud | undefined => clouds.find(cloud => cloud.logins.includes(host));
