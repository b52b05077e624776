import { clouds, isHsmHost } from '../../token/clouds.ts';
import { dataPlaneVersions, managementVersions, usualVersion } from './apiVersions.ts';
import type { RequestPlace } from './requestPlace.ts';

/** The api-versions that the service at a place takes. */
export interface PlaceVersions {
  /** All of them, null where no list is known here. */
  readonly known: readonly string[] | null;
  /** What a new request gets, null where none is known. */
  readonly usual: string | null;
  /** Who wants one. */
  readonly service: string;
}

const dataPlanePath =
  /^\/{1,2}(?:secrets|keys|certificates|deleted(?:secrets|keys|certificates)|storage|rng|settings|backup|restore)(?:\/|$)/i;
const hsmRolesPath = /^\/{1,2}providers\/microsoft\.authorization\//i;
/** Of the security domain only these two have the parameter: what asks how it goes on, and the upload itself, go without. */
const securityDomainPath = { POST: /^\/{1,2}securitydomain\/download$/i, GET: /^\/{1,2}securitydomain\/upload$/i };

const resources = '2021-04-01';
const subscriptions = '2022-12-01';

/** What is asked for around a vault, by its type in lower case: one version of each that is in use. */
const otherTypes: ReadonlyMap<string, string> = new Map([
  ['microsoft.authorization/roleassignments', '2022-04-01'],
  ['microsoft.authorization/roledefinitions', '2022-04-01'],
  ['microsoft.authorization/locks', '2020-05-01'],
  ['microsoft.insights/diagnosticsettings', '2021-05-01-preview'],
  ['microsoft.managedidentity/userassignedidentities', '2023-01-31'],
  ['microsoft.resources/deployments', resources],
]);

/** Undefined where no api-version is wanted, or nothing is known of the place. */
export function versionsAt({ kind, target, host }: RequestPlace, method: string): PlaceVersions | undefined {
  // Without the query: a filter names other resources.
  const path = target.replace(/^(?:https?:\/\/)?[^/?#]*/i, '').split(/[?#]/, 1)[0] ?? '';
  if (kind === 'management') return /^\/*$/.test(path) ? undefined : managementVersionsAt(path);
  const isHsm = host !== null && clouds.some(cloud => isHsmHost(cloud, host)) && isHsmPath(path, method);
  const isData = dataPlanePath.test(path) && (kind === 'vault' || (kind === 'unknown' && target.startsWith('/')));
  return isData || isHsm ? { known: dataPlaneVersions, usual: usualVersion, service: 'Key Vault' } : undefined;
}

function isHsmPath(path: string, method: string): boolean {
  if (hsmRolesPath.test(path)) return true;
  return (method === 'GET' || method === 'POST') && securityDomainPath[method].test(path);
}

/** The last provider of a path is the one that is asked: a role assignment on a vault is one of Microsoft.Authorization. */
function managementVersionsAt(path: string): PlaceVersions {
  const [, provider, type = ''] = [...path.matchAll(/\/providers\/([^/]+)(?:\/([^/]+))?/gi)].at(-1) ?? [];
  const one = (service: string, usual: string | null): PlaceVersions => ({ known: null, usual, service });
  if (provider === undefined) return one('Azure Resource Manager', versionOutsideProviders(path));
  // The registration of a provider is kept by Resource Manager itself.
  if (/^(?:(?:un)?register)?$/i.test(type)) return one('Azure Resource Manager', resources);
  if (/^microsoft\.keyvault$/i.test(provider))
    return { known: managementVersions, usual: managementVersions[0] ?? null, service: provider };
  return one(provider.includes('{{') ? 'Azure Resource Manager' : provider, otherTypes.get(`${provider}/${type}`.toLowerCase()) ?? null);
}

function versionOutsideProviders(path: string): string | null {
  if (/^\/(?:tenants|subscriptions(?:\/[^/]+(?:\/locations)?)?)\/?$/i.test(path)) return subscriptions;
  return /^\/subscriptions\/[^/]+\/(?:resourcegroups|resources|providers|tagnames)(?:\/|$)/i.test(path) ? resources : null;
}
