import type { CauseCode } from '../../model/causes.ts';
import type { FaultName, FaultPlace } from '../../model/faultName.ts';
import type { TokenChanges } from '../../model/tokenChanges.ts';
import type { MatrixCase } from './matrixCase.ts';

const get = 'GET /secrets/db-password?api-version=7.6\n';
const put = 'PUT /secrets/db-password?api-version=7.6\nContent-Type: application/json\n\n{"value":"sample"}\n';
const withToken = `# @token {{token}}\n${get}`;
const resource = '{{management}}{{vaultId}}?api-version=2023-07-01';
const atManagement = `# @token {{token}}\nGET ${resource}\n`;
const hour = 3600;

/** A request with a token that is right but for what is changed. */
function token(name: string, cause: CauseCode, changes: (now: number) => Partial<TokenChanges>, status = 401): MatrixCase {
  return { group: 'token', name, text: withToken, token: changes, status, cause };
}

const audience = (name: string, aud: string, cause: CauseCode): MatrixCase => token(name, cause, () => ({ claims: { aud } }));

function fault(name: string, what: FaultName, place: FaultPlace, status: number | null, cause: CauseCode): MatrixCase {
  return { group: 'network', name, text: get, fault: { fault: what, place }, status, cause };
}

/** Every kind of wrong token, of missing right, of refusal on the way, and the two requests that are right. */
export const matrixCases: readonly MatrixCase[] = [
  { group: 'token', name: 'no token', text: `# @flow anonymous\n${get}`, status: 401, cause: 'missing-token' },
  { group: 'token', name: 'the handshake of an SDK', text: get, status: 200, cause: 'benign-challenge' },
  token('expired', 'expired-token', now => ({ claims: { iat: now - 2 * hour, nbf: now - 2 * hour, exp: now - hour } })),
  token('not yet valid', 'not-yet-valid-token', now => ({ claims: { iat: now + hour, nbf: now + hour, exp: now + 2 * hour } })),
  audience('audience with a trailing slash', 'https://vault.azure.net/', 'wrong-audience-trailing-slash'),
  audience('audience of the management plane', 'https://management.azure.com/', 'wrong-audience-arm'),
  audience('audience of Microsoft Graph', 'https://graph.microsoft.com', 'wrong-audience-graph'),
  audience('audience is the vault’s own host', 'https://kvhttp--sample.vault.azure.net', 'wrong-audience-vault-host'),
  audience('audience with the prefix spn:', 'spn:cfa8b339-82a2-471a-a3c9-0fc0be7a4093', 'wrong-audience-spn-prefix'),
  audience('audience of another cloud', 'https://vault.azure.cn', 'wrong-cloud'),
  audience('audience of something else', 'api://sample', 'wrong-audience-other'),
  token('issued by another tenant', 'wrong-tenant', () => ({
    claims: { iss: 'https://sts.windows.net/99999999-9999-4999-8999-999999999999/', tid: '99999999-9999-4999-8999-999999999999' },
  })),
  token('signed with a key that nobody knows', 'signing-key-unresolved', () => ({ header: { kid: 'sample', x5t: 'sample' } })),
  {
    ...{ group: 'token', name: 'token for the vault, sent to the management plane', text: atManagement },
    ...{ token: () => ({}), status: 401, cause: 'vault-token-at-arm' },
  },

  { group: 'right', name: 'no role', text: `# @credential sample-no-role\n${get}`, status: 403, cause: 'rbac-role-missing' },
  {
    group: 'right',
    name: 'a role that reads, a request that writes',
    text: `# @credential sample-reader\n${put}`,
    status: 403,
    cause: 'rbac-role-missing',
  },
  {
    group: 'right',
    name: 'role not effective yet',
    text: get,
    scenario: 'role-not-effective-yet',
    status: 403,
    cause: 'rbac-role-missing',
  },
  { group: 'right', name: 'no access policy', text: get, scenario: 'no-access-policy', status: 403, cause: 'access-policy-missing' },
  {
    ...{ group: 'right', name: 'no role on the management plane', text: atManagement, status: 403, cause: 'control-plane-denied' },
    token: () => ({ claims: { aud: 'https://management.azure.com/', oid: '55555555-5555-4555-9555-555555555555' } }),
  },

  {
    group: 'token endpoint',
    name: 'client secret expired',
    text: get,
    scenario: 'app-secret-expired',
    status: 401,
    cause: 'client-secret-expired',
  },
  {
    group: 'token endpoint',
    name: 'Conditional Access',
    text: get,
    scenario: 'conditional-access',
    status: 400,
    cause: 'conditional-access-blocked',
  },
  {
    ...{ group: 'token endpoint', name: 'unknown resource', text: `# @flow rest\n# @resource https://vault.keyvault.net\n${get}` },
    ...{ status: 400, cause: 'resource-principal-not-found' },
  },

  { group: 'network', name: 'firewall', text: get, scenario: 'firewall', status: 403, cause: 'firewall-ip-not-allowed' },
  { group: 'network', name: 'private link only', text: get, scenario: 'private-link-only', status: 403, cause: 'public-access-disabled' },
  fault('connection reset', 'reset', 'vault', null, 'net-reset'),
  fault('connection closed early', 'close', 'vault', null, 'net-closed-early'),
  fault('sign-in page of a network', 'portal-page', 'vault', 200, 'proxy-portal-page'),
  fault('sign-in page in place of the token', 'portal-page', 'token', 200, 'proxy-portal-page'),
  fault('proxy wants a sign-in', 'proxy-authentication', 'vault', 407, 'proxy-auth-required'),
  fault('vault asks without a challenge', 'no-challenge', 'vault', 401, 'http-missing-challenge'),

  { group: 'object', name: 'disabled secret', text: get, scenario: 'disabled-secret', status: 403, cause: 'secret-disabled' },
  {
    group: 'object',
    name: 'name of a deleted secret',
    text: put,
    scenario: 'soft-deleted-name',
    status: 409,
    cause: 'soft-deleted-conflict',
  },
  { group: 'object', name: 'no such secret', text: 'GET /secrets/absent?api-version=7.6\n', status: 404, cause: 'object-not-found' },
  {
    group: 'object',
    name: 'unknown api-version',
    text: 'GET /secrets/db-password?api-version=9.9\n',
    status: 400,
    cause: 'api-version-unsupported',
  },
  { group: 'object', name: 'throttled', text: get, scenario: 'throttled', status: 429, cause: 'throttled' },
  { group: 'object', name: 'vault’s clock ahead', text: get, scenario: 'clock-skew-ahead', status: 401, cause: 'clock-skew' },
];
