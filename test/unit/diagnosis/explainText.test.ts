import { describe, expect, test } from 'vitest';
import { explainText } from '../../../src/core/diagnosis/explainText.ts';
import { otherTenant, tenant } from '../builders/aCase.ts';

const rbacLines = `Caller is not authorized to perform action on resource.
If role assignments, deny assignments or role definitions were changed recently, please observe propagation time.
Caller: appid=aaaaaaaa-0000-4000-8000-000000000001;oid=bbbbbbbb-0000-4000-8000-000000000002;iss=https://sts.windows.net/${tenant}/
Action: 'Microsoft.KeyVault/vaults/secrets/getSecret/action'
Resource: '/subscriptions/s/resourcegroups/g/providers/microsoft.keyvault/vaults/kv-one/secrets/db'
Assignment: (not found)
DenyAssignmentId: null
DecisionReason: 'DeniedWithNoValidRBAC'
Vault: kv-one;location=westeurope`;

const cases: readonly (readonly [client: string, cause: string, text: string])[] = [
  [
    '.NET, roles',
    'rbac-role-missing',
    `Azure.RequestFailedException: ${rbacLines}\n\nStatus: 403 (Forbidden)\nErrorCode: Forbidden\n\nContent:\n{"error":{"code":"Forbidden","message":"Caller is not authorized","innererror":{"code":"ForbiddenByRbac"}}}\n\nHeaders:\nCache-Control: no-cache\nx-ms-keyvault-region: westeurope\n   at Azure.Security.KeyVault.Secrets.SecretClient.GetSecretAsync(String name)`,
  ],
  [
    '.NET, chain',
    'credential-chain-exhausted',
    'Azure.Identity.CredentialUnavailableException: DefaultAzureCredential failed to retrieve a token from the included credentials. See the troubleshooting guide for more information.\n- EnvironmentCredential authentication unavailable. Environment variables are not fully configured.\n- WorkloadIdentityCredential authentication unavailable.\n- ManagedIdentityCredential authentication unavailable. No response received from the managed identity endpoint.\n- AzureCliCredential authentication unavailable. Azure CLI not installed',
  ],
  [
    'Java, disabled',
    'secret-disabled',
    'com.azure.core.exception.HttpResponseException: Status code 403, "{"error":{"code":"Forbidden","message":"Operation get is not allowed on a disabled secret.","innererror":{"code":"SecretDisabled"}}}"\n\tat com.azure.security.keyvault.secrets.SecretClient.getSecret(SecretClient.java:303)',
  ],
  [
    'Java, TLS',
    'proxy-or-tls-interception',
    'javax.net.ssl.SSLHandshakeException: PKIX path building failed: sun.security.provider.certpath.SunCertPathBuilderException: unable to find valid certification path to requested target',
  ],
  [
    'JS, tenant',
    'wrong-tenant',
    `RestError: AKV10032: Invalid issuer. Expected one of https://sts.windows.net/${tenant}/, found https://sts.windows.net/${otherTenant}/.\n  statusCode: 401, code: 'Unauthorized'`,
  ],
  [
    'JS, name',
    'dns-vault-not-found',
    'RestError: getaddrinfo ENOTFOUND kv-gone.vault.azure.net\n    at NodeHttpClient.sendRequest { code: "ENOTFOUND", errno: -3008, syscall: "getaddrinfo" }',
  ],
  [
    'Python, policy',
    'access-policy-missing',
    "azure.core.exceptions.HttpResponseError: (Forbidden) The user, group or application 'appid=a1;oid=o1;iss=https://sts.windows.net/x/' does not have secrets list permission on key vault 'kv-one;location=westeurope'. For help resolving this issue, please see https://go.microsoft.com/fwlink/?linkid=2125287\nCode: Forbidden",
  ],
  [
    'Python, proxy',
    'proxy-or-tls-interception',
    "azure.core.exceptions.ServiceRequestError: HTTPSConnectionPool(host='kv-one.vault.azure.net', port=443): Max retries exceeded (Caused by ProxyError('Cannot connect to proxy.', OSError('Tunnel connection failed: 407 Proxy Authentication Required')))",
  ],
  [
    'Python, verify',
    'proxy-or-tls-interception',
    'azure.core.exceptions.ServiceRequestError: [SSL: CERTIFICATE_VERIFY_FAILED] certificate verify failed: unable to get local issuer certificate (_ssl.c:1007)',
  ],
  [
    'Go, throttled',
    'throttled',
    'GET https://kv-one.vault.azure.net/secrets/db\n--------------------------------------------------------------------------------\nRESPONSE 429: 429 Too Many Requests\nERROR CODE: Throttled\n--------------------------------------------------------------------------------\n{"error":{"code":"Throttled","message":"Request was not processed because too many requests were received. Reason: VaultRequestTypeLimitReached"}}',
  ],
  [
    'Go, domain',
    'challenge-resource-mismatch',
    'challenge resource "https://vault.azure.net" doesn\'t match the requested domain. Set DisableChallengeResourceVerification to true in your client options to disable.',
  ],
  [
    'az, sign-in',
    'refresh-token-expired',
    'ERROR: AADSTS700082: The refresh token has expired due to inactivity. The token was issued on 2025-01-01 and was inactive for 90.00:00:00. Trace ID: 1 Correlation ID: 2\nInteractive authentication is needed. Please run:\naz login --scope https://vault.azure.net/.default',
  ],
  [
    'az, firewall',
    'firewall-ip-not-allowed',
    'ERROR: (Forbidden) Client address is not authorized and caller is not a trusted service.\nClient address: 203.0.113.7\nCaller: appid=a1;oid=o1;iss=https://sts.windows.net/x/\nVault: kv-one;location=westeurope\nCode: Forbidden\nInner error: {\n    "code": "ForbiddenByFirewall"\n}',
  ],
  [
    'Terraform, conflict',
    'soft-deleted-conflict',
    'Error: keyvault.BaseClient#SetSecret: Failure responding to request: StatusCode=409 -- Original Error: autorest/azure: Service returned an error. Status=409 Code="Conflict" Message="Secret db is currently in a deleted but recoverable state, and its name cannot be reused; in this state, the secret can only be recovered or purged." InnerError={"code":"ObjectIsDeletedButRecoverable"}\n\n  with azurerm_key_vault_secret.db,',
  ],
  [
    'Terraform, graph',
    'control-plane-denied',
    'Error: graphrbac.ApplicationsClient#Create: Failure responding to request: StatusCode=403 Code="Authorization_RequestDenied" Message="Insufficient privileges to complete the operation."',
  ],
  [
    'Kubernetes, federation',
    'federated-credential-mismatch',
    'MountVolume.SetUp failed for volume: rpc error: failed to mount objects, error: failed to get objectType:secret: WorkloadIdentityCredential authentication failed. POST https://login.microsoftonline.com/t/oauth2/v2.0/token RESPONSE 401 Unauthorized {"error":"invalid_client","error_description":"AADSTS700213: No matching federated identity record found for presented assertion subject \'system:serviceaccount:a:b\'.","error_codes":[700213]}',
  ],
  [
    'Kubernetes, identities',
    'managed-identity-ambiguous',
    'failed to get oauth config: azure.BearerAuthorizer#WithAuthorization: Failed to refresh the Token for request to https://kv-one.vault.azure.net/secrets/db: StatusCode=400 -- {"error":"invalid_request","error_description":"Multiple user assigned identities exist, please specify the clientId / resourceId of the identity in the token request"}',
  ],
  [
    'portal, disabled network',
    'public-access-disabled',
    'Public network access is disabled and request is not from a trusted service nor via an approved private link. Vault: kv-one;location=westeurope',
  ],
  [
    'App Service',
    'platform-reference-denied',
    "Status: AccessToKeyVaultDenied. Key Vault reference was not able to be resolved because site was denied access to Key Vault reference's vault.",
  ],
  [
    'raw answer',
    'cae-claims-challenge',
    'HTTP/1.1 401 Unauthorized\r\nWWW-Authenticate: Bearer realm="", authorization_uri="https://login.microsoftonline.com/common/oauth2/authorize", error="insufficient_claims", claims="eyJhIjoxfQ=="\r\nx-ms-keyvault-region: westeurope\r\n\r\n',
  ],
  [
    'vault body',
    'wrong-audience-arm',
    '{"error":{"code":"Unauthorized","message":"AKV10022: Invalid audience. Expected https://vault.azure.net, found: https://management.core.windows.net/."}}',
  ],
  [
    'Entra body',
    'client-secret-expired',
    '{"error":"invalid_client","error_description":"AADSTS7000222: The provided client secret keys are expired.","error_codes":[7000222]}',
  ],
  [
    'observation',
    'object-not-found',
    '{"layer":"keyvault","http_status":404,"error_code":"SecretNotFound","request":{"method":"GET","url":"https://kv-one.vault.azure.net/secrets/x"}}',
  ],
  ['metadata', 'imds-unreachable', 'ManagedIdentityCredential: connect ETIMEDOUT 169.254.169.254:80'],
  [
    'a refused token after the vault’s 401',
    'client-secret-invalid',
    'GET https://kv-one.vault.azure.net/secrets/db -> 401 Unauthorized, AKV10000: Request is missing a Bearer or PoP token.\nPOST https://login.microsoftonline.com/t/oauth2/v2.0/token -> 401, AADSTS7000215: Invalid client secret provided.',
  ],
];

