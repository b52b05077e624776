import type { EntraService } from '../entra/entraService.ts';
import type { Incoming } from '../http/incoming.ts';
import { sampleManagedIdentity } from '../sampleIdentity.ts';
import { mintToken } from '../token/mintToken.ts';
import { draftToken } from '../token/tokenDraft.ts';

/** Tokens of managed identities live for a day. */
const lifetime = 86_399;

/** What every managed-identity endpoint answers, each in its own shape. Times are epoch seconds. */
export interface IdentityToken {
  readonly token: string;
  readonly expiresIn: number;
  readonly expiresOn: number;
  readonly notBefore: number;
}

/** The resource is not judged: the real endpoints take it literally as well. */
export async function mintIdentityToken(resource: string, service: EntraService): Promise<IdentityToken> {
  const now = Math.floor(service.doors.now() / 1000);
  const fresh = { ...draftToken(resource, service.tenantId, now * 1000), expiresAt: now + lifetime };
  const draft = service.run().scenario.token(fresh, now);
  return {
    token: await mintToken(service.keys, sampleManagedIdentity, draft),
    expiresIn: draft.expiresAt - now,
    expiresOn: draft.expiresAt,
    notBefore: draft.notBefore,
  };
}

/** Whether the identity that the query names, if it names one, is the one of this machine. */
export function isSampleIdentity(query: Incoming['query']): boolean {
  const { clientId, objectId, managedIdentity = '' } = sampleManagedIdentity;
  const own: Readonly<Record<string, string>> = {
    client_id: clientId,
    clientid: clientId,
    object_id: objectId,
    principal_id: objectId,
    msi_res_id: managedIdentity,
    mi_res_id: managedIdentity,
  };
  return Object.entries(own).every(([parameter, value]) => {
    const asked = query.get(parameter);
    return asked === null || asked.toLowerCase() === value.toLowerCase();
  });
}
