import { randomBytes } from 'node:crypto';
import type { Answer } from '../http/answer.ts';
import type { Incoming } from '../http/incoming.ts';
import { publicClientIds, samplePerson } from '../sampleIdentity.ts';
import { signClaims, type TokenSubject } from '../token/mintToken.ts';
import { usualLifetime } from '../token/tokenDraft.ts';
import { aadsts, type EntraTrace } from './aadsts.ts';
import { askedAudience, type EndpointVersion } from './askedAudience.ts';
import { missing, proveClient } from './clientProof.ts';
import type { EntraService } from './entraService.ts';
import { inactivityMs } from './refreshTokens.ts';
import { answerWithToken } from './tokenAnswers.ts';

/** A token request that is made for a person. */
export interface PersonAsk {
  readonly request: Incoming;
  readonly form: URLSearchParams;
  readonly version: EndpointVersion;
  readonly service: EntraService;
  readonly trace: EntraTrace;
}

/** `device_code`: one poll of a device that waits for its person. */
export function redeemDeviceCode(ask: PersonAsk): Answer | Promise<Answer> {
  const { form, service, trace } = ask;
  const clientId = publicClient(ask);
  if (typeof clientId !== 'string') return clientId;
  const code = form.get('device_code') ?? form.get('code');
  if (code === null) return missing('device_code', trace);
  const state = service.devices.poll(code, clientId, trace.now);
  switch (state.kind) {
    case 'pending':
      return aadsts(70016, trace);
    case 'approved':
      return answerFor(ask, { clientId, proof: '0' }, state.ask.audience, state.ask.refreshable);
    case 'declined':
      return aadsts(65004, trace);
    case 'expired':
      return aadsts(70020, trace);
    case 'used':
      return aadsts(54005, trace);
    case 'unknown':
      return aadsts(70018, trace);
  }
}

/** `refresh_token`: for the same resource unless another one is asked for. */
export function refreshPerson(ask: PersonAsk): Answer | Promise<Answer> {
  const { form, version, service, trace } = ask;
  const clientId = publicClient(ask);
  if (typeof clientId !== 'string') return clientId;
  const token = form.get('refresh_token');
  if (token === null) return missing('refresh_token', trace);
  const state = service.refreshTokens.find(token, trace.now);
  if (state.kind === 'unknown') return aadsts(9002313, trace);
  if (state.grant.clientId !== clientId) return aadsts(70000, trace);
  if (state.kind === 'inactive') {
    const facts = { issued: new Date(state.grant.issuedAt).toISOString(), inactive: `${inactivityMs / 86_400_000}.00:00:00` };
    return aadsts(version === 'v1' ? 70008 : 700082, trace, facts);
  }
  const named = form.has(version === 'v1' ? 'resource' : 'scope');
  const audience = named ? askedAudience(form, version, true, service, trace) : state.grant.audience;
  return typeof audience === 'string' ? answerFor(ask, { clientId, proof: '0' }, audience, true) : audience;
}

/** `jwt-bearer`: an app that was called with a person's token asks for one to call further (on behalf of). */
export async function actOnBehalf(ask: PersonAsk): Promise<Answer> {
  const { request, form, version, service, trace } = ask;
  const client = await proveClient(request, form, service, trace);
  if ('status' in client) return client;
  const assertion = form.get('assertion');
  if (assertion === null) return missing('assertion', trace);
  if (form.get('requested_token_use') !== 'on_behalf_of') return missing('requested_token_use', trace);
  const check = await service.verifier.check(assertion, trace.now);
  const { clientId, name } = client.app;
  if (check.kind === 'refused') {
    return check.message.startsWith('[Token')
      ? aadsts(500133, trace)
      : aadsts(50013, trace, { reason: 'The key was not found or the signature is not its own.' });
  }
  const { aud, oid } = check.claims;
  if (aud !== clientId && aud !== `api://${clientId}`) return aadsts(500131, trace, { audience: aud, app: clientId, name });
  // A token of an app has no person to act for.
  if (oid !== samplePerson.objectId) return aadsts(65001, trace, { app: clientId, name });
  const audience = askedAudience(form, version, true, service, trace);
  return typeof audience === 'string' ? answerFor(ask, { clientId, proof: client.proof }, audience, false) : audience;
}

function publicClient({ form, service, trace }: PersonAsk): string | Answer {
  const clientId = form.get('client_id')?.toLowerCase();
  if (clientId === undefined) return missing('client_id', trace);
  return publicClientIds.has(clientId) ? clientId : aadsts(700016, trace, { app: clientId, tenant: service.tenantId });
}

async function answerFor(
  { form, version, service, trace }: PersonAsk,
  client: Pick<TokenSubject, 'clientId' | 'proof'>,
  audience: string,
  refreshable: boolean,
): Promise<Answer> {
  const subject: TokenSubject = { ...client, objectId: samplePerson.objectId, managedIdentity: undefined, person: samplePerson };
  const refresh = refreshable ? { refresh_token: service.refreshTokens.issue(client.clientId, audience, trace.now), foci: '1' } : {};
  const signIn = (form.get('scope') ?? '').split(' ').includes('openid')
    ? { id_token: await idToken(client.clientId, service, trace) }
    : {};
  return answerWithToken(subject, audience, form, version, service, trace, { ...refresh, ...signIn, ...clientInfo(form, service) });
}

function idToken(clientId: string, { keys, authority, tenantId }: EntraService, trace: EntraTrace): Promise<string> {
  const now = Math.floor(trace.now / 1000);
  const { objectId, userName, givenName, familyName } = samplePerson;
  return signClaims(keys, {
    aud: clientId,
    iss: `${authority}/${tenantId}/v2.0`,
    iat: now,
    nbf: now,
    exp: now + usualLifetime,
    name: `${givenName} ${familyName}`,
    oid: objectId,
    preferred_username: userName,
    sub: randomBytes(32).toString('base64url'),
    tid: tenantId,
    uti: randomBytes(16).toString('base64url'),
    ver: '2.0',
  });
}

/** MSAL asks for it: who the account is, beside the tokens. */
function clientInfo(form: URLSearchParams, { tenantId }: EntraService): Readonly<Record<string, string>> {
  if (form.get('client_info') !== '1') return {};
  const info = JSON.stringify({ uid: samplePerson.objectId, utid: tenantId });
  return { client_info: Buffer.from(info, 'utf8').toString('base64url') };
}
