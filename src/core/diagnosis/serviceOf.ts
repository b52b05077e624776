import { cloudOfLogin, clouds, isHsmHost, isManagementHost, isVaultHost, metadataAddress } from '../token/clouds.ts';
import type { Service } from './case.ts';

const privateLinkSuffixes = [
  '.privatelink.vaultcore.azure.net',
  '.privatelink.vaultcore.azure.cn',
  '.privatelink.vaultcore.usgovcloudapi.net',
  '.vaultcore.azure.net',
];

/** Which service a host and path belong to. Loopback agents of managed identities (Arc, App Service) are known by their path. */
export function serviceOf(host: string, path: string): Service {
  if (clouds.some(cloud => isHsmHost(cloud, host))) return 'hsm';
  if (clouds.some(cloud => isVaultHost(cloud, host)) || isPrivateLinkHost(host)) return 'vault';
  if (isManagementHost(host)) return 'arm';
  if (cloudOfLogin(host) !== undefined || /\/oauth2\/(?:v2\.0\/)?(?:token|authorize|devicecode)/i.test(path)) {
    return /\/metadata\/identity\//i.test(path) ? 'identity' : 'entra';
  }
  if (host === metadataAddress || host === 'metadata.google.internal' || /\/(?:metadata\/identity|msi\/token)/i.test(path))
    return 'identity';
  return 'unknown';
}

export const isPrivateLinkHost = (host: string): boolean => privateLinkSuffixes.some(suffix => host.endsWith(suffix));
