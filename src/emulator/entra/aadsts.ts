import { randomUUID } from 'node:crypto';
import { type Answer, jsonAnswer } from '../http/answer.ts';

/** The refusals of the token endpoint: HTTP status, OAuth error word, sentence. `{x}` is filled in. */
const refusals = {
  50049: [400, 'invalid_instance', 'Unknown or invalid instance.'],
  53003: [400, 'access_denied', 'Access has been blocked by Conditional Access policies. The access policy does not allow token issuance.'],
  70003: [400, 'unsupported_grant_type', "The app requested an unsupported grant type '{grant}'."],
  70011: [
    400,
    'invalid_scope',
    "The provided request must include a 'scope' input parameter. The provided value for the input parameter 'scope' is not valid. The scope {scope} is not valid.",
  ],
  90002: [
    400,
    'invalid_request',
    "Tenant '{tenant}' not found. Check to make sure you have the correct tenant ID and are signing into the correct cloud. Check with your subscription administrator, this may happen if there are no active subscriptions for the tenant.",
  ],
  500011: [
    400,
    'invalid_resource',
    'The resource principal named {resource} was not found in the tenant named {tenant}. This can happen if the application has not been installed by the administrator of the tenant or consented to by any user in the tenant. You might have sent your authentication request to the wrong tenant.',
  ],
  700016: [
    400,
    'unauthorized_client',
    "Application with identifier '{app}' was not found in the directory '{tenant}'. This can happen if the application has not been installed by the administrator of the tenant or consented to by any user in the tenant. You may have sent your authentication request to the wrong tenant.",
  ],
  900144: [400, 'invalid_request', "The request body must contain the following parameter: '{parameter}'."],
  7000215: [
    401,
    'invalid_client',
    "Invalid client secret provided. Ensure the secret being sent in the request is the client secret value, not the client secret ID, for a secret added to app '{app}'.",
  ],
  7000218: [401, 'invalid_client', "The request body must contain the following parameter: 'client_assertion' or 'client_secret'."],
  7000222: [
    401,
    'invalid_client',
    "The provided client secret keys for app '{app}' are expired. Visit the Azure portal to create new keys for your app: https://aka.ms/NewClientSecret, or consider using certificate credentials for added security: https://aka.ms/certCreds.",
  ],
} as const;

export type AadstsCode = keyof typeof refusals;

/** What the error body repeats: ids of the call and the time in epoch ms. */
export interface EntraTrace {
  readonly authority: string;
  readonly correlationId: string;
  readonly now: number;
}

/** An error answer of Entra ID. `facts` fills the places of the sentence. */
export function aadsts(
  code: AadstsCode,
  trace: EntraTrace,
  facts: Readonly<Record<string, string>> = {},
  extra: Readonly<Record<string, string>> = {},
): Answer {
  const [status, error, template] = refusals[code];
  const sentence = template.replace(/\{(\w+)\}/g, (_whole, name: string) => facts[name] ?? '');
  const traceId = randomUUID();
  const timestamp = `${new Date(trace.now).toISOString().slice(0, 19).replace('T', ' ')}Z`;
  const lines = [`AADSTS${code}: ${sentence}`, `Trace ID: ${traceId}`, `Correlation ID: ${trace.correlationId}`, `Timestamp: ${timestamp}`];
  return jsonAnswer(status, {
    error,
    error_description: lines.join('\r\n'),
    error_codes: [code],
    timestamp,
    trace_id: traceId,
    correlation_id: trace.correlationId,
    error_uri: `${trace.authority}/error?code=${code}`,
    ...extra,
  });
}
