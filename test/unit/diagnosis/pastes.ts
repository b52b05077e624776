import type { CauseCode } from '../../../src/core/model/causes.ts';

/** What people paste, as clients of many kinds print it; null where nobody can know the cause. */
export interface Paste {
  readonly from: string;
  readonly cause: CauseCode | null;
  readonly text: string;
}

const oid = '0a0b0c0d-1111-4111-8111-222222222222';
const caller = `appid=7e7e7e7e-2222-4222-8222-333333333333;oid=${oid};iss=https://sts.windows.net/5a5a5a5a-3333-4333-8333-444444444444/`;
const azure = 'Trace ID: 11 Correlation ID: 22 Timestamp: 2026-02-03 04:05:06Z';

export const pastes: readonly Paste[] = [
  // .NET
  {
    from: '.NET, configuration builder, roles',
    cause: 'rbac-role-missing',
    text: `Unhandled exception. Azure.RequestFailedException: Caller is not authorized to perform action on resource.
If role assignments, deny assignments or role definitions were changed recently, please observe propagation time.
Caller: ${caller}
Action: 'Microsoft.KeyVault/vaults/secrets/readMetadata/action'
Resource: '/subscriptions/s/resourcegroups/g/providers/microsoft.keyvault/vaults/orders-prod'
Assignment: (not found)
DenyAssignmentId: null
DecisionReason: null
Vault: orders-prod;location=northeurope
Status: 403 (Forbidden)
ErrorCode: Forbidden
   at Azure.Extensions.AspNetCore.Configuration.Secrets.AzureKeyVaultConfigurationProvider.LoadAsync()
   at Microsoft.Extensions.Configuration.ConfigurationRoot..ctor(IList\`1 providers)`,
  },
  {
    from: '.NET, certificate client on a network that is shut',
    cause: 'public-access-disabled',
    text: `Azure.RequestFailedException: Public network access is disabled and request is not from a trusted service nor via an approved private link.
Caller: ${caller}
Vault: shut-kv;location=eastus
Status: 403 (Forbidden)
ErrorCode: Forbidden

Content:
{"error":{"code":"Forbidden","message":"Public network access is disabled","innererror":{"code":"ForbiddenByConnection"}}}`,
  },
  {
    from: '.NET, Visual Studio account of another directory',
    cause: 'wrong-tenant',
    text: `Azure.RequestFailedException: AKV10032: Invalid issuer. Expected one of https://sts.windows.net/5a5a5a5a-3333-4333-8333-444444444444/, https://sts.windows.net/f8cdef31-a31e-4b4a-93e4-5f571e91255a/, found https://sts.windows.net/6b6b6b6b-4444-4444-8444-555555555555/.
Status: 401 (Unauthorized)
ErrorCode: Unauthorized`,
  },
  {
    from: '.NET, host name',
    cause: 'dns-vault-not-found',
    text: `System.AggregateException: Retry failed after 4 tries. Retry settings can be adjusted in ClientOptions.Retry. (No such host is known. (orders-stage.vault.azure.net:443)) (No such host is known. (orders-stage.vault.azure.net:443))
 ---> Azure.RequestFailedException: No such host is known. (orders-stage.vault.azure.net:443)
 ---> System.Net.Http.HttpRequestException: No such host is known. (orders-stage.vault.azure.net:443)
 ---> System.Net.Sockets.SocketException (11001): No such host is known.`,
  },
  {
    from: '.NET, the credential’s tenant',
    cause: 'tenant-not-allowed-by-credential',
    text: `Azure.Identity.AuthenticationFailedException: The current credential is not configured to acquire tokens for tenant 5a5a5a5a-3333-4333-8333-444444444444. To enable acquiring tokens for this tenant add it to the AdditionallyAllowedTenants on the credential options, or add "*" to AdditionallyAllowedTenants to allow acquiring tokens for any tenant.`,
  },
  {
    from: '.NET, TLS',
    cause: 'proxy-or-tls-interception',
    text: `Azure.RequestFailedException: The SSL connection could not be established, see inner exception. (https://orders-prod.vault.azure.net/)
 ---> System.Security.Authentication.AuthenticationException: The remote certificate is invalid because of errors in the certificate chain: UntrustedRoot`,
  },
  {
    from: '.NET, client secret',
    cause: 'client-secret-invalid',
    text: `Azure.Identity.AuthenticationFailedException: ClientSecretCredential authentication failed: A configuration issue is preventing authentication - check the error message from the server for details.
 ---> MSAL.NetCore.4.61.3.0.MsalServiceException:
	ErrorCode: invalid_client
Microsoft.Identity.Client.MsalServiceException: A configuration issue is preventing authentication. Original exception: AADSTS7000215: Invalid client secret provided. Ensure the secret being sent in the request is the client secret value, not the client secret ID. ${azure}`,
  },
  // Java
  {
    from: 'Java, Spring Boot, access policy',
    cause: 'access-policy-missing',
    text: `java.lang.IllegalStateException: Failed to configure KeyVault property source
	at com.azure.spring.cloud.autoconfigure.keyvault.environment.KeyVaultEnvironmentPostProcessor.buildKeyVaultPropertySource(KeyVaultEnvironmentPostProcessor.java:119)
Caused by: com.azure.core.exception.HttpResponseException: Status code 403, "{"error":{"code":"Forbidden","message":"The user, group or application '${caller}' does not have secrets list permission on key vault 'billing-kv;location=westus2'. For help resolving this issue, please see https://go.microsoft.com/fwlink/?linkid=2125287","innererror":{"code":"AccessDenied"}}}"`,
  },
  {
    from: 'Java, host name',
    cause: 'dns-vault-not-found',
    text: `reactor.core.Exceptions$ReactiveException: java.net.UnknownHostException: Failed to resolve 'billing-typo.vault.azure.net' [A(1)] after 2 queries
	at reactor.core.Exceptions.propagate(Exceptions.java:396)
Caused by: java.net.UnknownHostException: Failed to resolve 'billing-typo.vault.azure.net' [A(1)] after 2 queries`,
  },
  {
    from: 'Java, key operation',
    cause: 'key-op-not-permitted',
    text: `com.azure.core.exception.HttpResponseException: Status code 403, "{"error":{"code":"Forbidden","message":"Operation sign is not permitted on this key.","innererror":{"code":"KeyOperationForbidden"}}}"
	at com.azure.security.keyvault.keys.cryptography.CryptographyClient.sign(CryptographyClient.java:512)`,
  },
  {
    from: 'Java, domain of the challenge',
    cause: 'challenge-resource-mismatch',
    text: `java.lang.RuntimeException: The challenge resource 'https://vault.azure.net/.default' does not match the requested domain. If you wish to disable this check for your client, pass 'true' to the SecretClientBuilder.disableChallengeResourceVerification() method when building it. See https://aka.ms/azsdk/blog/vault-uri for more information.`,
  },
  // JavaScript
  {
    from: 'JavaScript, missing secret',
    cause: 'object-not-found',
    text: `RestError: A secret with (name/id) smtp-password was not found in this key vault. If you recently deleted this secret you may be able to recover it using the correct recovery command. For help resolving this issue, please see https://go.microsoft.com/fwlink/?linkid=2125182
    at handleErrorResponse (/app/node_modules/@azure/core-client/dist/commonjs/deserializationPolicy.js:150:19) {
  code: 'SecretNotFound',
  statusCode: 404,`,
  },
  {
    from: 'JavaScript, chain',
    cause: 'credential-chain-exhausted',
    text: `AggregateAuthenticationError: ChainedTokenCredential authentication failed.
CredentialUnavailableError: EnvironmentCredential is unavailable. No underlying credential could be used. To troubleshoot, visit https://aka.ms/azsdk/js/identity/environmentcredential/troubleshoot.
CredentialUnavailableError: WorkloadIdentityCredential: is unavailable. tenantId, clientId, and federatedTokenFilePath are required parameters.
CredentialUnavailableError: ManagedIdentityCredential: Authentication failed. Message Network unreachable.
CredentialUnavailableError: Azure CLI could not be found. Please visit https://aka.ms/azure-cli for installation instructions and then, once installed, authenticate to your Azure account using 'az login'.
    at DefaultAzureCredential.getTokenInternal (/app/node_modules/@azure/identity/dist/commonjs/credentials/chainedTokenCredential.js:68:27)`,
  },
  {
    from: 'JavaScript, self-signed',
    cause: 'proxy-or-tls-interception',
    text: `RestError: Error sending request: self-signed certificate in certificate chain
    at getError (/app/node_modules/@typespec/ts-http-runtime/dist/commonjs/fetchHttpClient.js:95:12) {
  code: 'SELF_SIGNED_CERT_IN_CHAIN',
  request: { "url": "https://billing-kv.vault.azure.net/secrets/a/?api-version=7.5", "method": "GET" }`,
  },
  {
    from: 'JavaScript, throttled',
    cause: 'throttled',
    text: `RestError: Request was not processed because too many requests were received. Reason: VaultRequestTypeLimitReached {
  code: 'Throttled',
  statusCode: 429,`,
  },
  // Python
  {
    from: 'Python, soft-deleted',
    cause: 'soft-deleted-conflict',
    text: `Traceback (most recent call last):
  File "/srv/job.py", line 14, in <module>
    client.set_secret("smtp-password", value)
azure.core.exceptions.ResourceExistsError: (Conflict) Secret smtp-password is currently in a deleted but recoverable state, and its name cannot be reused; in this state, the secret can only be recovered or purged.
Code: Conflict
Inner error: {
    "code": "ObjectIsDeletedButRecoverable"
}`,
  },
  {
    from: 'Python, expired secret of the app',
    cause: 'client-secret-expired',
    text: `azure.core.exceptions.ClientAuthenticationError: Authentication failed: AADSTS7000222: The provided client secret keys for app '7e7e7e7e-2222-4222-8222-333333333333' are expired. Visit the Azure portal to create new keys for your app. ${azure}
To mitigate this issue, please refer to the troubleshooting guidelines here at https://aka.ms/azsdk/python/identity/clientsecretcredential/troubleshoot.`,
  },
  {
    from: 'Python, host name',
    cause: 'dns-vault-not-found',
    text: `azure.core.exceptions.ServiceRequestError: <urllib3.connection.HTTPSConnection object at 0x7f1c>: Failed to resolve 'jobs-kv.vault.azure.net' ([Errno -2] Name or service not known)`,
  },
  {
    from: 'Python, metadata service',
    cause: 'imds-unreachable',
    text: `azure.identity._exceptions.CredentialUnavailableError: ManagedIdentityCredential authentication unavailable, no response from the IMDS endpoint.`,
  },
  {
    from: 'Python, plain http',
    cause: 'http-not-https',
    text: `azure.core.exceptions.ServiceRequestError: Bearer token authentication is not permitted for non-TLS protected (non-https) URLs.`,
  },
  // Go
  {
    from: 'Go, firewall',
    cause: 'firewall-ip-not-allowed',
    text: `GET https://fleet-kv.vault.azure.net/secrets/db/
--------------------------------------------------------------------------------
RESPONSE 403: 403 Forbidden
ERROR CODE: Forbidden
--------------------------------------------------------------------------------
{
  "error": {
    "code": "Forbidden",
    "message": "Client address is not authorized and caller is not a trusted service.\\r\\nClient address: 198.51.100.24\\r\\nCaller: ${caller}\\r\\nVault: fleet-kv;location=germanywestcentral",
    "innererror": {
      "code": "ForbiddenByFirewall"
    }
  }
}
--------------------------------------------------------------------------------`,
  },
  {
    from: 'Go, managed identity',
    cause: 'managed-identity-not-assigned',
    text: `ManagedIdentityCredential authentication failed. The requested identity isn't assigned to this resource
GET http://169.254.169.254/metadata/identity/oauth2/token
--------------------------------------------------------------------------------
RESPONSE 400 Bad Request
--------------------------------------------------------------------------------
{
  "error": "invalid_request",
  "error_description": "Identity not found"
}`,
  },
  {
    from: 'Go, another cloud',
    cause: 'wrong-cloud',
    text: `could not get secret: keyvault.BaseClient#GetSecret: Failure responding to request: StatusCode=401 -- Original Error: autorest/azure: Service returned an error. Status=401 Code="Unauthorized" Message="AKV10022: Invalid audience. Expected https://vault.azure.cn, found: https://vault.azure.net."`,
  },
  {
    from: 'Go, dial',
    cause: 'dns-vault-not-found',
    text: `Get "https://fleet-kv-old.vault.azure.net/secrets/db/?api-version=7.6": dial tcp: lookup fleet-kv-old.vault.azure.net on 10.0.0.10:53: no such host`,
  },
  // az
  {
    from: 'az, key vault roles',
    cause: 'rbac-role-missing',
    text: `(Forbidden) Caller is not authorized to perform action on resource.
If role assignments, deny assignments or role definitions were changed recently, please observe propagation time.
Caller: ${caller}
Action: 'Microsoft.KeyVault/vaults/keys/read'
Resource: '/subscriptions/s/resourcegroups/g/providers/microsoft.keyvault/vaults/fleet-kv/keys'
Assignment: (not found)
DenyAssignmentId: null
DecisionReason: 'DeniedWithNoValidRBAC'
Vault: fleet-kv;location=germanywestcentral
Code: Forbidden
Message: Caller is not authorized to perform action on resource.
Inner error: {
    "code": "ForbiddenByRbac"
}`,
  },
  {
    from: 'az, second factor',
    cause: 'mfa-required',
    text: `AADSTS50076: Due to a configuration change made by your administrator, or because you moved to a new location, you must use multi-factor authentication to access 'cfa8b339-82a2-471a-a3c9-0fc0be7a4093'. ${azure}
Interactive authentication is needed. Please run:
az login --scope https://vault.azure.net/.default`,
  },
  {
    from: 'az, conditional access',
    cause: 'conditional-access-blocked',
    text: `AADSTS53003: Access has been blocked by Conditional Access policies. The access policy does not allow token issuance. ${azure}`,
  },
  {
    from: 'az, managed HSM',
    cause: 'mhsm-local-rbac',
    text: `(AccessDenied) Not authorized to access Microsoft.KeyVault/managedHsm/keys/create on /keys/root. Caller: ${oid}`,
  },
  {
    from: 'az, management plane',
    cause: 'control-plane-denied',
    text: `(AuthorizationFailed) The client 'dev@contoso.example' with object id '${oid}' does not have authorization to perform action 'Microsoft.KeyVault/vaults/accessPolicies/write' over scope '/subscriptions/s/resourceGroups/g/providers/Microsoft.KeyVault/vaults/fleet-kv/accessPolicies/add' or the scope is invalid. If access was recently granted, please refresh your credentials.
Code: AuthorizationFailed`,
  },
  {
    from: 'az, proxy',
    cause: 'proxy-or-tls-interception',
    text: `HTTPSConnectionPool(host='fleet-kv.vault.azure.net', port=443): Max retries exceeded with url: /secrets/a/?api-version=7.4 (Caused by SSLError(SSLCertVerificationError(1, '[SSL: CERTIFICATE_VERIFY_FAILED] certificate verify failed: self-signed certificate in certificate chain (_ssl.c:1006)')))
Certificate verification failed. This typically happens when using Azure CLI behind a proxy that intercepts traffic with a self-signed certificate.`,
  },
  // Terraform
  {
    from: 'Terraform, roles in a box',
    cause: 'rbac-role-missing',
    text: `╷
│ Error: checking for presence of existing Secret "db" (Key Vault "https://tf-kv.vault.azure.net/"): keyvault.BaseClient#GetSecret: Failure responding to request: StatusCode=403 -- Original Error: autorest/azure: Service returned an error. Status=403 Code="Forbidden" Message="Caller is not authorized to perform action on resource.\\r\\nIf role assignments, deny assignments or role definitions were changed recently, please observe propagation time.\\r\\nCaller: ${caller}\\r\\nAction: 'Microsoft.KeyVault/vaults/secrets/getSecret/action'\\r\\nAssignment: (not found)\\r\\nDenyAssignmentId: null\\r\\nDecisionReason: 'DeniedWithNoValidRBAC' \\r\\nVault: tf-kv;location=uksouth\\r\\n" InnerError={"code":"ForbiddenByRbac"}
│
│   with azurerm_key_vault_secret.db,
│   on main.tf line 12, in resource "azurerm_key_vault_secret" "db":
╵`,
  },
  {
    from: 'Terraform, recovering',
    cause: 'recover-in-progress',
    text: `Error: purging of Secret "db" (Key Vault "https://tf-kv.vault.azure.net/"): keyvault.BaseClient#PurgeDeletedSecret: Failure responding to request: StatusCode=409 -- Original Error: autorest/azure: Service returned an error. Status=409 Code="Conflict" Message="Secret is currently being deleted." InnerError={"code":"ObjectIsBeingDeleted"}`,
  },
  {
    from: 'Terraform, name in DNS',
    cause: 'dns-vault-not-found',
    text: `│ Error: making Read request on Azure KeyVault Secret db: keyvault.BaseClient#GetSecret: Failure sending request: StatusCode=0 -- Original Error: dial tcp: lookup tf-kv.vault.azure.net: no such host`,
  },
  // Kubernetes
  {
    from: 'External Secrets Operator, policy',
    cause: 'access-policy-missing',
    text: `{"level":"error","ts":1767225600.1,"logger":"controllers.ExternalSecret","msg":"could not reconcile ExternalSecret","ExternalSecret":"shop/db","SecretStore":"shop/store","error":"could not get secret data from provider: key \\"db\\" from ExternalSecret \\"db\\": keyvault.BaseClient#GetSecret: Failure responding to request: StatusCode=403 -- Original Error: autorest/azure: Service returned an error. Status=403 Code=\\"Forbidden\\" Message=\\"The user, group or application '${caller}' does not have secrets get permission on key vault 'shop-kv;location=francecentral'.\\" InnerError={\\"code\\":\\"AccessDenied\\"}"}`,
  },
  {
    from: 'External Secrets Operator, on-behalf-of',
    cause: 'access-policy-obo-required',
    text: `E0203 04:05:06.265664       1 worker.go:106] failed to get secret, error: keyvault.BaseClient#GetSecret: Failure responding to request: StatusCode=403 -- Original Error: autorest/azure: Service returned an error. Status=403 Code="Forbidden" Message="The policy requires the caller '${caller}' to use on-behalf-of (OBO) flow. For more information on OBO, please see https://go.microsoft.com/fwlink/?linkid=2152310" InnerError={"code":"ForbiddenByPolicy"}`,
  },
  {
    from: 'CSI driver, identity of the pod',
    cause: 'federated-credential-mismatch',
    text: `  Warning  FailedMount  2m23s (x10 over 18m)  kubelet  MountVolume.SetUp failed for volume "secrets" : rpc error: code = Unknown desc = failed to mount secrets store objects for pod shop/web, err: rpc error: code = Unknown desc = failed to mount objects, error: failed to get keyvault client: failed to acquire token: FromAssertion(): http call(https://login.microsoftonline.com/5a5a5a5a-3333-4333-8333-444444444444/oauth2/v2.0/token)(POST) error: reply status code was 401: {"error":"invalid_client","error_description":"AADSTS70021: No matching federated identity record found for presented assertion. Assertion Issuer: 'https://oidc.example/'. ${azure}","error_codes":[70021]}`,
  },
  {
    from: 'CSI driver, wrong kind of object',
    cause: null,
    text: `E0729 18:51:37.409343       1 utils.go:79] GRPC error: failed to mount secrets store objects for pod shop/web, err: rpc error: code = Unknown desc = failed to mount objects, error: failed to get objectType:configmap, objectName:x: Invalid vaultObjectTypes. Should be secret, key, or cert`,
  },
  {
    from: 'CSI driver, provider is not installed',
    cause: null,
    text: `Warning  FailedMount  85s (x10 over 5m)  kubelet  MountVolume.SetUp failed for volume "secrets" : rpc error: code = Unknown desc = failed to mount secrets store objects for pod shop/web, err: failed to find provider binary azure, err: stat /etc/kubernetes/secrets-store-csi-providers/azure/provider-azure: no such file or directory`,
  },
  {
    from: 'CSI driver, identity agent without a reason',
    cause: null,
    text: `MountVolume.SetUp failed for volume "secrets" : rpc error: code = Unknown desc = failed to mount objects, error: failed to get keyvault client: failed to get authorizer for keyvault client: nmi response failed with status code: 404, response body: getting assigned identities for pod shop/web in CREATED state failed after 16 attempts. Check MIC pod logs for identity assignment errors`,
  },
  // Portal, pipelines, PowerShell
  {
    from: 'portal, secrets of a vault with roles',
    cause: null,
    text: `The operation is not allowed by RBAC. If role assignments were recently changed, please wait several minutes for role assignments to become effective.`,
  },
  {
    from: 'portal, access policies',
    cause: null,
    text: `You are unauthorized to view these contents.`,
  },
  {
    from: 'portal, firewall',
    cause: null,
    text: `This key vault has restricted network access. Firewall is turned on and your client IP address is not authorized to access this key vault.`,
  },
  {
    from: 'Azure DevOps, task',
    cause: 'access-policy-missing',
    text: `##[error]db: "Access denied to the secret. The user, group or application '${caller}' does not have secrets get permission on key vault 'pipe-kv;location=westeurope'. The specified Azure service connection needs to have Get, List secret management permissions on the selected key vault."`,
  },
  {
    from: 'PowerShell',
    cause: 'firewall-ip-not-allowed',
    text: `Get-AzKeyVaultSecret: Operation returned an invalid status code 'Forbidden'
Code: Forbidden
Message: Client address is not authorized and caller is not a trusted service.
Client address: 192.0.2.44
Caller: ${caller}
Vault: ps-kv;location=westeurope`,
  },
  {
    from: 'PowerShell without a reason',
    cause: null,
    text: `Get-AzKeyVaultSecret: Operation returned an invalid status code 'Forbidden'`,
  },
  {
    from: 'GitHub Actions, federation',
    cause: 'federated-credential-mismatch',
    text: `Error: AADSTS700213: No matching federated identity record found for presented assertion subject 'repo:contoso/shop:ref:refs/heads/feature'. Check your federated identity credential Subject, Audience and Issuer against the presented assertion. ${azure}
Error: Login failed with Error: The process '/usr/bin/az' failed with exit code 1.`,
  },
  {
    from: 'Functions, reference',
    cause: 'platform-reference-denied',
    text: `Reference Details\nStatus: AccessToKeyVaultDenied\nError details: Unable to resolve setting: Db with error: AccessToKeyVaultDenied. Reference was not able to be resolved because site was denied access to Key Vault reference's vault.`,
  },
  {
    from: 'a body of Entra ID with quotes in it',
    cause: 'consent-missing',
    text: '{"error":"invalid_grant","error_description":"The user has not consented to \\"Shop\\".","error_codes":[65001],"suberror":"consent_required"}',
  },
  {
    from: 'a body of .NET’s serializer',
    cause: 'rbac-role-missing',
    text: 'Response: {"error":{"code":"Forbidden","message":"Caller is not authorized.\\r\\nAction: \\u0027Microsoft.KeyVault/vaults/secrets/setSecret/action\\u0027\\r\\nAssignment: (not found)\\r\\nDenyAssignmentId: null\\r\\nVault: a;location=b"}}',
  },
  {
    from: 'Python, a name that cannot be one',
    cause: 'malformed-request-path',
    text: 'azure.core.exceptions.HttpResponseError: (BadParameter) The request URI contains an invalid name: smtp_password\nCode: BadParameter',
  },
  {
    from: '.NET Framework, host name',
    cause: 'dns-vault-not-found',
    text: "System.Net.WebException: The remote name could not be resolved: 'old-kv.vault.azure.net'",
  },
  {
    from: 'Java, no way through',
    cause: 'net-connect-timeout',
    text: 'java.net.SocketTimeoutException: connect timed out\n\tat com.azure.security.keyvault.secrets.SecretClient.getSecret(SecretClient.java:303)',
  },
  {
    from: 'Bicep, a vault of that name was deleted',
    cause: 'soft-deleted-conflict',
    text: '{"code":"ConflictError","message":"A vault with the same name already exists in deleted state. You need to either recover or purge existing key vault. Follow this link https://go.microsoft.com/fwlink/?linkid=2149745 for more information on soft delete."}',
  },
  {
    from: 'Bicep, somebody else’s name',
    cause: null,
    text: 'Code="VaultAlreadyExists" Message="The vault name is already in use. Vault names are globally unique so it is possible that the name is already taken."',
  },
  {
    from: 'az, nobody is signed in',
    cause: null,
    text: "ERROR: Please run 'az login' to setup account.",
  },
];
