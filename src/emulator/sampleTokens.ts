import type { EmbeddedVaultInfo } from '../core/model/embeddedVault.ts';
import { foreignTenantId, type SampleApp, sampleTenantId } from './sampleIdentity.ts';
import { mintToken } from './token/mintToken.ts';
import type { SigningKeys } from './token/signingKeys.ts';
import { draftToken } from './token/tokenDraft.ts';
import { vaultResource } from './vault/authenticate.ts';

const hour = 3600;
/** The ready-made tokens are given out once per start and must last as long as a working day. */
const dayLong = 24 * hour;

/** One token of each kind for the first app: `now` is epoch ms. */
export async function mintSampleTokens(keys: SigningKeys, app: SampleApp, now: number): Promise<EmbeddedVaultInfo['tokens']> {
  const seconds = Math.floor(now / 1000);
  const good = { ...draftToken(vaultResource, sampleTenantId, now), expiresAt: seconds + dayLong };
  const subject = { clientId: app.clientId, objectId: app.objectId, managedIdentity: undefined, proof: '1' } as const;
  const mint = (changes: Partial<typeof good>): Promise<string> => mintToken(keys, subject, { ...good, ...changes });
  const [valid, expired, notYetValid, trailingSlash, wrongAudience, foreign] = await Promise.all([
    mint({}),
    mint({ issuedAt: seconds - 2 * hour, notBefore: seconds - 2 * hour, expiresAt: seconds - hour }),
    mint({ issuedAt: seconds + dayLong, notBefore: seconds + dayLong, expiresAt: seconds + dayLong + hour }),
    mint({ audience: `${vaultResource}/` }),
    mint({ audience: 'https://management.azure.com/' }),
    mint({ tenantId: foreignTenantId }),
  ]);
  return { valid, expired, notYetValid, trailingSlash, wrongAudience, foreign };
}
