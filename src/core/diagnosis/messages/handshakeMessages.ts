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
  'challenge-unusable': {
    title: 'The challenge names nothing that a token could be asked for',
    explanation:
      '{message|The challenge lacks a tenant, or its resource is no URL.} A vault’s challenge names an authority with a tenant, and a resource that is an absolute URL; without them no client can ask for the right token.',
    fix: '1. Read WWW-Authenticate in the details of the first call.\n2. Check the vault URL: a gateway or an emulator may have answered in the vault’s place.\n3. To ask for a token without the challenge: # @flow rest, with # @resource and # @tenant.',
    links: ['authentication'],
  },
  'authority-not-allowed': {
    title: 'The authority is none that a credential may go to',
    explanation:
      '{message|The authority is on no cloud’s list.} A credential goes to the authorities of the Azure clouds and to the one in its own settings, never to another one that a challenge names: else any host could have it sent to itself.',
    fix: '1. Check the vault URL: a host that is no vault can answer with such a challenge.\n2. With AD FS or Azure Stack Hub: in the setting kvhttp.credentials, set the authority of the credential to its https URL.\n3. If AZURE_AUTHORITY_HOST is set, it must be an https URL without a user name.',
    links: ['authentication', 'credentialChains'],
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
