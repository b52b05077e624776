import { type Answer, jsonAnswer } from '../http/answer.ts';
import type { Incoming } from '../http/incoming.ts';
import { publicClientIds } from '../sampleIdentity.ts';
import { aadsts, type EntraTrace } from './aadsts.ts';
import { askedAudience, type EndpointVersion } from './askedAudience.ts';
import { missing } from './clientProof.ts';
import { deviceCodeLifetime, pollInterval } from './deviceCodes.ts';
import type { EntraService } from './entraService.ts';

/** POST `/{tenant}/oauth2/v2.0/devicecode` (RFC 8628 section 3.1), and the older form of v1. */
export function answerDeviceCode(request: Incoming, version: EndpointVersion, service: EntraService, trace: EntraTrace): Answer {
  const form = new URLSearchParams(request.body);
  const clientId = form.get('client_id')?.toLowerCase();
  if (clientId === undefined) return missing('client_id', trace);
  if (!publicClientIds.has(clientId)) return aadsts(700016, trace, { app: clientId, tenant: service.tenantId });
  const audience = askedAudience(form, version, true, service, trace);
  if (typeof audience !== 'string') return audience;
  const refreshable = version === 'v1' || (form.get('scope') ?? '').split(' ').includes('offline_access');
  const { userCode, deviceCode } = service.devices.issue({ clientId, audience, refreshable }, trace.now);
  const address = 'https://microsoft.com/devicelogin';
  const numbers = { expires_in: deviceCodeLifetime, interval: pollInterval };
  const message = `To sign in, use a web browser to open the page ${address} and enter the code ${userCode} to authenticate.`;
  return version === 'v1'
    ? jsonAnswer(200, {
        user_code: userCode,
        device_code: deviceCode,
        verification_url: address,
        expires_in: String(deviceCodeLifetime),
        interval: String(pollInterval),
        message,
      })
    : jsonAnswer(200, { user_code: userCode, device_code: deviceCode, verification_uri: address, ...numbers, message });
}
