import { randomUUID } from 'node:crypto';
import { type Answer, jsonAnswer } from '../http/answer.ts';

// @unverified All sentences but those of 7000215, 7000222, 70021 and 90002, which were seen.

/** The refusals of the token endpoint: HTTP status, OAuth error word, sentence. `{x}` is filled in. */
const refusals = {
  50013: [400, 'invalid_grant', 'Assertion failed signature validation. [Reason - {reason}]'],
  50027: [400, 'invalid_request', 'JWT token is invalid or malformed.'],
  50049: [400, 'invalid_instance', 'Unknown or invalid instance.'],
  53003: [400, 'access_denied', 'Access has been blocked by Conditional Access policies. The access policy does not allow token issuance.'],
  54005: [
    400,
    'invalid_grant',
    'OAuth2 Authorization code was already redeemed, please retry with a new valid code or use an existing refresh token.',
  ],
  65001: [
    400,
    'invalid_grant',
    "The user or administrator has not consented to use the application with ID '{app}' named '{name}'. Send an interactive authorization request for this user and resource.",
  ],
  65004: [400, 'authorization_declined', 'User declined to consent to access the app.'],
  70000: [400, 'invalid_grant', 'Provided grant is invalid or malformed.'],
  70003: [400, 'unsupported_grant_type', "The app requested an unsupported grant type '{grant}'."],
  70011: [
    400,
    'invalid_scope',
    "The provided request must include a 'scope' input parameter. The provided value for the input parameter 'scope' is not valid. The scope {scope} is not valid.",
  ],
  70008: [
    400,
    'invalid_grant',
    'The refresh token has expired due to inactivity. The token was issued on {issued} and was inactive for {inactive}.',
  ],
  70016: [400, 'authorization_pending', 'OAuth 2.0 device flow error. Authorization is pending. Continue polling.'],
  70020: [400, 'expired_token', "The provided value for the input parameter 'device_code' is not valid. This device code has expired."],
  70021: [
    400,
    'invalid_request',
    "No matching federated identity record found for presented assertion. Assertion Issuer: '{issuer}'. Assertion Subject: '{subject}'. Assertion Audience: '{audience}'. https://docs.microsoft.com/en-us/azure/active-directory/develop/workload-identity-federation",
  ],
  70018: [400, 'bad_verification_code', 'Invalid verification code due to user typing in wrong user code for device code flow.'],
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
  500131: [
    400,
    'invalid_grant',
    "Assertion audience does not match the Client app presenting the assertion. The audience in the assertion was '{audience}' and the expected audience is '{app}' or one of the Application Uris of this application with App ID '{app}'({name}). The downstream client must request a token for the expected audience (the application that made the OBO request) and this application should use that token as the assertion.",
  ],
  500133: [
    400,
    'invalid_grant',
    'Assertion is not within its valid time range. Ensure that the access token is not expired before using it for user assertion, or request a new token.',
  ],
  700021: [401, 'invalid_client', "Client assertion application identifier doesn't match 'client_id' parameter."],
  700023: [
    401,
    'invalid_client',
    'Client assertion audience claim does not match Realm issuer. Review the documentation at https://docs.microsoft.com/azure/active-directory/develop/active-directory-certificate-credentials .',
  ],
  700024: [
    401,
    'invalid_client',
    'Client assertion is not within its valid time range. Current time: {now}, assertion valid from {from}, expiry time of assertion {until}. Review the documentation at https://docs.microsoft.com/azure/active-directory/develop/active-directory-certificate-credentials .',
  ],
  700027: [401, 'invalid_client', '{text}'],
  700082: [
    400,
    'invalid_grant',
    'The refresh token has expired due to inactivity. The token was issued on {issued} and was inactive for {inactive}.',
  ],
  700211: [401, 'invalid_client', "No matching federated identity record found for presented assertion issuer '{issuer}'. {advice}"],
  700212: [401, 'invalid_client', "No matching federated identity record found for presented assertion audience '{audience}'. {advice}"],
  700213: [401, 'invalid_client', "No matching federated identity record found for presented assertion subject '{subject}'. {advice}"],
  900144: [400, 'invalid_request', "The request body must contain the following parameter: '{parameter}'."],
  9002313: [400, 'invalid_request', 'Invalid request. Request is malformed or invalid.'],
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
