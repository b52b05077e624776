import type { Message } from './message.ts';

export const entraMessages = {
  'client-secret-invalid': {
    title: 'The client secret is wrong',
    explanation:
      'Entra ID refused the token request (AADSTS7000215): the secret is not one of this application’s. Often the secret’s id was copied instead of its value, or an old value is still in a setting.',
    fix: '1. Make a new secret and copy its value at once: az ad app credential reset --id <client-id> --append\n2. Put it where the program reads it (AZURE_CLIENT_SECRET, or SecretStorage here: "Edit Vault").\n3. Restart what has the old value cached.',
    links: ['entraErrors', 'appCredentials'],
  },
  'client-secret-expired': {
    title: 'The client secret has expired',
    explanation:
      'Entra ID refused the token request (AADSTS7000222): all secrets of this application are past their end date. The vault’s 401 before it in a log is only the usual handshake.',
    fix: '1. See the dates: az ad app credential list --id <client-id> --query "[].{id:keyId,end:endDateTime}" -o table\n2. Make a new one: az ad app credential reset --id <client-id> --append\n3. Better, use a managed identity or federation: they have nothing that expires.',
    links: ['entraErrors', 'appCredentials', 'federation'],
  },
  'client-certificate-not-registered': {
    title: 'The signing certificate is not registered on the application',
    explanation:
      'Entra ID could not match the certificate that signed the client assertion (AADSTS700027) with one of the application’s keys: another certificate was used, or the new one was never uploaded.',
    fix: '1. Compare thumbprints: az ad app credential list --id <client-id> --cert -o table\n2. Add the certificate: az ad app credential reset --id <client-id> --cert @cert.pem --append',
    links: ['entraErrors', 'appCredentials'],
  },
  'assertion-expired': {
    title: 'The client assertion is out of its time range',
    explanation:
      'Entra ID refused the signed or federated assertion (AADSTS700024): {assertion.times|its time range does not hold now}. A stored assertion was used too long, or the file with the federated token is not read again.',
    fix: '1. Make the assertion anew for each token request; it should live about ten minutes.\n2. Kubernetes: read AZURE_FEDERATED_TOKEN_FILE each time, it is rotated; update the SDK if it caches the file.\n3. In a pipeline, get the id token shortly before it is used.',
    links: ['entraErrors', 'federation'],
  },
  'federated-credential-mismatch': {
    title: 'No federated credential fits the assertion',
    explanation:
      'Entra ID found no federated identity credential with this issuer, subject and audience ({code|AADSTS70021}). All three are compared exactly, upper and lower case included.',
    fix: '1. List what is registered: az identity federated-credential list --identity-name <identity> --resource-group <group> -o table (for an app: az ad app federated-credential list --id <client-id>)\n2. Compare with iss, sub and aud of the assertion; the audience is api://AzureADTokenExchange.\n3. Kubernetes: the issuer is az aks show -n <cluster> -g <group> --query oidcIssuerProfile.issuerUrl, the subject system:serviceaccount:<namespace>:<name>.',
    links: ['federation', 'entraErrors'],
  },
  'app-not-in-tenant': {
    title: 'The application does not exist in that tenant',
    explanation:
      'Entra ID does not know the client id in the tenant that was asked (AADSTS700016): a wrong client id, a wrong tenant, or the app was never installed there.',
    fix: '1. Find the app: az ad sp show --id <client-id> --query appOwnerOrganizationId\n2. Correct AZURE_CLIENT_ID or AZURE_TENANT_ID.\n3. For an app of several tenants, an administrator must consent in this one first.',
    links: ['entraErrors', 'consent'],
  },
  'tenant-not-found': {
    title: 'The authority names no tenant',
    explanation:
      'Entra ID does not know the tenant {tenant|in the authority’s path} (AADSTS90002). If it is empty or a path word such as token or secrets, the address was put together wrongly or a variable is not set.',
    fix: '1. Look at the token endpoint’s address: https://login.microsoftonline.com/<tenant-id>/oauth2/v2.0/token\n2. Set AZURE_TENANT_ID: az account show --query tenantId -o tsv\n3. For another cloud, set its authority host.',
    links: ['entraErrors', 'clouds'],
  },
  'resource-principal-not-found': {
    title: 'The requested resource is no registered API',
    explanation:
      'The token request asked for {resource|a resource} and no service of that name exists in the tenant (AADSTS500011). Key Vault has one resource per cloud; a vault’s own URL or a misspelt host is none.',
    fix: '1. Public cloud: https://vault.azure.net; Azure Government: https://vault.usgovcloudapi.net; China: https://vault.azure.cn\n2. v2: put /.default behind it, once.',
    links: ['authentication', 'entraErrors'],
  },
  'privatelink-host-in-url': {
    title: 'The private-link alias was used as the vault’s URL',
    explanation:
      'The host {request.host|ends in privatelink.vaultcore.azure.net}. That alias exists for DNS alone; certificate, challenge and audience know the vault as <name>.vault.azure.net, also through a private endpoint.',
    fix: '1. Call https://<vault>.vault.azure.net; DNS leads to the private endpoint by itself.\n2. Check: nslookup <vault>.vault.azure.net must show the alias and a private address.',
    links: ['privateLink', 'privateLinkTrouble'],
  },
  'consent-missing': {
    title: 'Nobody has consented to this application’s access to Key Vault',
    explanation:
      'The application asks for the delegated permission user_impersonation on Azure Key Vault, and neither the user nor an administrator has agreed (AADSTS65001).',
    fix: '1. Add the permission: az ad app permission add --id <client-id> --api cfa8b339-82a2-471a-a3c9-0fc0be7a4093 --api-permissions f53da476-18e3-4152-8e01-aec403e6edc0=Scope\n2. Consent: az ad app permission admin-consent --id <client-id>',
    links: ['consent', 'entraErrors'],
  },
  'mfa-required': {
    title: 'A policy wants a second factor',
    explanation:
      'Entra ID gives no token without multi-factor authentication ({code|AADSTS50076}), and a flow without a person at the screen cannot do that.',
    fix: '1. Sign in interactively for this resource: az login --scope https://vault.azure.net/.default\n2. For a program, use a service principal or managed identity instead of a user.',
    links: ['conditionalAccess', 'entraErrors'],
  },
  'conditional-access-blocked': {
    title: 'Conditional Access refuses the token',
    explanation:
      'A policy of the tenant does not allow this sign-in ({code|AADSTS53003}): place, device, app or risk. The vault was never asked.',
    fix: '1. Entra admin center > Sign-in logs: find the correlation id, open the tab Conditional Access, see which policy failed.\n2. Meet it (managed device, allowed network), or have the policy’s owner exclude this workload.',
    links: ['conditionalAccess', 'entraErrors'],
  },
  'refresh-token-expired': {
    title: 'The cached sign-in is too old',
    explanation:
      'The refresh token was not used long enough, was revoked, or a policy limits its age ({code|AADSTS700082}). Nothing is wrong with the vault or the permissions.',
    fix: '1. Sign in again: az login --scope https://vault.azure.net/.default (azd auth login, Connect-AzAccount, or the editor’s account menu).\n2. For programs that run on their own, use a managed identity or service principal.',
    links: ['entraErrors', 'conditionalAccess'],
  },
  'personal-account': {
    title: 'A personal or guest account came through the wrong authority',
    explanation:
      'The account is a Microsoft account or of another directory, and the token was asked from an authority that does not know it as a member ({code|see the evidence}). Key Vault wants a token of the vault’s tenant.',
    fix: '1. Name the vault’s tenant: az login --tenant <tenant-id>\n2. In the editor or an SDK, set the credential’s tenantId; "common" and "consumers" do not do.\n3. Check that the account is a member or guest of that tenant.',
    links: ['entraErrors'],
  },
  'token-answer-unusable': {
    title: 'The token endpoint says yes and gives no token',
    explanation:
      '{request.host|The token endpoint} answered {status|200}, which promises an access_token of the type Bearer. Instead came {code|an answer without one}: {message|no token that can be sent}. Entra ID itself refuses with 400 or 401, so a gateway, an emulator or another identity provider made this answer.',
    fix: '1. Look at the body of the token call: is it of Entra ID at all?\n2. Check the authority of the credential (AZURE_AUTHORITY_HOST) and what kvhttp.connectTo makes of it.\n3. Compare with az account get-access-token --resource https://vault.azure.net --query tokenType',
    links: ['clientCredentials', 'entraErrors'],
  },
} as const satisfies Record<string, Message>;
