// @ts-check
import { Agent } from 'node:https';
import { ClientSecretCredential } from '@azure/identity';
import { SecretClient } from '@azure/keyvault-secrets';

/** @typedef {import('../../src/core/model/embeddedVault.ts').EmbeddedVaultInfo} EmbeddedVaultInfo */

/**
 * Clients of the Azure SDK that reach the embedded vault, with a record of what they sent: `challenge`, `token` or `request` with the status.
 * @param {EmbeddedVaultInfo} info
 */
export function sdkClients(info) {
  /** @type {string[]} */
  const calls = [];
  const agent = new Agent({
    keepAlive: true,
    ca: info.caCertificate,
    lookup: (_name, options, done) => (options.all ? done(null, [{ address: '127.0.0.1', family: 4 }]) : done(null, '127.0.0.1', 4)),
  });
  /** @type {import('@azure/core-rest-pipeline').PipelinePolicy} */
  const recorder = {
    name: 'recorder',
    async sendRequest(request, next) {
      request.agent = agent;
      const response = await next(request);
      const isToken = new URL(request.url).pathname.endsWith('/token');
      // The SDK also looks the tenant up; those calls are no part of the sequence.
      if (isToken || !new URL(request.url).pathname.includes('openid-configuration')) {
        calls.push(`${isToken ? 'token' : request.headers.has('authorization') ? 'request' : 'challenge'} ${response.status}`);
      }
      return response;
    },
  };
  /** @type {{ policy: typeof recorder, position: 'perRetry' }[]} */
  const additionalPolicies = [{ policy: recorder, position: 'perRetry' }];
  const [app] = info.clients;
  if (app === undefined) throw new Error('the embedded tenant has no app');
  return {
    calls,
    /** Forgets the record. */
    clear: () => calls.splice(0),
    /** A credential with an empty token cache. */
    credential: () =>
      new ClientSecretCredential(info.tenantId, app.clientId, app.clientSecret, {
        authorityHost: info.authority,
        disableInstanceDiscovery: true,
        additionalPolicies,
      }),
    /**
     * @param {string} url
     * @param {import('@azure/identity').TokenCredential} credential
     */
    client: (url, credential) =>
      new SecretClient(url, credential, {
        additionalPolicies,
        disableChallengeResourceVerification: true,
        retryOptions: { maxRetries: 0 },
      }),
    close: () => agent.destroy(),
  };
}
