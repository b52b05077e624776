/** Header fields whose value is a credential or may hold one. `WWW-Authenticate` is none: it is the evidence. */
const sensitiveHeaders: ReadonlySet<string> = new Set([
  'authorization',
  'proxy-authorization',
  'x-ms-authorization-auxiliary',
  'cookie',
  'set-cookie',
  'x-api-key',
  'api-key',
  'apikey',
  'x-auth-token',
  'x-access-token',
  'ocp-apim-subscription-key',
  'x-functions-key',
  'x-identity-header',
  'secret',
  'private-token',
]);

/** Names of form fields, query parameters and JSON members whose value is secret wherever they stand. */
const sensitiveFields: ReadonlySet<string> = new Set([
  'access_token',
  'accesstoken',
  'refresh_token',
  'refreshtoken',
  'id_token',
  'idtoken',
  'client_secret',
  'clientsecret',
  'client_assertion',
  'clientassertion',
  'assertion',
  'password',
  'passwd',
  'pwd',
  'device_code',
  'devicecode',
  'code_verifier',
  'api_key',
  'apikey',
  'subscription-key',
  'secret',
  'secretvalue',
  'sig',
  'token',
  'tokencache',
]);

/** Members of a JSON Web Key that make it private (RFC 7518 sections 6.2.2, 6.3.2, 6.4.1) and Key Vault's own `key_hsm`. */
const privateKeyMembers: ReadonlySet<string> = new Set(['d', 'p', 'q', 'dp', 'dq', 'qi', 'k', 'oth', 'key_hsm', 't']);

export const isSensitiveHeader = (name: string): boolean => sensitiveHeaders.has(name.toLowerCase());
export const isSensitiveField = (name: string): boolean => sensitiveFields.has(name.toLowerCase());
export const isPrivateKeyMember = (name: string): boolean => privateKeyMembers.has(name.toLowerCase());
