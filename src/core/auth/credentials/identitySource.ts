import type { WireRequest } from '../../model/wire.ts';
import { isLoopback } from '../target.ts';
import type { CredentialDoors } from './credential.ts';

/** Where the managed identity of this machine is asked, as its environment tells. */
export type IdentitySource =
  | { readonly kind: 'appService' | 'azureMl'; readonly endpoint: string; readonly secret: string }
  /** Its certificate is self-signed, one for each cluster: `thumbprint` is how it is known. */
  | { readonly kind: 'serviceFabric'; readonly endpoint: string; readonly secret: string; readonly thumbprint: string }
  | { readonly kind: 'cloudShell' | 'arc' | 'imds'; readonly endpoint: string };

export const identitySourceNames: Readonly<Record<IdentitySource['kind'], string>> = {
  serviceFabric: 'Service Fabric',
  appService: 'App Service',
  azureMl: 'Azure ML',
  cloudShell: 'Cloud Shell',
  arc: 'Azure Arc',
  imds: 'the metadata service (IMDS)',
};

const himds = { linux: '/opt/azcmagent/bin/himds', windows: '\\AzureConnectedMachineAgent\\himds.exe' };
const arcEndpoint = 'http://127.0.0.1:40342/metadata/identity/oauth2/token';
const imdsHost = 'http://169.254.169.254';

/** The first that the environment speaks of, in the order of the SDKs; the metadata service where it speaks of none. */
export async function detectIdentitySource({ machine }: CredentialDoors): Promise<IdentitySource> {
  const { env, platform } = machine;
  const endpoint = env('IDENTITY_ENDPOINT');
  const secret = env('IDENTITY_HEADER');
  const thumbprint = env('IDENTITY_SERVER_THUMBPRINT');
  if (endpoint !== undefined && secret !== undefined)
    return thumbprint === undefined ? { kind: 'appService', endpoint, secret } : { kind: 'serviceFabric', endpoint, secret, thumbprint };
  const msi = env('MSI_ENDPOINT');
  const msiSecret = env('MSI_SECRET');
  if (msi !== undefined)
    return msiSecret === undefined ? { kind: 'cloudShell', endpoint: msi } : { kind: 'azureMl', endpoint: msi, secret: msiSecret };
  if (endpoint !== undefined && env('IMDS_ENDPOINT') !== undefined) return { kind: 'arc', endpoint };
  const agent = platform === 'windows' ? `${env('ProgramFiles') ?? 'C:\\Program Files'}${himds.windows}` : himds.linux;
  if (await machine.exists(agent)) return { kind: 'arc', endpoint: arcEndpoint };
  const host = env('AZURE_POD_IDENTITY_AUTHORITY_HOST') ?? imdsHost;
  return { kind: 'imds', endpoint: `${host.replace(/\/+$/, '')}/metadata/identity/oauth2/token` };
}

/** Plain http to this machine and to link-local addresses (RFC 3927) alone: nobody else may see the token on its way. */
export function isIdentityEndpoint(endpoint: string): boolean {
  if (!URL.canParse(endpoint)) return false;
  const { protocol, hostname, username } = new URL(endpoint);
  if (username !== '') return false;
  return protocol === 'https:' || (protocol === 'http:' && (isLoopback(hostname) || /^169\.254\.\d{1,3}\.\d{1,3}$/.test(hostname)));
}

/** The token request of one source. `clientId` names a user-assigned identity; Arc and Cloud Shell know none. */
export function identityRequest(source: IdentitySource, resource: string, clientId: string | undefined): WireRequest {
  const metadata = ['Metadata', 'true'] as const;
  const get = (query: Readonly<Record<string, string | undefined>>, ...headers: readonly (readonly [string, string])[]): WireRequest => ({
    method: 'GET',
    url: withQuery(source.endpoint, query),
    headers,
    body: undefined,
  });
  switch (source.kind) {
    case 'serviceFabric':
      return {
        ...get({ 'api-version': '2019-07-01-preview', resource, client_id: clientId }, ['secret', source.secret]),
        // A simulator on this machine may speak plain http.
        ...(source.endpoint.startsWith('https:') ? { certificateThumbprint: source.thumbprint } : {}),
      };
    case 'appService':
      return get({ 'api-version': '2019-08-01', resource, client_id: clientId }, ['X-IDENTITY-HEADER', source.secret]);
    case 'azureMl':
      return get({ 'api-version': '2017-09-01', resource, clientid: clientId }, ['secret', source.secret], metadata);
    case 'arc':
      return get({ 'api-version': '2020-06-01', resource }, metadata);
    case 'imds':
      return get({ 'api-version': '2018-02-01', resource, client_id: clientId }, metadata);
    case 'cloudShell': {
      const body = new TextEncoder().encode(new URLSearchParams({ resource }).toString());
      const headers = [['Content-Type', 'application/x-www-form-urlencoded'] as const, metadata];
      return { method: 'POST', url: source.endpoint, headers, body };
    }
  }
}

function withQuery(endpoint: string, query: Readonly<Record<string, string | undefined>>): string {
  const url = new URL(endpoint);
  for (const [name, value] of Object.entries(query)) if (value !== undefined) url.searchParams.set(name, value);
  url.hash = '';
  return url.href;
}
