import type { Message } from './message.ts';

export const credentialMessages = {
  'managed-identity-not-assigned': {
    title: 'The managed identity is not assigned to this machine',
    explanation:
      'The metadata endpoint answers, and knows no such identity: none is assigned, or the client id names one that is assigned elsewhere.',
    fix: '1. See what is there: az vm identity show -g <group> -n <vm> (az webapp identity show …)\n2. Assign it: az vm identity assign -g <group> -n <vm> [--identities <resource-id>]\n3. Compare AZURE_CLIENT_ID with the identity’s client id.',
    links: ['managedIdentity', 'appServiceIdentity'],
  },
  'managed-identity-ambiguous': {
    title: 'Several user-assigned identities, and none was named',
    explanation:
      'The metadata endpoint cannot choose: this machine has several user-assigned identities and the request named none (client_id, object_id or msi_res_id).',
    fix: '1. Set AZURE_CLIENT_ID to the client id of the identity that has access to the vault.\n2. In code: new ManagedIdentityCredential({ clientId }) or DefaultAzureCredential with managedIdentityClientId.',
    links: ['managedIdentity'],
  },
  'imds-unreachable': {
    title: 'The metadata endpoint does not answer',
    explanation:
      'Nothing answered at 169.254.169.254 ({failure|no connection}). The address exists on Azure machines only; a proxy, a container network or a firewall rule may also stand before it.',
    fix: '1. Off Azure, use another credential: az login.\n2. On Azure: curl -H Metadata:true --noproxy "*" "http://169.254.169.254/metadata/instance?api-version=2021-02-01"\n3. Put 169.254.169.254 into NO_PROXY; in Kubernetes allow it in the network policy or use workload identity.',
    links: ['managedIdentity'],
  },
  'imds-wrong-endpoint': {
    title: 'The wrong metadata endpoint or protocol was used',
    explanation:
      'The request {request.url|} does not fit the place where it ran: App Service and Functions give their own address in IDENTITY_ENDPOINT, virtual machines use 169.254.169.254 with api-version 2018-02-01, other providers answer something else at that address.',
    fix: '1. App Service: check that IDENTITY_ENDPOINT and IDENTITY_HEADER are set (identity switched on) and let the SDK choose the endpoint.\n2. Update an SDK that does not know the host.\n3. Off Azure, use another credential.',
    links: ['appServiceIdentity', 'managedIdentity'],
  },
  'no-cached-token': {
    title: 'No usable token is in the cache, and "@token cached" forbids asking for one',
    explanation:
      'The request insists on a token that an earlier run left in the token cache. There is none for this credential, tenant and resource, or it has expired. Nothing was refused: no token was asked for, and the vault saw none.',
    fix: '1. Send a request without "# @token cached" first: its token stays in the cache until it expires.\n2. Or take the line "# @token cached" out.',
    links: ['authentication'],
  },
  'credential-unavailable': {
    title: 'The credential gave no token',
    explanation:
      'The vault wants a token, and its source could not be asked or had none: {message|see the timeline for what it said}. The 401 before it, if there is one, is the usual handshake.',
    fix: '1. Read what the source said, in the timeline.\n2. Sign in (az login, azd auth login, Connect-AzAccount), store the secret, or name what is missing in the setting kvhttp.credentials.\n3. Or take another credential: # @credential NAME.',
    links: ['credentialChains'],
  },
  'credential-chain-exhausted': {
    title: 'No credential of the chain could give a token',
    explanation:
      'DefaultAzureCredential tried its sources in order and none worked ({credentials|each with its own reason in the message}). The vault was never called with a token.',
    fix: '1. Decide which source should work here and read its line in the message; the others do not matter.\n2. On a developer’s machine: az login; in Azure: assign a managed identity; elsewhere: AZURE_TENANT_ID, AZURE_CLIENT_ID and AZURE_CLIENT_SECRET.\n3. Name that one credential in code instead of the chain.',
    links: ['credentialChains'],
  },
  'credential-chain-wrong-identity': {
    title: 'Another identity than meant got the token',
    explanation:
      'The token is of oid {caller.oid|unknown}, appid {caller.appid|unknown}; {expected|another identity} was meant. A chain takes the first source that works: an editor’s or CLI’s account may stand before the one you granted access to.',
    fix: '1. See who you are: az account show; az ad signed-in-user show --query id\n2. Name the credential in code, or choose it with AZURE_TOKEN_CREDENTIALS and AZURE_CLIENT_ID.\n3. Or grant access to the identity in the evidence.',
    links: ['credentialChains'],
  },
} as const satisfies Record<string, Message>;