describe('error texts of the clients', () => {
  for (const [client, cause, text] of cases) {
    test(`${client}: ${cause}`, () => {
      const { verdict, findings } = explainText(text);
      expect(findings[0]?.cause).toBe(cause);
      expect(verdict).toBe('failure');
    });
  }
});

describe('two errors in one paste: each is named, and no word of one makes a third out of the other', () => {
  const texts = cases.filter(([client]) => client !== 'observation');
  for (const [client, cause, text] of texts)
    test(client, () => {
      for (const [other, otherCause, otherText] of texts) {
        if (otherCause === cause) continue;
        const found = explainText(`${text}\n\n${otherText}`).findings.map(finding => finding.cause);
        expect([...found].sort(), other).toEqual([cause, otherCause].sort());
      }
    });
});

test('an exception that quotes the one before it is one error', () => {
  const found = explainText(
    [
      'Traceback (most recent call last):',
      'socket.gaierror: [Errno -2] Name or service not known',
      '',
      'During handling of the above exception, another exception occurred:',
      '',
      'azure.core.exceptions.ServiceRequestError: <urllib3.connection.HTTPSConnection object>: Failed to resolve kv-gone.vault.azure.net ([Errno -2] Name or service not known)',
    ].join('\n'),
  ).findings.map(finding => finding.cause);
  expect(found).toEqual(['dns-vault-not-found']);
});

