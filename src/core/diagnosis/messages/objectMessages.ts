import type { Message } from './message.ts';

export const objectMessages = {
  'secret-disabled': {
    title: 'The object is disabled',
    explanation: '{object|The object} exists, and the caller may use it, but its attribute enabled is false (or that of this version).',
    fix: '1. az keyvault secret set-attributes --vault-name <vault> --name <name> --enabled true (key and certificate have the same command).\n2. Or ask for another version: az keyvault secret list-versions --vault-name <vault> --name <name> -o table',
    links: ['objects'],
  },
  'object-not-found': {
    title: 'The object does not exist',
    explanation:
      'The vault let the call in and has no {object|object of this name or version} ({code|not found}). It may be deleted, in another vault, or of another kind.',
    fix: '1. az keyvault secret list --vault-name <vault> -o table\n2. Deleted? az keyvault secret list-deleted --vault-name <vault>, then az keyvault secret recover --vault-name <vault> --name <name>\n3. Without a version, the newest one is meant.',
    links: ['objects', 'softDelete'],
  },
  'soft-deleted-conflict': {
    title: 'The name is held by a deleted object',
    explanation:
      '{object|The name} belongs to an object that was deleted and can still be recovered; until it is purged, the name is taken.',
    fix: '1. Get it back: az keyvault secret recover --vault-name <vault> --name <name>\n2. Or give it up for good: az keyvault secret purge --vault-name <vault> --name <name> (needs the permission purge; not possible with purge protection).\n3. Or take another name.',
    links: ['softDelete'],
  },
  'recover-in-progress': {
    title: 'A delete, recover or purge of this object is still running',
    explanation: '{object|The object} is being changed; the service finishes in the background and refuses other calls until then.',
    fix: '1. Wait some seconds and repeat, with backoff.\n2. In Terraform and the like, wait until the deleted object is gone or back before the next step.',
    links: ['softDelete'],
  },
  'key-expired-or-not-yet-valid': {
    title: 'The key is outside its own dates',
    explanation:
      '{object|The key} has an exp in the past or an nbf in the future; sign, encrypt and wrap are refused then. Decrypt, unwrap and verify stay allowed; for secrets the dates are only informational.',
    fix: '1. See them: az keyvault key show --vault-name <vault> --name <key> --query attributes\n2. Rotate (az keyvault key rotate), or move the date: az keyvault key set-attributes --vault-name <vault> --name <key> --expires 2030-01-01T00:00:00Z',
    links: ['keys'],
  },
  throttled: {
    title: 'Too many calls',
    explanation:
      'The service answered 429 ({reason|its limit was reached}). Limits count per vault and region over ten seconds (4,000 secret calls, far fewer for keys), and per subscription.',
    fix: '1. Wait {response.header retry-after|1, 2, 4, 8, 16} s before the next try, longer each time.\n2. Cache secrets in the program; read them once, not per request.\n3. For keys, wrap a data key once instead of calling for every item; spread over vaults.\n4. See the load: az monitor metrics list --resource <vault resource id> --metric ServiceApiHit --interval PT1M',
    links: ['throttling'],
  },
  'api-version-unsupported': {
    title: 'The api-version is not known there',
    explanation:
      'The endpoint does not accept {api-version|this api-version} ({supported|see the message for one that it does}). Other clouds and Azure Stack Hub lag behind; the management plane has versions of its own.',
    fix: '1. Data plane: ?api-version=7.6 (7.1 on older stacks); management plane: 2023-07-01 or newer.\n2. In an SDK, set the client option serviceVersion.\n3. Versions of the provider: az provider show --namespace Microsoft.KeyVault --query "resourceTypes[?resourceType==\'vaults\'].apiVersions"',
    links: ['rest', 'resourceProviders'],
  },
  'service-transient-error': {
    title: 'The service had a fault',
    explanation: '{request.host|The service} answered {status|5xx}. Nothing in the request is shown to be wrong.',
    fix: '1. Repeat with backoff; SDKs do so three times by themselves.\n2. If it stays, look at the service health of the region and keep x-ms-request-id for support.',
    links: ['errorCodes'],
  },
} as const satisfies Record<string, Message>;
