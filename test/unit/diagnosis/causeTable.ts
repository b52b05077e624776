import type { Case } from '../../../src/core/diagnosis/case.ts';
import type { serviceCauses } from '../../../src/core/model/causes.ts';
import {
  aCall,
  aCase,
  aChallenge,
  aPaste,
  arm,
  aToken,
  entra,
  failed,
  identity,
  now,
  otherTenant,
  refused,
  said,
  tenant,
} from '../builders/aCase.ts';

type ServiceCause = (typeof serviceCauses)[number];

/** For each cause: a case that it must explain first, and one beside it that it must not touch. */
export interface CauseExample {
  readonly hit: Case;
  readonly miss: Case;
}

const challenge = aChallenge();
const probe = refused(401, ['Unauthorized', 'AKV10000'], 'AKV10000: Request is missing a Bearer token.', { authorized: false, challenge });
const badToken = refused(401, ['Unauthorized'], 'the token was refused', { challenge });
const withAudience = (aud: string): Case => aCase(badToken, { token: aToken({ aud }) });
const rbacText = (deny = 'null', assignment = '(not found)'): string =>
  `Caller is not authorized.\r\nCaller: appid=a1;oid=o1;iss=x\r\nAction: 'Microsoft.KeyVault/vaults/secrets/getSecret/action'\r\nResource: '/subscriptions/s/x'\r\nAssignment: ${assignment}\r\nDenyAssignmentId: ${deny}\r\nDecisionReason: null\r\nVault: kv-one;location=westeurope`;
const rbac = refused(403, ['Forbidden', 'ForbiddenByRbac'], rbacText());
const policy = refused(
  403,
  ['Forbidden', 'AccessDenied'],
  "The user, group or application 'appid=a1;oid=o1;iss=x' does not have secrets get permission on key vault 'kv-one;location=x'.",
);
const obo = refused(
  403,
  ['Forbidden', 'ForbiddenByPolicy'],
  "The policy requires the caller 'appid=a1;oid=o1' to use on-behalf-of (OBO) flow.",
);
const firewall = refused(
  403,
  ['Forbidden', 'ForbiddenByFirewall'],
  'Client address is not authorized and caller is not a trusted service.\r\nClient address: 203.0.113.7',
);
const shut = refused(
  403,
  ['Forbidden', 'ForbiddenByConnection'],
  'Public network access is disabled and request is not from a trusted service nor via an approved private link.',
);
const publicThoughPrivate = { resolved: { addresses: ['203.0.113.80'], privateLink: true } };
const byPrivateLink = { resolved: { addresses: ['10.0.0.4'], privateLink: true } };
const contributor = { roles: [{ name: 'Contributor', state: 'active' }] } as const;
const dataRole = { roles: [{ name: 'Key Vault Secrets User', state: 'active' }] } as const;
const eligible = { roles: [{ name: 'Key Vault Secrets User', state: 'eligible' }] } as const;
const conflict = (code: string): Case => aCase(refused(409, ['Conflict', code], 'held', { method: 'PUT' }));
const hsm = { service: 'hsm', host: 'h.managedhsm.azure.net', url: 'https://h.managedhsm.azure.net/keys/k?api-version=7.6' } as const;
const ok = aCall();
const entraText = (number: string): CauseExample => ({ hit: aCase(entra(`AADSTS${number}`)), miss: aCase(entra('AADSTS7000112')) });
const assertion = (current: string, from: string, until: string): Case =>
  aCase(
    entra(
      'AADSTS700024',
      `AADSTS700024: Client assertion is not within its valid time range. Current time: ${current}, assertion valid from ${from}, expiry time of assertion ${until}.`,
    ),
  );

const client = aCall({ service: 'client', status: null, exchange: null, message: '' });

