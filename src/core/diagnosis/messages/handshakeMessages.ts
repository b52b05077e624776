import type { Message } from './message.ts';

export const handshakeMessages = {
  'benign-challenge': {
    title: 'The first 401 is the usual handshake',
    explanation:
      'The client called without a token, and the vault answered 401 to say where a token comes from ({challenge.authority|the authority in its challenge}) and for what ({challenge.resource|the resource in its challenge}). No credential was sent with that call, so nothing was tried and nothing failed. One such 401 per client object is normal; one per request means that the client is built anew each time.',
    fix: 'Nothing to repair.\n1. Build one client and keep it: the challenge and the token are cached inside it.\n2. In an alert on 401s, leave out rows with operationName "Authentication" that a success of the same caller follows.',
    links: ['authentication', 'logging'],
  },
  'challenge-resource-mismatch': {
    title: 'The challenge names another domain than the one that was called',
    explanation:
      'The vault’s challenge asks for a token for {challenge.resource|another resource}, but the call went to {request.host|another host}. SDKs stop here on purpose: a token for one service must not be handed to a host of another.',
    fix: '1. Check the vault URL for a wrong or left-over host.\n2. With an emulator or Azure Stack Hub, where the names do differ, set the client option disableChallengeResourceVerification (DisableChallengeResourceVerification in .NET and Go) — for that host only.',
    links: ['authentication'],
  },
  'tenant-not-allowed-by-credential': {
    title: 'The credential may not ask the vault’s tenant for tokens',
    explanation:
      'The vault belongs to tenant {challenge.tenant|named in its challenge}, and the credential is bound to another one. The SDK stopped before any token request, to keep a foreign host from choosing the tenant.',
    fix: '1. If that tenant is right, set it as the credential’s tenantId, or add it to additionallyAllowedTenants (environment: AZURE_ADDITIONALLY_ALLOWED_TENANTS).\n2. If the "tenant" is a path word such as secrets, the authority in the challenge is wrong: check the vault URL or the emulator.\n3. With the Azure CLI: az login --tenant {challenge.tenant|<tenant-id>}',
    links: ['credentialChains', 'authentication'],
  },
  'missing-token': {
    title: 'The call carried no token, and the client never went on to get one',
    explanation:
      'The vault answered 401 because it saw no bearer token, and no token request followed. A client must read the challenge in WWW-Authenticate and call again with a token, or bring the token with the first call.',
    fix: '1. Send the header Authorization: Bearer <token>; check that nothing on the way (redirect, proxy, gateway) removes it.\n2. Get a token: az account get-access-token --resource https://vault.azure.net --query accessToken -o tsv\n3. In code, use an SDK client with a credential: it follows the challenge by itself.',
    links: ['authentication'],
  },
} as const satisfies Record<string, Message>;
