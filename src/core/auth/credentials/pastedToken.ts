import { Secret } from '../../model/secret.ts';
import type { CredentialConfig } from '../../model/vault.ts';
import type { Credential } from './credential.ts';

/** A token that the user pasted: sent as it is, whatever the vault asks for. */
export function pastedToken(config: CredentialConfig): Credential {
  const { name, tenantId, authority } = config;
  return {
    cacheId: JSON.stringify(['pastedToken', name]),
    name,
    kind: 'pastedToken',
    tenantId,
    authority,
    // A pasted token is what it is.
    scopesOverride: undefined,
    cacheable: false,
    async getToken(_ask, doors) {
      const stored = await doors.secret(name);
      const text =
        stored
          ?.reveal()
          .trim()
          .replace(/^bearer\s/i, '')
          .trim() ?? '';
      if (text === '') return { kind: 'blocked', code: 'secret-missing', message: `No token is stored for the credential ${name}.` };
      if (!/^[\x21-\x7e]+$/.test(text)) {
        return { kind: 'blocked', code: 'credential-failed', message: `What is stored for the credential ${name} cannot be a token.` };
      }
      doors.record({ kind: 'note', note: { kind: 'credential', credential: name, text: 'gave the pasted token', ms: null, ok: true } });
      return { kind: 'token', token: { token: new Secret(text), expiresAt: null, refreshAt: null } };
    },
  };
}
