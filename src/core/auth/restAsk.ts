import { chooseAuthority } from './authorities.ts';
import { type AskJudgement, badAuthority } from './challengeAsk.ts';
import type { Credential } from './credentials/credential.ts';
import type { FlowAsk } from './flowAsk.ts';
import { resourceOfScope } from './verifyChallenge.ts';
import { overridingScope, type WantedScope } from './wantedScope.ts';

/** How a plain REST client asks: with what it knows beforehand, the directives first, then the credential's scopes, then the vault's cloud. */
export function restAsk(ask: FlowAsk, credential: Credential): AskJudgement {
  const { request } = ask;
  const authority = chooseAuthority(credential.authority, ask.target, ask.embedded);
  if (authority === undefined) return badAuthority(credential);
  const wanted = directed(ask) ?? overridingScope(credential) ?? known(ask);
  if (wanted === undefined) {
    return {
      kind: 'blocked',
      code: 'request-invalid',
      text: `Nothing says which resource a token for ${ask.target.host} is for. Name it with # @resource.`,
    };
  }
  const tenant = request.tenant ?? ask.vaultTenant ?? credential.tenantId ?? null;
  return {
    kind: 'ask',
    ask: { authority, tenant, ...wanted, endpoint: request.tokenEndpoint, claims: null, cae: false },
    warnings: [],
  };
}

function directed({ request }: FlowAsk): WantedScope | undefined {
  const { resource, scope } = request;
  if (scope !== null) return { resource: resource ?? resourceOfScope(scope), scope };
  return resource === null ? undefined : { resource, scope: `${resource}/.default` };
}

function known(ask: FlowAsk): WantedScope | undefined {
  const resource = knownResource(ask);
  return resource === undefined ? undefined : { resource, scope: `${resource}/.default` };
}

function knownResource(ask: FlowAsk): string | undefined {
  const { cloud, service, embedded } = ask.target;
  if (embedded) return 'https://vault.azure.net';
  if (cloud === null) return undefined;
  switch (service) {
    case 'vault':
      return cloud.vaultResource;
    case 'hsm':
      return cloud.hsmResource ?? undefined;
    case 'management':
      return `https://${cloud.managementHosts[0]}`;
    default:
      return undefined;
  }
}
