import { type Answer, jsonAnswer } from '../http/answer.ts';
import type { Incoming } from '../http/incoming.ts';
import type { SampleApp } from '../sampleIdentity.ts';
import { mintToken } from '../token/mintToken.ts';
import { draftToken, type TokenDraft, usualLifetime } from '../token/tokenDraft.ts';
import { readJsonObject } from '../vault/requestBody.ts';
import { aadsts, type EntraTrace } from './aadsts.ts';
import type { EntraService } from './entraService.ts';
import { isKnownResource } from './resources.ts';

export type EndpointVersion = 'v1' | 'v2';

/** POST `/{tenant}/oauth2/token` (v1) and `/{tenant}/oauth2/v2.0/token`: client credentials with a secret. */
export async function answerToken(request: Incoming, version: EndpointVersion, service: EntraService, trace: EntraTrace): Promise<Answer> {
  const form = new URLSearchParams(request.body);
  const { scenario } = service.run();
  if (scenario.tokenDelayMs > 0) await service.doors.delay(scenario.tokenDelayMs, service.stopped);
  const grant = form.get('grant_type');
  if (grant === null) return missing('grant_type', trace);
  if (grant !== 'client_credentials') return aadsts(70003, trace, { grant });
  const client = findClient(request, form, service, trace);
  if ('status' in client) return client;
  const audience = version === 'v1' ? readResource(form, service, trace) : readScope(form, service, trace);
  if (typeof audience !== 'string') return audience;
  if (scenario.tokenRefusal === 'conditional-access') return aadsts(53003, trace, {}, { suberror: 'message_only' });
  const now = Math.floor(trace.now / 1000);
  const draft = scenario.token({ ...draftToken(audience, service.tenantId, trace.now), acrs: askedContexts(form) }, now);
  const { clientId, objectId } = client;
  const token = await mintToken(service.keys, { clientId, objectId, managedIdentity: undefined, proof: '1' }, draft);
  return version === 'v1' ? v1Answer(token, draft, audience, now) : v2Answer(token, draft, now);
}

const missing = (parameter: string, trace: EntraTrace): Answer => aadsts(900144, trace, { parameter });

/** The app that proves itself with its secret, in the form or as Basic credentials (RFC 6749 section 2.3.1). */
function findClient(request: Incoming, form: URLSearchParams, service: EntraService, trace: EntraTrace): SampleApp | Answer {
  const basic = readBasic(request.headers.authorization);
  const clientId = form.get('client_id') ?? basic?.id;
  const secret = form.get('client_secret') ?? basic?.secret;
  if (clientId === undefined) return missing('client_id', trace);
  const client = service.apps.find(app => app.clientId === clientId.toLowerCase());
  if (client === undefined) return aadsts(700016, trace, { app: clientId, tenant: service.tenantId });
  if (secret === undefined) return aadsts(7000218, trace);
  if (secret !== client.secret) return aadsts(7000215, trace, { app: clientId });
  const expired = client.secretExpired || service.run().scenario.tokenRefusal === 'secret-expired';
  return expired ? aadsts(7000222, trace, { app: clientId }) : client;
}

function readBasic(header: string | undefined): { readonly id: string; readonly secret: string } | undefined {
  const encoded = /^Basic +(\S+)$/i.exec(header ?? '')?.[1];
  if (encoded === undefined) return undefined;
  const [id = '', secret = ''] = Buffer.from(encoded, 'base64').toString('utf8').split(':', 2);
  const form = new URLSearchParams(`id=${id}&secret=${secret}`);
  return { id: form.get('id') ?? '', secret: form.get('secret') ?? '' };
}

/** v1 takes the resource as it stands. */
function readResource(form: URLSearchParams, service: EntraService, trace: EntraTrace): string | Answer {
  const resource = form.get('resource');
  if (resource === null || resource === '') return missing('resource', trace);
  return isKnownResource(resource) ? resource : aadsts(500011, trace, { resource, tenant: service.tenantId });
}

/** v2 cuts `/.default` off and nothing else: `https://vault.azure.net//.default` keeps a slash in the audience. */
function readScope(form: URLSearchParams, service: EntraService, trace: EntraTrace): string | Answer {
  const scope = form.get('scope');
  if (scope === null || scope === '') return missing('scope', trace);
  const words = scope.split(' ').filter(word => word !== '' && !['openid', 'profile', 'offline_access'].includes(word));
  const [first = ''] = words;
  if (words.length !== 1 || !first.endsWith('/.default')) return aadsts(70011, trace, { scope });
  const resource = first.slice(0, -'/.default'.length);
  return isKnownResource(resource) ? resource : aadsts(500011, trace, { resource, tenant: service.tenantId });
}

/** Contexts that a claims request names (`access_token.acrs`), as a client does after a claims challenge. */
function askedContexts(form: URLSearchParams): readonly string[] {
  const claims = readJsonObject(form.get('claims') ?? '');
  const access = claims?.access_token as { readonly acrs?: { readonly value?: unknown; readonly values?: unknown } } | undefined;
  const { value, values } = access?.acrs ?? {};
  return [value, ...(Array.isArray(values) ? values : [])].filter(entry => typeof entry === 'string');
}

/** A token that is out of its time on purpose is handed out as a good one: the vault's refusal is what shall be seen. */
function lifetimeSaid({ expiresAt, notBefore }: TokenDraft, now: number): number {
  return expiresAt > now && notBefore <= now ? expiresAt - now : usualLifetime;
}

function v1Answer(token: string, draft: TokenDraft, resource: string, now: number): Answer {
  const expiresIn = lifetimeSaid(draft, now);
  return jsonAnswer(200, {
    token_type: 'Bearer',
    expires_in: String(expiresIn),
    ext_expires_in: String(expiresIn),
    expires_on: String(now + expiresIn),
    not_before: String(draft.notBefore),
    resource,
    access_token: token,
  });
}

function v2Answer(token: string, draft: TokenDraft, now: number): Answer {
  const expiresIn = lifetimeSaid(draft, now);
  return jsonAnswer(200, { token_type: 'Bearer', expires_in: expiresIn, ext_expires_in: expiresIn, access_token: token });
}
