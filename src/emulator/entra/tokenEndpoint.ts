import type { Answer } from '../http/answer.ts';
import type { Incoming } from '../http/incoming.ts';
import { aadsts, type EntraTrace } from './aadsts.ts';
import { askedAudience, type EndpointVersion } from './askedAudience.ts';
import { missing, proveClient } from './clientProof.ts';
import type { EntraService } from './entraService.ts';
import { actOnBehalf, type PersonAsk, redeemDeviceCode, refreshPerson } from './personGrants.ts';
import { answerWithToken } from './tokenAnswers.ts';

/** Grant types; `device_code` is what MSAL for Node writes in place of the registered name. */
const grants: ReadonlyMap<string, (ask: PersonAsk) => Answer | Promise<Answer>> = new Map([
  ['client_credentials', answerApp],
  ['urn:ietf:params:oauth:grant-type:device_code', redeemDeviceCode],
  ['device_code', redeemDeviceCode],
  ['refresh_token', refreshPerson],
  ['urn:ietf:params:oauth:grant-type:jwt-bearer', actOnBehalf],
]);

/** POST `/{tenant}/oauth2/token` (v1) and `/{tenant}/oauth2/v2.0/token`. */
export async function answerToken(request: Incoming, version: EndpointVersion, service: EntraService, trace: EntraTrace): Promise<Answer> {
  const form = new URLSearchParams(request.body);
  const { tokenDelayMs } = service.run().scenario;
  if (tokenDelayMs > 0) await service.doors.delay(tokenDelayMs, service.stopped);
  const grant = form.get('grant_type');
  if (grant === null) return missing('grant_type', trace);
  const answer = grants.get(grant);
  return answer === undefined ? aadsts(70003, trace, { grant }) : answer({ request, form, version, service, trace });
}

/** `client_credentials`: an app for itself. */
async function answerApp({ request, form, version, service, trace }: PersonAsk): Promise<Answer> {
  const client = await proveClient(request, form, service, trace);
  if ('status' in client) return client;
  const audience = askedAudience(form, version, false, service, trace);
  if (typeof audience !== 'string') return audience;
  if (service.run().scenario.tokenRefusal === 'conditional-access') return aadsts(53003, trace, {}, { suberror: 'message_only' });
  const { clientId, objectId } = client.app;
  return answerWithToken({ clientId, objectId, managedIdentity: undefined, proof: client.proof }, audience, form, version, service, trace);
}
