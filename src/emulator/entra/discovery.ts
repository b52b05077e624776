import { type Answer, jsonAnswer } from '../http/answer.ts';
import type { Incoming } from '../http/incoming.ts';
import { aadsts, type EntraTrace } from './aadsts.ts';
import type { EntraService } from './entraService.ts';

export function openIdConfiguration(tenant: string, version: 'v1' | 'v2', { authority, tenantId }: EntraService): Answer {
  const base = `${authority}/${tenant}`;
  const oauth = version === 'v1' ? `${base}/oauth2` : `${base}/oauth2/v2.0`;
  return jsonAnswer(200, {
    token_endpoint: `${oauth}/token`,
    token_endpoint_auth_methods_supported: ['client_secret_post', 'private_key_jwt', 'client_secret_basic'],
    jwks_uri: version === 'v1' ? `${base}/discovery/keys` : `${base}/discovery/v2.0/keys`,
    response_modes_supported: ['query', 'fragment', 'form_post'],
    subject_types_supported: ['pairwise'],
    id_token_signing_alg_values_supported: ['RS256'],
    response_types_supported: ['code', 'id_token', 'code id_token', 'id_token token'],
    scopes_supported: ['openid', 'profile', 'email', 'offline_access'],
    issuer: version === 'v1' ? `https://sts.windows.net/${tenantId}/` : `${authority}/${tenantId}/v2.0`,
    authorization_endpoint: `${oauth}/authorize`,
    device_authorization_endpoint: `${oauth}/devicecode`,
    tenant_region_scope: 'EU',
    cloud_instance_name: 'microsoftonline.com',
  });
}

export const keySet = ({ keys }: EntraService): Answer => jsonAnswer(200, { keys: [keys.jwk] });

/** `/common/discovery/instance`: clients ask it whether an authority is one of Entra ID's. */
export function instanceDiscovery(request: Incoming, service: EntraService, trace: EntraTrace): Answer {
  const asked = request.query.get('authorization_endpoint') ?? '';
  const host = new URL(service.authority).host;
  const askedHost = URL.canParse(asked) ? new URL(asked).host : '';
  const publicHosts = ['login.microsoftonline.com', 'login.windows.net', 'login.microsoft.com', 'sts.windows.net'];
  if (askedHost !== host && !publicHosts.includes(askedHost)) return aadsts(50049, trace);
  return jsonAnswer(200, {
    tenant_discovery_endpoint: `${service.authority}/${service.tenantId}/v2.0/.well-known/openid-configuration`,
    'api-version': '1.1',
    metadata: [
      { preferred_network: host, preferred_cache: host, aliases: [host] },
      { preferred_network: publicHosts[0], preferred_cache: publicHosts[1], aliases: publicHosts },
    ],
  });
}
