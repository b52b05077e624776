import { randomUUID } from 'node:crypto';
import type { ManagedIdentitySource } from '../../core/model/embeddedVault.ts';
import type { EntraService } from '../entra/entraService.ts';
import { type Answer, jsonAnswer, textAnswer } from '../http/answer.ts';
import type { Incoming } from '../http/incoming.ts';
import { sampleManagedIdentity } from '../sampleIdentity.ts';
import { answerImds, whyMetadataRefused } from './answerImds.ts';
import type { ArcKeys } from './arcKeys.ts';
import { isSampleIdentity, mintIdentityToken } from './identityToken.ts';

// @unverified All sentences; what each endpoint asks for is documented.

/** What the managed-identity endpoints go by. `secret` is what the platform hands to its own processes. */
export interface IdentityService {
  readonly entra: EntraService;
  readonly secret: string;
  readonly arc: ArcKeys | undefined;
}

const metadataPath = '/metadata/identity/oauth2/token';
const paths = {
  appService: '/app-service/msi/token',
  azureMl: '/azure-ml/msi/token',
  cloudShell: '/cloud-shell/oauth2/token',
  azureArc: `/azure-arc${metadataPath}`,
  serviceFabric: `/service-fabric${metadataPath}`,
} as const;

/** Service Fabric alone answers with TLS; its path is told from the vault's and Entra ID's by its first word. */
export const isServiceFabricPath = (path: string): boolean => path.startsWith('/service-fabric/');

/** What a client must find in its environment to use each endpoint. */
export function identitySources(
  plainUrl: string,
  tlsUrl: string,
  thumbprint: string,
  service: IdentityService,
): readonly ManagedIdentitySource[] {
  const { secret, arc } = service;
  const sources: readonly (ManagedIdentitySource | undefined)[] = [
    { name: 'vm', environment: { AZURE_POD_IDENTITY_AUTHORITY_HOST: plainUrl }, note: 'a virtual machine (IMDS)' },
    {
      name: 'appService',
      environment: { IDENTITY_ENDPOINT: `${plainUrl}${paths.appService}`, IDENTITY_HEADER: secret },
      note: 'App Service and Functions',
    },
    { name: 'azureMl', environment: { MSI_ENDPOINT: `${plainUrl}${paths.azureMl}`, MSI_SECRET: secret }, note: 'Azure Machine Learning' },
    { name: 'cloudShell', environment: { MSI_ENDPOINT: `${plainUrl}${paths.cloudShell}` }, note: 'Cloud Shell' },
    arc && {
      name: 'azureArc',
      environment: { IDENTITY_ENDPOINT: `${plainUrl}${paths.azureArc}`, IMDS_ENDPOINT: plainUrl },
      note: 'a server with the Azure Arc agent',
    },
    {
      name: 'serviceFabric',
      environment: {
        IDENTITY_ENDPOINT: `${tlsUrl}${paths.serviceFabric}`,
        IDENTITY_HEADER: secret,
        IDENTITY_SERVER_THUMBPRINT: thumbprint,
      },
      note: 'Service Fabric',
    },
  ];
  return sources.filter(source => source !== undefined);
}

/** One call to any of the managed-identity endpoints. */
export function answerIdentity(request: Incoming, service: IdentityService): Answer | Promise<Answer> {
  switch (request.path.replace(/\/$/, '').toLowerCase()) {
    case metadataPath:
      return answerImds(request, service.entra);
    case paths.appService:
      return answerAppService(request, service);
    case paths.azureMl:
      return answerAzureMl(request, service);
    case paths.cloudShell:
      return answerCloudShell(request, service);
    case paths.azureArc:
      return answerArc(request, service);
    case paths.serviceFabric:
      return answerServiceFabric(request, service);
    default:
      return textAnswer(404, 'Not found.\n');
  }
}

const noIdentity = 'No User Assigned or Delegated Managed Identity found for specified ClientId/ResourceId/PrincipalId.';
const appServiceRefusal = (status: number, message: string): Answer => jsonAnswer(status, { statusCode: status, message });

/** App Service, api-version 2019-08-01. */
async function answerAppService({ method, headers, query }: Incoming, { entra, secret }: IdentityService): Promise<Answer> {
  if (method !== 'GET') return appServiceRefusal(405, 'Method Not Allowed');
  if (headers['x-identity-header'] !== secret) return appServiceRefusal(401, 'The X-IDENTITY-HEADER header is missing or wrong.');
  if (query.get('api-version') !== '2019-08-01') return appServiceRefusal(400, 'The api-version is missing or not supported.');
  const resource = query.get('resource') ?? '';
  if (resource === '') return appServiceRefusal(400, 'The parameter resource is missing.');
  if (!isSampleIdentity(query)) return appServiceRefusal(400, noIdentity);
  const { token, expiresOn, notBefore } = await mintIdentityToken(resource, entra);
  return jsonAnswer(200, {
    access_token: token,
    client_id: sampleManagedIdentity.clientId,
    expires_on: String(expiresOn),
    not_before: String(notBefore),
    resource,
    token_type: 'Bearer',
  });
}

