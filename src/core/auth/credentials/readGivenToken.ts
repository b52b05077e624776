import type { Secret } from '../../model/secret.ts';
import { decodeToken } from '../../token/decodeToken.ts';
import type { AccessToken } from '../readTokenResponse.ts';

/** A token that came without times beside it: its own `exp` counts. */
export function readGivenToken(token: Secret): AccessToken {
  const { exp } = decodeToken(token.reveal(), () => '', 'given').claims;
  return { token, expiresAt: typeof exp === 'number' ? exp : null, refreshAt: null };
}
