/** Official pages, by a short name of ours. */
export const links = {
  authentication: {
    title: 'Authentication, requests and responses (Azure Key Vault)',
    url: 'https://learn.microsoft.com/azure/key-vault/general/authentication-requests-and-responses',
  },
  errorCodes: {
    title: 'Azure Key Vault REST API error codes',
    url: 'https://learn.microsoft.com/azure/key-vault/general/rest-error-codes',
  },
  logging: { title: 'Azure Key Vault logging', url: 'https://learn.microsoft.com/azure/key-vault/general/logging' },
  rbac: {
    title: 'Provide access to Key Vault keys, certificates, and secrets with Azure role-based access control',
    url: 'https://learn.microsoft.com/azure/key-vault/general/rbac-guide',
  },
  rbacMigration: {
    title: 'Migrate from vault access policy to an Azure role-based access control permission model',
    url: 'https://learn.microsoft.com/azure/key-vault/general/rbac-migration',
  },
  accessPolicy: {
    title: 'Assign a Key Vault access policy',
    url: 'https://learn.microsoft.com/azure/key-vault/general/assign-access-policy',
  },
  rbacTrouble: { title: 'Troubleshoot Azure RBAC', url: 'https://learn.microsoft.com/azure/role-based-access-control/troubleshooting' },
  deny: { title: 'Understand Azure deny assignments', url: 'https://learn.microsoft.com/azure/role-based-access-control/deny-assignments' },
  pim: {
    title: 'Activate Azure resource roles in Privileged Identity Management',
    url: 'https://learn.microsoft.com/entra/id-governance/privileged-identity-management/pim-resource-roles-activate-your-roles',
  },
  network: {
    title: 'Configure network security for Azure Key Vault',
    url: 'https://learn.microsoft.com/azure/key-vault/general/network-security',
  },
  firewall: {
    title: 'Access Azure Key Vault behind a firewall',
    url: 'https://learn.microsoft.com/azure/key-vault/general/access-behind-firewall',
  },
  trusted: {
    title: 'Virtual network service endpoints for Azure Key Vault: trusted services',
    url: 'https://learn.microsoft.com/azure/key-vault/general/overview-vnet-service-endpoints',
  },
  privateLink: {
    title: 'Integrate Key Vault with Azure Private Link',
    url: 'https://learn.microsoft.com/azure/key-vault/general/private-link-service',
  },
  privateLinkTrouble: {
    title: 'Diagnose private links configuration issues on Azure Key Vault',
    url: 'https://learn.microsoft.com/azure/key-vault/general/private-link-diagnostics',
  },
  softDelete: {
    title: 'Azure Key Vault soft-delete overview',
    url: 'https://learn.microsoft.com/azure/key-vault/general/soft-delete-overview',
  },
  throttling: {
    title: 'Azure Key Vault throttling guidance',
    url: 'https://learn.microsoft.com/azure/key-vault/general/overview-throttling',
  },
  objects: {
    title: 'Azure Key Vault keys, secrets and certificates overview',
    url: 'https://learn.microsoft.com/azure/key-vault/general/about-keys-secrets-certificates',
  },
  keys: { title: 'About keys (Azure Key Vault)', url: 'https://learn.microsoft.com/azure/key-vault/keys/about-keys-details' },
  rest: { title: 'Azure Key Vault REST API reference', url: 'https://learn.microsoft.com/rest/api/keyvault/' },
  hsm: { title: 'Access control for Managed HSM', url: 'https://learn.microsoft.com/azure/key-vault/managed-hsm/access-control' },
  hsmRoles: {
    title: 'Local RBAC built-in roles for Managed HSM',
    url: 'https://learn.microsoft.com/azure/key-vault/managed-hsm/built-in-roles',
  },
  entraErrors: {
    title: 'Microsoft Entra authentication and authorization error codes',
    url: 'https://learn.microsoft.com/entra/identity-platform/reference-error-codes',
  },
  accessTokens: {
    title: 'Access tokens in the Microsoft identity platform',
    url: 'https://learn.microsoft.com/entra/identity-platform/access-tokens',
  },
  clientCredentials: {
    title: 'Microsoft identity platform and the OAuth 2.0 client credentials flow',
    url: 'https://learn.microsoft.com/entra/identity-platform/v2-oauth2-client-creds-grant-flow',
  },
  appCredentials: {
    title: 'Add and manage application credentials in Microsoft Entra ID',
    url: 'https://learn.microsoft.com/entra/identity-platform/how-to-add-credentials',
  },
  federation: { title: 'Workload identity federation', url: 'https://learn.microsoft.com/entra/workload-id/workload-identity-federation' },
  consent: {
    title: 'Overview of permissions and consent in the Microsoft identity platform',
    url: 'https://learn.microsoft.com/entra/identity-platform/permissions-consent-overview',
  },
  conditionalAccess: {
    title: 'What is Conditional Access in Microsoft Entra ID?',
    url: 'https://learn.microsoft.com/entra/identity/conditional-access/overview',
  },
  claimsChallenge: {
    title: 'Claims challenges, claims requests, and client capabilities',
    url: 'https://learn.microsoft.com/entra/identity-platform/claims-challenge',
  },
  managedIdentity: {
    title: 'How to use managed identities for Azure resources on an Azure VM to acquire an access token',
    url: 'https://learn.microsoft.com/entra/identity/managed-identities-azure-resources/how-to-use-vm-token',
  },
  appServiceIdentity: {
    title: 'How to use managed identities for App Service and Azure Functions',
    url: 'https://learn.microsoft.com/azure/app-service/overview-managed-identity',
  },
  appServiceReferences: {
    title: 'Use Key Vault references as app settings in App Service and Azure Functions',
    url: 'https://learn.microsoft.com/azure/app-service/app-service-key-vault-references',
  },
  credentialChains: {
    title: 'Credential chains in the Azure Identity client library',
    url: 'https://learn.microsoft.com/dotnet/azure/sdk/authentication/credential-chains',
  },
  clouds: { title: 'National clouds', url: 'https://learn.microsoft.com/entra/identity-platform/authentication-national-cloud' },
  resourceProviders: {
    title: 'Azure resource providers and types',
    url: 'https://learn.microsoft.com/azure/azure-resource-manager/management/resource-providers-and-types',
  },
  cliProxy: {
    title: 'Use the Azure CLI successfully: work behind a proxy',
    url: 'https://learn.microsoft.com/cli/azure/use-azure-cli-successfully-troubleshooting',
  },
  http: { title: 'RFC 9110, HTTP Semantics', url: 'https://www.rfc-editor.org/rfc/rfc9110' },
  http1: { title: 'RFC 9112, HTTP/1.1', url: 'https://www.rfc-editor.org/rfc/rfc9112' },
  tls: { title: 'RFC 8446, TLS 1.3', url: 'https://www.rfc-editor.org/rfc/rfc8446' },
} as const;

export type LinkName = keyof typeof links;
