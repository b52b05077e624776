import { randomUUID } from 'node:crypto';
import type { HeaderPair } from '../../core/model/headers.ts';
import { type Answer, textAnswer, withHeaders } from '../http/answer.ts';
import type { Incoming } from '../http/incoming.ts';
import { sampleDomain } from '../sampleIdentity.ts';
import { aadsts, type EntraTrace } from './aadsts.ts';
import { answerDeviceCode } from './deviceEndpoint.ts';
import { instanceDiscovery, keySet, openIdConfiguration } from './discovery.ts';
import type { EntraService } from './entraService.ts';
import { answerToken } from './tokenEndpoint.ts';

type Endpoint = (request: Incoming, tenant: string, service: EntraService, trace: EntraTrace) => Answer | Promise<Answer>;

/** What follows the tenant in the path. */
const endpoints: Readonly<Record<string, Endpoint>> = {
  'POST oauth2/token': (request, _tenant, service, trace) => answerToken(request, 'v1', service, trace),
  'POST oauth2/v2.0/token': (request, _tenant, service, trace) => answerToken(request, 'v2', service, trace),
  'POST oauth2/devicecode': (request, _tenant, service, trace) => answerDeviceCode(request, 'v1', service, trace),
  'POST oauth2/v2.0/devicecode': (request, _tenant, service, trace) => answerDeviceCode(request, 'v2', service, trace),
  'GET .well-known/openid-configuration': (_request, tenant, service) => openIdConfiguration(tenant, 'v1', service),
  'GET v2.0/.well-known/openid-configuration': (_request, tenant, service) => openIdConfiguration(tenant, 'v2', service),
  'GET discovery/keys': (_request, _tenant, service) => keySet(service),
  'GET discovery/v2.0/keys': (_request, _tenant, service) => keySet(service),
  'GET discovery/instance': (request, _tenant, service, trace) => instanceDiscovery(request, service, trace),
};

/** Tenant words that stand for any tenant: for discovery and for people, whose tenant is known once they sign in. */
const anyTenant: ReadonlySet<string> = new Set(['common', 'organizations']);
const appGrants: ReadonlySet<string> = new Set(['client_credentials', 'urn:ietf:params:oauth:grant-type:jwt-bearer']);

/** Whether a path belongs to Entra ID and not to the vault: told by what follows the tenant. */
export function isEntraPath(path: string): boolean {
  const second = path.split('/')[2]?.toLowerCase();
  return second === 'oauth2' || second === 'discovery' || second === 'v2.0' || second === '.well-known';
}

/** One call to the embedded Entra ID. */
export async function answerEntra(request: Incoming, service: EntraService): Promise<Answer> {
  const trace: EntraTrace = { authority: service.authority, correlationId: correlationId(request), now: service.doors.now() };
  return withHeaders(await answerEndpoint(request, service, trace), entraHeaders(request, trace));
}

function answerEndpoint(request: Incoming, service: EntraService, trace: EntraTrace): Answer | Promise<Answer> {
  const [, tenant = '', ...rest] = request.path.split('/');
  const endpoint = endpoints[`${request.method} ${rest.join('/').toLowerCase()}`];
  if (endpoint === undefined) return textAnswer(404, 'Not found.\n');
  const word = tenant.toLowerCase();
  if (word !== service.tenantId && word !== sampleDomain && !(anyTenant.has(word) && isForAnyTenant(request)))
    return aadsts(90002, trace, { tenant });
  return endpoint(request, tenant, service, trace);
}

function isForAnyTenant({ method, body }: Incoming): boolean {
  return method === 'GET' || !appGrants.has(new URLSearchParams(body).get('grant_type') ?? '');
}

function correlationId({ headers, query }: Incoming): string {
  const asked = headers['client-request-id'] ?? query.get('client-request-id');
  return typeof asked === 'string' && /^[0-9a-f-]{36}$/i.test(asked) ? asked.toLowerCase() : randomUUID();
}

function entraHeaders({ headers }: Incoming, trace: EntraTrace): readonly HeaderPair[] {
  const echo = headers['return-client-request-id'] === 'true';
  return [
    ['Cache-Control', 'no-store, no-cache'],
    ['Pragma', 'no-cache'],
    ['Expires', '-1'],
    ['X-Content-Type-Options', 'nosniff'],
    ...(echo ? [['client-request-id', trace.correlationId] as const] : []),
    ['x-ms-request-id', randomUUID()],
    ['x-ms-ests-server', '2.1.22000.0 - kvhttp embedded'],
    ['x-ms-srs', '1.P'],
  ];
}
