import type { CredentialConfig } from '../../model/vault.ts';
import { tokenRequest } from '../tokenRequest.ts';
import type { Credential, TokenResult } from './credential.ts';
import { requestToken } from './requestToken.ts';
import { cacheIdOf } from './tokenLink.ts';

/** An app registration with a client secret (RFC 6749 section 4.4). The secret is fetched for each token call and not kept. */
export function clientSecret(config: CredentialConfig): Credential {
  const { name, clientId, tenantId, authority, scopesOverride } = config;
  const missing = (message: string): TokenResult => ({ kind: 'blocked', code: 'secret-missing', message });
  return {
    cacheId: cacheIdOf(config),
    name,
    kind: 'clientSecret',
    tenantId,
    authority,
    scopesOverride,
    cacheable: true,
    async getToken(ask, doors, signal) {
      if (clientId === undefined || clientId === '') {
        return { kind: 'blocked', code: 'credential-missing', message: `The credential ${name} has no clientId.` };
      }
      const secret = await doors.secret(name);
      if (secret === undefined || secret.reveal() === '') return missing(`No client secret is stored for the credential ${name}.`);
      signal.throwIfAborted();
      return requestToken(tokenRequest(ask, clientId, { client_secret: secret.reveal() }), doors, signal);
    },
  };
}
