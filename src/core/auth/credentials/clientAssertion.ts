import type { WireRequest } from '../../model/wire.ts';
import { isAdfs } from '../authorities.ts';
import type { TokenAsk } from '../tokenAsk.ts';
import { tokenEndpoint, tokenRequest } from '../tokenRequest.ts';
import type { CredentialDoors, TokenResult } from './credential.ts';
import { noteCredential } from './tokenLink.ts';

/** The SDKs let an assertion live for ten minutes. */
const assertionSeconds = 600;

/** The certificate of an app registration. `password` is asked for only if the file wants one. */
export interface CertificateLogin {
  readonly credential: string;
  readonly clientId: string;
  readonly file: string;
  readonly withChain: boolean;
  password(): Promise<string | undefined>;
}

export type CertificateRequest = { readonly kind: 'request'; readonly request: WireRequest } | Extract<TokenResult, { kind: 'blocked' }>;

/** A token request with an assertion signed by the certificate's key (RFC 7523 section 2.2). */
export async function certificateRequest(login: CertificateLogin, ask: TokenAsk, doors: CredentialDoors): Promise<CertificateRequest> {
  const now = Math.floor(doors.now() / 1000);
  const { clientId, file, withChain } = login;
  const claims = { aud: tokenEndpoint(ask), iss: clientId, sub: clientId, nbf: now, iat: now, exp: now + assertionSeconds };
  const unsigned = { file, algorithm: isAdfs(ask.tenant) ? 'RS256' : 'PS256', withChain, claims } as const;
  let signed = await doors.machine.sign({ ...unsigned, password: null });
  if (signed.kind === 'password-wanted') {
    const password = await login.password();
    if (password === undefined || password === '')
      return blocked('secret-missing', 'The certificate file wants a password, and none is stored.');
    signed = await doors.machine.sign({ ...unsigned, password: doors.hide(password) });
  }
  if (signed.kind === 'password-wanted') return blocked('credential-failed', 'The password does not open the certificate file.');
  if (signed.kind === 'unusable') {
    noteCredential(doors, login.credential, signed.message, false);
    return blocked('credential-failed', `The certificate of the credential ${login.credential} cannot be used: ${signed.message}`);
  }
  const { subject, thumbprint, validFrom, validTo } = signed.certificate;
  const life = now * 1000 > validTo ? 'expired on' : now * 1000 < validFrom ? 'is not valid before' : 'valid until';
  const day = new Date(life === 'is not valid before' ? validFrom : validTo).toISOString().slice(0, 10);
  noteCredential(
    doors,
    login.credential,
    `signed an assertion with the certificate ${thumbprint} (${subject}), ${life} ${day}`,
    life === 'valid until',
  );
  return { kind: 'request', request: tokenRequest(ask, clientId, assertionProof(doors, signed.assertion)) };
}

/** The form fields of an assertion; it is a credential while it lives. */
export function assertionProof(doors: Pick<CredentialDoors, 'hide'>, assertion: string): Readonly<Record<string, string>> {
  return {
    client_assertion_type: 'urn:ietf:params:oauth:client-assertion-type:jwt-bearer',
    client_assertion: doors.hide(assertion).reveal(),
  };
}

const blocked = (code: 'secret-missing' | 'credential-failed', message: string): Extract<TokenResult, { kind: 'blocked' }> => ({
  kind: 'blocked',
  code,
  message,
});