export const causeTable = {
  'benign-challenge': { hit: aCase(ok, { calls: [probe, entra('', '', { status: 200 }), ok] }), miss: aCase(ok) },
  'challenge-resource-mismatch': {
    hit: aCase(refused(401, [], '', { authorized: false, challenge: aChallenge('https://vault.local.stack') })),
    miss: aCase(refused(401, ['AKV10000'], '', { authorized: false, challenge: aChallenge('https://azure.net') })),
  },
  'challenge-unusable': {
    hit: aCase(probe, { blocked: { code: 'challenge-unusable', message: 'no tenant' } }),
    miss: aCase(probe, { blocked: { code: 'challenge-resource-mismatch', message: 'another domain' } }),
  },
  'authority-not-allowed': {
    hit: aCase(probe, { blocked: { code: 'authority-not-allowed', message: 'evil.example' } }),
    miss: aCase(probe, { blocked: { code: 'host-not-allowed', message: 'evil.example' } }),
  },
  'tenant-not-allowed-by-credential': {
    hit: aCase(probe, { blocked: { code: 'tenant-not-allowed', message: 'tenant' } }),
    miss: aCase(probe, { blocked: { code: 'credential-failed', message: 'no secret' } }),
  },
  'no-cached-token': {
    hit: aCase(client, { calls: [probe], blocked: { code: 'no-cached-token', message: 'none' } }),
    miss: aCase(client, { calls: [probe], blocked: { code: 'secret-missing', message: 'none' } }),
  },
  'credential-unavailable': {
    hit: aCase(client, { calls: [probe], blocked: { code: 'credential-failed', message: 'az is not installed' } }),
    miss: aCase(client, { calls: [probe], blocked: { code: 'no-cached-token', message: 'none' } }),
  },
  'missing-token': { hit: aCase(probe), miss: aCase(ok, { calls: [probe, ok] }) },
  'wrong-audience-arm': {
    hit: withAudience('https://management.azure.com/'),
    miss: aCase(arm(401, ['InvalidAuthenticationToken']), { token: aToken({ aud: 'https://management.azure.com/' }) }),
  },
  'wrong-audience-trailing-slash': {
    hit: withAudience('https://vault.azure.net/'),
    miss: aCase(ok, { token: aToken({ aud: 'https://vault.azure.net/' }) }),
  },
  'wrong-audience-vault-host': { hit: withAudience('https://kv-one.vault.azure.net'), miss: withAudience('https://vault.azure.net') },
  'wrong-audience-spn-prefix': {
    hit: withAudience('spn:cfa8b339-82a2-471a-a3c9-0fc0be7a4093'),
    miss: withAudience('cfa8b339-82a2-471a-a3c9-0fc0be7a4093'),
  },
  'wrong-audience-graph': { hit: withAudience('00000003-0000-0000-c000-000000000000'), miss: withAudience('https://graph.example.com') },
  'wrong-audience-other': { hit: withAudience('https://storage.azure.com'), miss: withAudience('https://vault.azure.net/') },
  'wrong-cloud': { hit: withAudience('https://vault.usgovcloudapi.net'), miss: withAudience('https://vault.azure.net') },
  'wrong-tenant': {
    hit: aCase(badToken, { token: aToken({ tid: otherTenant, iss: `https://sts.windows.net/${otherTenant}/` }) }),
    miss: aCase(badToken, { token: aToken(), challenge: aChallenge(undefined, 'https://login.microsoftonline.com/common') }),
  },
  'wrong-vault-host': {
    hit: aCase(
      refused(
        401,
        ['AKV10032'],
        `AKV10032: Invalid issuer. Expected one of https://sts.windows.net/${otherTenant}/, found https://sts.windows.net/${tenant}/.`,
        { host: 'undefined.vault.azure.net' },
      ),
    ),
    miss: aCase(
      refused(
        401,
        ['AKV10032'],
        `AKV10032: Invalid issuer. Expected one of https://sts.windows.net/${otherTenant}/, found https://sts.windows.net/${tenant}/.`,
      ),
    ),
  },
  'expired-token': {
    hit: aCase(badToken, { token: aToken({ exp: now - 10 }) }),
    miss: aCase(badToken, { token: aToken({ exp: now + 10 }) }),
  },
  'clock-skew': {
    hit: assertion('2026-01-10T15:02:00', '2026-01-10T14:02:30', '2026-01-10T14:12:30'),
    miss: assertion('2026-01-10T14:09:13', '2026-01-09T13:09:11', '2026-01-09T14:09:11'),
  },
  'signing-key-unresolved': { hit: aCase(refused(401, ['AKV10046'])), miss: aCase(refused(401, ['AKV10000'], '', { challenge })) },
  'cae-claims-challenge': {
    hit: aCase(refused(401, [], '', { challenge: aChallenge(undefined, undefined, ', error="insufficient_claims", claims="eyJhIjoxfQ"') })),
    miss: aCase(badToken),
  },
  'not-yet-valid-token': {
    hit: aCase(badToken, { token: aToken({ nbf: now + 900 }) }),
    miss: aCase(badToken, { token: aToken({ nbf: now }) }),
  },
  'vault-token-at-arm': {
    hit: aCase(arm(401, ['InvalidAuthenticationTokenAudience']), { challenge: null }),
    miss: aCase(arm(401, ['InvalidAuthenticationToken']), { challenge: null, token: aToken({ aud: 'https://management.azure.com' }) }),
  },
  'client-secret-invalid': entraText('7000215'),
  'client-secret-expired': entraText('7000222'),
  'client-certificate-not-registered': entraText('700027'),
  'assertion-expired': {
    hit: assertion('2026-01-10T14:09:13', '2026-01-09T13:09:11', '2026-01-09T14:09:11'),
    miss: assertion('2026-01-10T14:00:00', '2026-01-10T15:00:00', '2026-01-10T15:10:00'),
  },
  'federated-credential-mismatch': entraText('7002138'),
  'app-not-in-tenant': entraText('700016'),
  'tenant-not-found': {
    hit: aCase(entra('AADSTS90002', "AADSTS90002: Tenant 'secrets' not found.")),
    miss: aCase(entra('', '', { status: 200, url: 'https://login.microsoftonline.com//oauth2/token' })),
  },
  'resource-principal-not-found': {
    hit: aCase(entra('AADSTS500011', 'The resource principal named https://vault.example was not found')),
    miss: aCase(entra('AADSTS500011', 'The resource principal named https://kv.privatelink.vaultcore.azure.net was not found')),
  },
  'privatelink-host-in-url': {
    hit: aCase(
      failed('tls-wrong-host', { host: 'kv.privatelink.vaultcore.azure.net', url: 'https://kv.privatelink.vaultcore.azure.net/secrets/a' }),
    ),
    miss: aCase(failed('tls-wrong-host')),
  },
  'token-answer-unusable': {
    hit: aCase(entra('', '', { status: 200, codes: new Set(['temporarily_unavailable']), message: 'later' }), { isUseless: true }),
    miss: aCase(entra('', '', { status: 200, codes: new Set(), message: '{"access_token":"x"' }), { isUseless: true }),
  },
  'unreadable-token': {
    hit: aCase(badToken, { token: { ...aToken(), header: {}, claims: {}, problems: ['This is not a JSON Web Token.'] } }),
    miss: aCase(badToken, { token: { ...aToken(), problems: ['The signature is missing or was cut off.'] } }),
  },
  'consent-missing': entraText('65001'),
  'mfa-required': entraText('50076'),
  'conditional-access-blocked': entraText('53003'),
  'refresh-token-expired': entraText('700082'),
  'personal-account': {
    hit: aCase(entra('AADSTS50020')),
    miss: aCase(ok, { token: aToken({ tid: '9188040d-6c67-4c5b-b112-36a304b66dad' }) }),
  },
  'managed-identity-not-assigned': {
    hit: aCase(identity({ status: 400, codes: new Set(['invalid_request']), message: 'Identity not found' })),
    miss: aCase(refused(404, ['SecretNotFound'], 'Identity not found')),
  },
  'managed-identity-ambiguous': {
    hit: aCase(
      identity({
        status: 400,
        codes: new Set(['invalid_request']),
        message: 'Multiple user assigned identities exist, please specify the clientId',
      }),
    ),
    miss: aCase(
      identity({
        status: 400,
        codes: new Set(['invalid_request']),
        message: 'Required metadata header not specified in the request headers',
      }),
    ),
  },
  'imds-unreachable': {
    hit: aCase(identity({ status: null, headers: null, failures: [{ code: 'net-connect-timeout', detail: 'timed out' }] })),
    miss: aCase(failed('net-connect-timeout')),
  },
  'imds-wrong-endpoint': {
    hit: aCase(identity({ status: 404, isHtml: true, headers: [['server', 'IMDS/1']] })),
    miss: aCase(identity({ status: 400, codes: new Set(['invalid_request']), message: 'Identity not found' })),
  },
  'credential-chain-exhausted': {
    hit: aPaste(
      said(
        'DefaultAzureCredential failed.\n- EnvironmentCredential authentication unavailable.\n- AzureCliCredential authentication unavailable.',
      ),
    ),
    miss: aPaste(said('EnvironmentCredential authentication unavailable.')),
  },
  'credential-chain-wrong-identity': {
    hit: aCase(policy, { environment: { expectedIdentity: 'someone-else' } }),
    miss: aCase(policy, { environment: { expectedIdentity: 'O1', policyObjectIds: [] } }),
  },
  'access-policy-missing': { hit: aCase(policy), miss: aCase(obo) },
  'access-policy-wrong-object-id': {
    hit: aCase(policy, { environment: { policyObjectIds: ['a1'] } }),
    miss: aCase(policy, { environment: { policyObjectIds: ['o1'] } }),
  },
  'access-policy-obo-required': { hit: aCase(obo), miss: aCase(policy) },
  'rbac-role-missing': { hit: aCase(rbac), miss: aCase(refused(403, ['Forbidden'], 'Forbidden')) },
  'rbac-control-plane-role-only': { hit: aCase(rbac, { environment: contributor }), miss: aCase(rbac, { environment: dataRole }) },
  'rbac-not-effective-yet': { hit: aCase(rbac, { environment: dataRole }), miss: aCase(rbac, { environment: contributor }) },
  'permission-model-mismatch': {
    hit: aCase(rbac, { environment: { grantedThrough: 'access-policy' } }),
    miss: aCase(rbac, { environment: { grantedThrough: 'role' } }),
  },
  'rbac-arm-path': { hit: aCase(arm(400, ['ForbiddenByRbac'])), miss: aCase(rbac) },
  'mhsm-local-rbac': {
    hit: aCase(refused(403, ['AccessDenied'], 'Not authorized to access Microsoft.KeyVault/managedHsm/keys/read/action on /keys/k', hsm)),
    miss: aCase(refused(403, ['Forbidden', 'ForbiddenByFirewall'], 'Client address is not authorized', hsm)),
  },
  'hsm-api-on-vault': {
    hit: aCase(
      refused(404, [], '', {
        url: 'https://kv-one.vault.azure.net/keys/providers/Microsoft.Authorization/roleAssignments/1?api-version=7.6',
        method: 'PUT',
      }),
    ),
    miss: aCase(
      refused(404, ['SecretNotFound'], '', { url: 'https://kv-one.vault.azure.net/secrets/a/backup?api-version=7.6', method: 'POST' }),
    ),
  },
  'key-op-not-permitted': { hit: aCase(refused(403, ['Forbidden', 'KeyOperationForbidden'])), miss: aCase(refused(403, ['Forbidden'])) },
  'control-plane-denied': {
    hit: aCase(arm(403, ['AuthorizationFailed'], "does not have authorization to perform action 'Microsoft.KeyVault/vaults/write'")),
    miss: aCase(arm(403, ['AuthorizationFailed'], 'provider must be registered on subscription containing private endpoint')),
  },
  'platform-reference-denied': { hit: aPaste(said('Status: AccessToKeyVaultDenied', ['AccessToKeyVaultDenied'])), miss: aCase(policy) },
  'deny-assignment': { hit: aCase(refused(403, ['Forbidden', 'ForbiddenByRbac'], rbacText("'deny-77'", "'role-1'"))), miss: aCase(rbac) },
  'pim-not-active': { hit: aCase(rbac, { environment: eligible }), miss: aCase(rbac, { environment: dataRole }) },
  'firewall-ip-not-allowed': { hit: aCase(firewall), miss: aCase(shut) },
  'firewall-not-a-trusted-service': {
    hit: aCase(firewall, { environment: { isAzureService: true } }),
    miss: aCase(firewall, { environment: { isAzureService: false } }),
  },
  'public-access-disabled': { hit: aCase(shut), miss: aCase(firewall) },
  'private-link-not-approved': {
    hit: aCase(
      arm(403, ['AuthorizationFailed'], 'Microsoft.KeyVault provider must be registered on subscription containing private endpoint'),
    ),
    miss: aCase(arm(403, ['AuthorizationFailed'], 'no authorization to write')),
  },
  'private-dns-misconfigured': {
    hit: aCase(shut, { environment: publicThoughPrivate }),
    miss: aCase(shut, { environment: byPrivateLink }),
  },
  'dns-vault-not-found': {
    hit: aCase(failed('net-dns-not-found')),
    miss: aCase(failed('net-dns-not-found', { service: 'entra', host: 'login.microsoftonline.com' })),
  },
  'proxy-or-tls-interception': {
    hit: aPaste(said('self signed certificate in certificate chain')),
    miss: aPaste(said('certificate has expired')),
  },
  'http-not-https': {
    hit: aPaste(said('Bearer token authentication is not permitted for non-TLS protected (non-https) URLs.')),
    miss: aCase(failed('net-refused', { url: 'http://127.0.0.1:9/secrets/one' })),
  },
  'malformed-request-path': {
    hit: aCase(refused(404, [], '', { url: 'https://kv-one.vault.azure.net/?api-version=7.6', isHtml: true })),
    miss: aCase(refused(404, ['SecretNotFound'], 'not found')),
  },
  'secret-disabled': { hit: aCase(refused(403, ['Forbidden', 'SecretDisabled'])), miss: aCase(refused(403, ['Forbidden'])) },
  'object-not-found': { hit: aCase(refused(404, ['SecretNotFound'])), miss: aCase(refused(404, [], 'no page here')) },
  'soft-deleted-conflict': { hit: conflict('ObjectIsDeletedButRecoverable'), miss: conflict('ObjectIsBeingDeleted') },
  'recover-in-progress': { hit: conflict('ObjectIsBeingRecovered'), miss: conflict('ObjectIsDeletedButRecoverable') },
  'key-expired-or-not-yet-valid': { hit: aCase(refused(403, ['Forbidden', 'KeyExpired'])), miss: aCase(refused(401, ['TokenExpired'])) },
  throttled: { hit: aCase(refused(429, ['Throttled'])), miss: aCase(refused(403, ['Forbidden'])) },
  'api-version-unsupported': {
    hit: aCase(
      refused(400, ['BadParameter'], 'The specified version (7.9) is not recognized. Consider using the latest supported version (7.6).'),
    ),
    miss: aCase(refused(400, ['BadParameter'], 'Property has invalid value')),
  },
  'service-transient-error': { hit: aCase(refused(503, [])), miss: aCase(refused(501, [])) },
} as const satisfies Record<ServiceCause, CauseExample>;