test('several errors in one paste: all are named, the surest first', () => {
  const causes = explainText(
    `ERROR: (Forbidden) ${rbacLines}\nInner error: {"code": "ForbiddenByRbac"}\n\nERROR: AADSTS700082: The refresh token has expired.`,
  ).findings.map(finding => finding.cause);
  expect(causes).toEqual(['refresh-token-expired', 'rbac-role-missing']);
});

test('a role that is missing comes with who, what and where', () => {
  const { fix } = explainText(rbacLines).findings[0] ?? { fix: '' };
  expect(fix).toContain('--role "Key Vault Secrets User" --assignee-object-id bbbbbbbb-0000-4000-8000-000000000002');
  expect(fix).toContain('--name kv-one');
});

describe('what explains nothing gets no explanation', () => {
  for (const text of [
    '',
    'Hello',
    'Access denied',
    'Status: 403 (Forbidden)',
    '{}',
    '[1,2]',
    '{"a":',
    'HTTP/1.1 200 OK',
    'AADSTS12',
    'the key was not found under the doormat',
    'https://vault.azure.net',
  ]) {
    test(JSON.stringify(text), () => expect(explainText(text).findings).toEqual([]));
  }
});

describe('work grows with the length of the paste, not with its square', () => {
  // A quadratic pattern needs minutes for these; the runner's time limit is the check.
  for (const pump of [
    'a-',
    '{',
    'status ',
    `status${' '.repeat(500)}`,
    '403 ',
    'https://',
    'eyJ.',
    'found ',
    'tenant ',
    'Credential',
    'AADSTS',
    'www-authenticate: bearer ',
    '\n',
    ' ',
    'Assignment:',
    "'/subscriptions/",
    'date\n',
    ';addr=',
    'current time: ',
  ]) {
    test(JSON.stringify(pump.slice(0, 20)), () => {
      expect(explainText(pump.repeat(Math.ceil(300_000 / pump.length))).findings.length).toBeLessThan(5);
    });
  }
});