/** Azure Machine Learning, and App Service before 2019: api-version 2017-09-01. */
async function answerAzureMl({ method, headers, query }: Incoming, { entra, secret }: IdentityService): Promise<Answer> {
  if (method !== 'GET') return appServiceRefusal(405, 'Method Not Allowed');
  if (headers.secret !== secret) return appServiceRefusal(401, 'The secret header is missing or wrong.');
  if (query.get('api-version') !== '2017-09-01') return appServiceRefusal(400, 'The api-version is missing or not supported.');
  const resource = query.get('resource') ?? '';
  if (resource === '') return appServiceRefusal(400, 'The parameter resource is missing.');
  if (!isSampleIdentity(query)) return appServiceRefusal(400, noIdentity);
  const { token, expiresOn } = await mintIdentityToken(resource, entra);
  return jsonAnswer(200, {
    access_token: token,
    client_id: sampleManagedIdentity.clientId,
    expires_on: String(expiresOn),
    resource,
    token_type: 'Bearer',
  });
}

/** Cloud Shell: a form, and no choice of identity. */
async function answerCloudShell({ method, headers, body }: Incoming, { entra }: IdentityService): Promise<Answer> {
  const refuse = (message: string): Answer => jsonAnswer(400, { error: { code: 'invalid_request', message } });
  if (method !== 'POST') return textAnswer(405, 'Method not allowed.\n', [['Allow', 'POST']]);
  if (headers.metadata?.toString().toLowerCase() !== 'true') return refuse('Required metadata header not specified');
  const resource = new URLSearchParams(body).get('resource') ?? '';
  if (resource === '') return refuse('Required parameter resource is missing');
  const { token, expiresIn, expiresOn, notBefore } = await mintIdentityToken(resource, entra);
  return jsonAnswer(200, {
    access_token: token,
    refresh_token: '',
    expires_in: String(expiresIn),
    expires_on: String(expiresOn),
    not_before: String(notBefore),
    resource,
    token_type: 'Bearer',
  });
}

const arcVersions: ReadonlySet<string> = new Set(['2019-11-01', '2020-06-01', '2019-08-15']);

/** Azure Arc: the first call names a file, the second one must know what is in it. */
async function answerArc(request: Incoming, service: IdentityService): Promise<Answer> {
  const { arc, entra } = service;
  if (arc === undefined) return textAnswer(404, 'Not found.\n');
  const refuse = (status: number, error: string, text: string): Answer =>
    jsonAnswer(status, { error, error_description: text, correlation_id: randomUUID() });
  if (request.method !== 'GET') return refuse(405, 'method_not_allowed', 'Only GET is supported');
  const problem = whyMetadataRefused(request, arcVersions);
  if (problem !== undefined) return refuse(400, 'invalid_request', problem);
  const key = /^Basic +(\S+)\s*$/i.exec(request.headers.authorization ?? '')?.[1];
  if (key === undefined) {
    const challenge = refuse(401, 'unauthorized_client', 'Missing Basic Authorization header');
    return { ...challenge, headers: [...challenge.headers, ['WWW-Authenticate', `Basic realm=${await arc.issue()}`]] };
  }
  if (!(await arc.redeem(key))) return refuse(401, 'unauthorized_client', 'The Basic Authorization header is not valid');
  return answerImds({ ...request, query: withVersion(request.query, '2020-06-01') }, entra);
}

function withVersion(query: URLSearchParams, version: string): URLSearchParams {
  const changed = new URLSearchParams(query);
  changed.set('api-version', version);
  return changed;
}

/** Service Fabric: numbers instead of texts, and errors in an object. */
async function answerServiceFabric({ method, headers, query }: Incoming, { entra, secret }: IdentityService): Promise<Answer> {
  const refuse = (status: number, code: string, message: string): Answer =>
    jsonAnswer(status, { error: { correlationId: randomUUID(), code, message } });
  if (method !== 'GET') return refuse(405, 'MethodNotAllowed', 'Only GET is supported.');
  if (headers.secret === undefined) return refuse(400, 'SecretHeaderNotFound', 'Secret is not found in the request headers.');
  if (headers.secret !== secret)
    return refuse(404, 'ManagedIdentityNotFound', 'Managed identity not found for the specified application host.');
  if (query.get('api-version') !== '2019-07-01-preview')
    return refuse(400, 'InvalidApiVersion', 'The api-version is not supported. Supported version is 2019-07-01-preview.');
  const resource = query.get('resource') ?? '';
  if (resource === '') return refuse(400, 'ArgumentNullOrEmpty', 'The parameter resource should not be null or empty string.');
  const { token, expiresOn } = await mintIdentityToken(resource, entra);
  return jsonAnswer(200, { token_type: 'Bearer', access_token: token, expires_on: expiresOn, resource });
}
