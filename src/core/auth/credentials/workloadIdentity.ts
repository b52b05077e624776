import type { CredentialConfig } from '../../model/vault.ts';
import { tokenRequest } from '../tokenRequest.ts';
import { assertionProof } from './clientAssertion.ts';
import { environmentAsk } from './environmentAsk.ts';
import { requestToken } from './requestToken.ts';
import { noteCredential, type TokenLink, unavailable } from './tokenLink.ts';

const mostBytes = 64 * 1024;

/**
 * A federated assertion from a file, as Kubernetes and pipelines write it. What the settings do not say comes from AZURE_CLIENT_ID,
 * AZURE_TENANT_ID and AZURE_FEDERATED_TOKEN_FILE. The file is read for each token call: its writer replaces it every hour.
 */
export function workloadIdentity(config: Partial<CredentialConfig>): TokenLink {
  const name = config.name ?? 'WorkloadIdentityCredential';
  return {
    name: 'WorkloadIdentityCredential',
    async getToken(ask, doors, signal) {
      const { machine } = doors;
      const clientId = config.clientId ?? machine.env('AZURE_CLIENT_ID');
      const file = config.federatedTokenFile ?? machine.env('AZURE_FEDERATED_TOKEN_FILE');
      const known = config.tenantId ?? machine.env('AZURE_TENANT_ID');
      const missing = [
        clientId === undefined ? 'AZURE_CLIENT_ID (or clientId)' : null,
        known === undefined && ask.tenant === null ? 'AZURE_TENANT_ID (or tenantId)' : null,
        file === undefined ? 'AZURE_FEDERATED_TOKEN_FILE (or federatedTokenFile)' : null,
      ].filter(each => each !== null);
      if (clientId === undefined || file === undefined || missing.length > 0) return unavailable(`not set: ${missing.join(', ')}`);
      const where = environmentAsk(ask, config.tenantId, doors);
      if (where.kind === 'blocked') return where;
      const bytes = await machine.readFile(file, mostBytes);
      const assertion = bytes === undefined ? '' : new TextDecoder().decode(bytes).trim();
      if (!/^[\x21-\x7e]+$/.test(assertion)) {
        const fault = bytes === undefined ? 'cannot be read' : assertion === '' ? 'is empty' : 'holds no token';
        noteCredential(doors, name, `the federated token file ${fault}`, false);
        return { kind: 'blocked', code: 'credential-failed', message: `The federated token file of ${name} ${fault}.` };
      }
      noteCredential(doors, name, 'read the federated token file', true);
      signal.throwIfAborted();
      return requestToken(tokenRequest(where.ask, clientId, assertionProof(doors, assertion)), doors, signal);
    },
  };
}
