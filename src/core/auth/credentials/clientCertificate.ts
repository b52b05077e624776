import type { CredentialConfig } from '../../model/vault.ts';
import { certificateRequest } from './clientAssertion.ts';
import type { Credential } from './credential.ts';
import { requestToken } from './requestToken.ts';
import { credentialOfLink, unavailable } from './tokenLink.ts';

/** An app registration with a certificate. Its stored secret is the password of the file, where that has one. */
export function clientCertificate(config: CredentialConfig): Credential {
  const { name, clientId, certificateFile, sendCertificateChain } = config;
  return credentialOfLink(config, {
    name: 'ClientCertificateCredential',
    async getToken(ask, doors, signal) {
      if (!clientId) return unavailable(`The credential ${name} has no clientId.`);
      if (!certificateFile) return unavailable(`The credential ${name} has no certificateFile.`);
      const password = async (): Promise<string | undefined> => (await doors.secret(name))?.reveal();
      const login = { credential: name, clientId, file: certificateFile, withChain: sendCertificateChain === true, password };
      const made = await certificateRequest(login, ask, doors);
      signal.throwIfAborted();
      return made.kind === 'blocked' ? made : requestToken(made.request, doors, signal);
    },
  });
}
