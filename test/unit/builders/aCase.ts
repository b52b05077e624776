import { parseChallenge } from '../../../src/core/auth/parseChallenge.ts';
import type { Call, Case } from '../../../src/core/diagnosis/case.ts';
import type { ChallengeFacts } from '../../../src/core/model/challenge.ts';
import { exchangeId } from '../../../src/core/model/ids.ts';
import type { JsonObject, TokenFacts } from '../../../src/core/model/tokenFacts.ts';

export const tenant = '11111111-1111-4111-8111-111111111111';
export const otherTenant = '99999999-9999-4999-8999-999999999999';
export const now = 1_800_000_000;

export const aChallenge = (
  resource = 'https://vault.azure.net',
  authority = `https://login.microsoftonline.com/${tenant}`,
  more = '',
): ChallengeFacts => {
  const { bearer } = parseChallenge([`Bearer authorization="${authority}", resource="${resource}"${more}`]);
  if (bearer === null) throw new Error('the builder made an unreadable challenge');
  return bearer;
};

/** A call of a vault's secret with a token, answered 200. */
export const aCall = (part: Partial<Call> = {}): Call => ({
  exchange: exchangeId(0),
  service: 'vault',
  method: 'GET',
  url: 'https://kv-one.vault.azure.net/secrets/db?api-version=7.6',
  host: 'kv-one.vault.azure.net',
  authorized: true,
  status: 200,
  headers: [
    ['content-type', 'application/json; charset=utf-8'],
    ['x-ms-keyvault-region', 'westeurope'],
    ['www-authenticate', 'Bearer'],
  ],
  codes: new Set(),
  message: '',
  isHtml: false,
  challenge: null,
  failures: [],
  isBroken: false,
  remoteAddress: null,
  ...part,
});

/** An answer that says no, with its codes. */
export const refused = (status: number, codes: readonly string[], message = '', part: Partial<Call> = {}): Call =>
  aCall({ status, codes: new Set(codes), message, ...part });

export const entra = (code: string, message = '', part: Partial<Call> = {}): Call =>
  refused(400, ['invalid_grant', code], message, {
    service: 'entra',
    method: 'POST',
    host: 'login.microsoftonline.com',
    url: `https://login.microsoftonline.com/${tenant}/oauth2/v2.0/token`,
    authorized: false,
    headers: [['x-ms-request-id', '1']],
    ...part,
  });

export const identity = (part: Partial<Call>): Call =>
  aCall({
    service: 'identity',
    method: 'GET',
    host: '169.254.169.254',
    url: 'http://169.254.169.254/metadata/identity/oauth2/token?resource=https%3A%2F%2Fvault.azure.net&api-version=2018-02-01',
    headers: [['server', 'IMDS/150.870.65.1854']],
    authorized: false,
    ...part,
  });

export const arm = (status: number, codes: readonly string[], message = ''): Call =>
  refused(status, codes, message, {
    service: 'arm',
    host: 'management.azure.com',
    url: 'https://management.azure.com/subscriptions/s/resourceGroups/g/providers/Microsoft.KeyVault/vaults/kv-one?api-version=2023-07-01',
  });

/** A message without a call, as a client prints it. */
export const said = (message: string, codes: readonly string[] = [], part: Partial<Call> = {}): Call =>
  aCall({
    exchange: null,
    service: 'client',
    method: null,
    url: null,
    host: null,
    authorized: null,
    status: null,
    headers: null,
    message,
    codes: new Set(codes),
    ...part,
  });

export const failed = (code: Call['failures'][number]['code'], part: Partial<Call> = {}): Call =>
  aCall({ status: null, headers: null, failures: [{ code, detail: 'it broke' }], isBroken: true, ...part });

export const aToken = (claims: JsonObject = {}): TokenFacts => ({
  header: { alg: 'RS256', typ: 'JWT' },
  claims: {
    aud: 'https://vault.azure.net',
    iss: `https://sts.windows.net/${tenant}/`,
    tid: tenant,
    nbf: now - 600,
    iat: now - 600,
    exp: now + 3000,
    appid: 'aaaaaaaa-0000-4000-8000-000000000001',
    oid: 'bbbbbbbb-0000-4000-8000-000000000002',
    ...claims,
  },
  fingerprint: '0123456789ab',
  problems: [],
  source: 'token-endpoint',
});

/** A trace's case around its deciding call. */
export const aCase = (subject: Call, part: Partial<Case> = {}): Case => ({
  source: 'trace',
  calls: [subject],
  complete: true,
  subject,
  challenge: aChallenge(),
  token: aToken(),
  now,
  serverDate: now,
  blocked: null,
  environment: {},
  ...part,
});

/** A case that someone pasted: one message, nothing else known. */
export const aPaste = (subject: Call, part: Partial<Case> = {}): Case =>
  aCase(subject, { source: 'text', complete: false, challenge: subject.challenge, token: null, serverDate: null, ...part });
