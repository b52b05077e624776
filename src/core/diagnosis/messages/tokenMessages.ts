import type { Message } from './message.ts';

const askExactly =
  '1. v1 endpoint: resource={challenge.resource|https://vault.azure.net}; v2 endpoint: scope={challenge.resource|https://vault.azure.net}/.default (one slash).\n2. Check by hand: az account get-access-token --resource {challenge.resource|https://vault.azure.net} --query accessToken -o tsv, and decode aud.';

export const tokenMessages = {
  'wrong-audience-arm': {
    title: 'The token is for Azure Resource Manager, not for Key Vault',
    explanation:
      'The audience is {token.aud|https://management.azure.com}: that is the management plane (vault properties, access policies, network rules). Secrets, keys and certificates live on the data plane, which accepts only {challenge.resource|https://vault.azure.net}.',
    fix: `${askExactly}\n3. With the Azure CLI, plain "az account get-access-token" gives a management token: --resource is needed.`,
    links: ['authentication', 'errorCodes'],
  },
  'wrong-audience-trailing-slash': {
    title: 'The audience has one slash too many',
    explanation:
      'The token is for {token.aud|https://vault.azure.net/}; the vault compares with {challenge.resource|https://vault.azure.net} letter by letter. The token endpoint issues such a token without complaint, so the mistake shows only here.',
    fix: '1. Remove the slash at the end of the resource: {challenge.resource|https://vault.azure.net}\n2. With v2 the scope is {challenge.resource|https://vault.azure.net}/.default; a resource that already ends in a slash makes "//.default".\n3. Drop the cached token after the change.',
    links: ['authentication', 'errorCodes'],
  },
  'wrong-audience-vault-host': {
    title: 'The token was asked for the vault’s own URL',
    explanation:
      'The audience {token.aud|is the host of one vault}. Key Vault has one audience for all vaults of a cloud: {challenge.resource|https://vault.azure.net}. The vault’s name belongs only into the request’s URL.',
    fix: askExactly,
    links: ['authentication', 'errorCodes'],
  },
  'wrong-audience-spn-prefix': {
    title: 'The audience starts with "spn:"',
    explanation:
      'The token has the audience {token.aud|spn:cfa8b339-82a2-471a-a3c9-0fc0be7a4093}. A legacy form of the token endpoint writes the service’s application id with this prefix; the vault accepts the id without it, or its URL.',
    fix: '1. Ask with resource={challenge.resource|https://vault.azure.net} instead of spn:….\n2. Leave "api-version=1.0" out of the token endpoint’s address, or use the v2 endpoint with scope={challenge.resource|https://vault.azure.net}/.default.',
    links: ['authentication', 'errorCodes'],
  },
  'wrong-audience-graph': {
    title: 'The token is for Microsoft Graph',
    explanation:
      'The audience is {token.aud|https://graph.microsoft.com}. Graph is another API; Key Vault accepts only {challenge.resource|https://vault.azure.net}. A sign-in library that has Graph scopes by default is the usual reason.',
    fix: `${askExactly}\n3. One token serves one API: ask for the Key Vault scope in a call of its own.`,
    links: ['authentication', 'consent'],
  },
  'wrong-audience-other': {
    title: 'The token is for another API',
    explanation:
      'The audience is {token.aud|another API’s}. The host that was called accepts only {challenge.resource|the resource in its challenge}.',
    fix: askExactly,
    links: ['authentication', 'errorCodes'],
  },
  'wrong-cloud': {
    title: 'Host, audience and authority belong to different clouds',
    explanation:
      '{request.host|The host that was called} expects {challenge.resource|the audience of its own cloud}, and the token or its authority is of another cloud ({token.aud|see the evidence}). Azure public, Azure Government and Azure in China have separate directories, hosts and audiences.',
    fix: '1. Set the cloud of the tool: az cloud set --name AzureUSGovernment (or AzureChinaCloud, AzureCloud), then az login.\n2. In an SDK, set the authority host of the credential (AZURE_AUTHORITY_HOST=https://login.microsoftonline.us/ for Azure Government).\n3. Take the resource from the vault’s challenge, not from an example.',
    links: ['clouds', 'authentication'],
  },
  'wrong-tenant': {
    title: 'The token comes from a tenant that the vault does not trust',
    explanation:
      'The issuer is tenant {issuer.found|another than the vault’s}; the vault trusts {issuer.expected|the tenant in its challenge}. A vault accepts tokens of its own directory only, even where the same account is a guest in both.',
    fix: '1. Sign in there: az login --tenant {issuer.expected|<tenant-id-of-the-vault>}\n2. In code, set the credential’s tenantId (AZURE_TENANT_ID) to that tenant.\n3. If the subscription was moved to another directory, the vault still names the old tenant: az keyvault update --name {vault|<vault>} --set properties.tenantId=<new-tenant-id>',
    links: ['authentication', 'errorCodes'],
  },
  'wrong-vault-host': {
    title: 'The URL leads to somebody else’s vault',
    explanation:
      'The vault {request.host|that answered} trusts tenant {issuer.expected|of another owner}, not yours. Vault names are worldwide: an unset variable or a placeholder of an example ("undefined", "test", "your-vault") may well be a real vault.',
    fix: '1. Print the vault URL that the program really uses and compare it with az keyvault list --query "[].properties.vaultUri" -o tsv\n2. Set the missing variable or setting, and fail at start when it is empty.',
    links: ['authentication'],
  },
  'expired-token': {
    title: 'The token has expired',
    explanation:
      'The token was good until {token.exp|a time that has passed} (epoch seconds) and the server’s clock is past that. Tokens live about an hour; a client must renew, not keep one.',
    fix: '1. Get a new token: az account get-access-token --resource https://vault.azure.net\n2. In code, ask the credential before each call (it caches) instead of storing the token in a variable or a setting.\n3. In a # @token line, remove the pasted token.',
    links: ['accessTokens', 'authentication'],
  },
  'not-yet-valid-token': {
    title: 'The token is not valid yet',
    explanation:
      'The token may be used from {token.nbf|a time in the future} (epoch seconds), and the server’s clock has not reached that. The clock of the issuer and that of the service differ, or the token was made by hand.',
    fix: '1. Wait for the time in nbf, or ask for a new token.\n2. If the token comes from your own issuer or emulator, set its clock (w32tm /resync, or chronyc makestep).',
    links: ['accessTokens'],
  },
  'clock-skew': {
    title: 'A clock is off',
    explanation:
      'The times do not fit together: {assertion.times|the token is good by one clock and not by the other}. The service judges by its own clock ({response.header date|see the Date header}); a machine whose time or time zone is wrong makes or keeps tokens that are out of range.',
    fix: '1. Set the clock: w32tm /resync on Windows, sudo chronyc makestep on Linux; restart WSL or the container host after sleep.\n2. Make times in UTC: local time written as if it were UTC is off by the whole zone.\n3. Compare: curl -sI https://login.microsoftonline.com | grep -i ^date; date -u',
    links: ['accessTokens', 'entraErrors'],
  },
  'signing-key-unresolved': {
    title: 'The vault could not find the key that signed the token',
    explanation:
      'AKV10046 means that the vault did not know the signing key named in the token’s header at that moment. With a token of the right tenant and audience this passes by itself: it was seen region-wide and right after key roll-over.',
    fix: '1. Send the same request again after some seconds, with backoff; do not change the token.\n2. If it stays, check that the token really comes from Entra ID of the right cloud (iss) and was not altered.\n3. Look at the service health of the vault’s region.',
    links: ['errorCodes'],
  },
  'cae-claims-challenge': {
    title: 'The vault wants a fresh token with more claims',
    explanation:
      'The challenge says insufficient_claims: the session was revoked, a policy changed, or more proof is needed (continuous access evaluation). The token in the cache is refused although it has not expired.',
    fix: '1. Ask for a new token and pass the claims of the challenge on: {challenge.claims|the decoded claims}\n2. Current SDKs do this once by themselves; older ones must be updated.\n3. Azure CLI: az login --scope https://vault.azure.net/.default --claims-challenge <base64 from the header>',
    links: ['claimsChallenge'],
  },
  'vault-token-at-arm': {
    title: 'A Key Vault token was sent to Azure Resource Manager',
    explanation:
      'The audience is {token.aud|https://vault.azure.net}, the data plane. The call went to the management plane, which accepts {challenge.resource|https://management.azure.com} only.',
    fix: '1. v1 endpoint: resource=https://management.azure.com/; v2 endpoint: scope=https://management.azure.com/.default\n2. Or call the data plane: https://<vault>.vault.azure.net/secrets/<name>?api-version=7.6',
    links: ['authentication'],
  },
  'unreadable-token': {
    title: 'What was sent is no token that a vault can read',
    explanation:
      'Key Vault takes signed JSON Web Tokens of Entra ID. {token|The text in the Authorization header is none.} Tokens of other identity providers, tokens of personal accounts, refresh tokens and texts that were cut while copying look like this.',
    fix: '1. Get one by hand and compare: az account get-access-token --resource https://vault.azure.net --query accessToken -o tsv (it begins with eyJ and has two dots).\n2. Check where the program has its token from: the field access_token of the token endpoint’s answer, not refresh_token or id_token.\n3. Check that no variable, line break or length limit cuts it.',
    links: ['accessTokens', 'authentication'],
  },
} as const satisfies Record<string, Message>;
