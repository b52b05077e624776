import type { TokenAsk } from '../tokenAsk.ts';
import { tokenRequest } from '../tokenRequest.ts';
import { certificateRequest } from './clientAssertion.ts';
import type { CredentialDoors } from './credential.ts';
import { environmentAsk } from './environmentAsk.ts';
import { requestToken } from './requestToken.ts';
import { type LinkResult, noteCredential, type TokenLink, unavailable } from './tokenLink.ts';

/** The variables of the SDKs' EnvironmentCredential: a client secret first, then a certificate. User and password are not taken: MFA ended them. */
export const environmentCredential: TokenLink = {
  name: 'EnvironmentCredential',
  async getToken(ask, doors, signal) {
    const { env } = doors.machine;
    const clientId = env('AZURE_CLIENT_ID');
    const tenant = env('AZURE_TENANT_ID');
    const missing = [clientId === undefined ? 'AZURE_CLIENT_ID' : null, tenant === undefined ? 'AZURE_TENANT_ID' : null];
    if (clientId === undefined || tenant === undefined) return unavailable(`not set: ${missing.filter(each => each !== null).join(', ')}`);
    const where = environmentAsk(ask, tenant, doors);
    return where.kind === 'blocked' ? where : askWith(clientId, where.ask, doors, signal);
  },
};

async function askWith(clientId: string, ask: TokenAsk, doors: CredentialDoors, signal: AbortSignal): Promise<LinkResult> {
  const { env } = doors.machine;
  const secret = env('AZURE_CLIENT_SECRET');
  if (secret !== undefined) {
    noteCredential(doors, 'EnvironmentCredential', `client secret of ${clientId} from AZURE_CLIENT_SECRET`, true);
    return requestToken(tokenRequest(ask, clientId, { client_secret: doors.hide(secret).reveal() }), doors, signal);
  }
  const file = env('AZURE_CLIENT_CERTIFICATE_PATH');
  if (file === undefined) return unavailable('not set: AZURE_CLIENT_SECRET or AZURE_CLIENT_CERTIFICATE_PATH');
  const made = await certificateRequest(
    {
      credential: 'EnvironmentCredential',
      clientId,
      file,
      withChain: /^(?:1|true)$/i.test(env('AZURE_CLIENT_SEND_CERTIFICATE_CHAIN') ?? ''),
      password: async () => env('AZURE_CLIENT_CERTIFICATE_PASSWORD'),
    },
    ask,
    doors,
  );
  signal.throwIfAborted();
  return made.kind === 'blocked' ? made : requestToken(made.request, doors, signal);
}
