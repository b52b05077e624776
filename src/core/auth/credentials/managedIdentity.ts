import type { CredentialConfig } from '../../model/vault.ts';
import type { WireRequest } from '../../model/wire.ts';
import type { SentCall } from '../flowPorts.ts';
import { readTokenResponse } from '../readTokenResponse.ts';
import type { TokenAsk } from '../tokenAsk.ts';
import { readArcKey } from './arcKeyFile.ts';
import type { CredentialDoors } from './credential.ts';
import { withIdentityRetry } from './identityRetry.ts';
import { detectIdentitySource, type IdentitySource, identityRequest, identitySourceNames, isIdentityEndpoint } from './identitySource.ts';
import { type LinkResult, noteCredential, type TokenLink, unavailable } from './tokenLink.ts';

/** The SDKs give the metadata service one second to show that it is there. */
const probeTimeoutMs = 1000;

/** The managed identity of the machine. `inChain`: ask first whether there is a metadata service at all, as DefaultAzureCredential does. */
export function managedIdentity(config: Partial<CredentialConfig>, inChain: boolean): TokenLink {
  const name = config.name ?? 'ManagedIdentityCredential';
  return {
    name: 'ManagedIdentityCredential',
    async getToken(ask, doors, signal) {
      const source = await detectIdentitySource(doors);
      const title = identitySourceNames[source.kind];
      const clientId = config.clientId ?? (inChain ? doors.machine.env('AZURE_CLIENT_ID') : undefined) ?? defaultClientId(source, doors);
      if (!isIdentityEndpoint(source.endpoint))
        return unavailable(`the identity endpoint of ${title} is neither https nor on this machine`);
      if ((source.kind === 'arc' || source.kind === 'cloudShell') && config.clientId !== undefined)
        return unavailable(`${title} has no user-assigned identities: leave clientId out`);
      if ('secret' in source) doors.hide(source.secret);
      if (inChain && source.kind === 'imds' && doors.machine.env('AZURE_POD_IDENTITY_AUTHORITY_HOST') === undefined) {
        const silent = await probe(source, doors, signal);
        if (silent !== undefined) return silent;
      }
      noteCredential(doors, name, `asks ${title}${clientId === undefined ? '' : ` for the identity ${clientId}`}`, true);
      return askSource(source, ask, clientId, inChain, doors, signal);
    },
  };
}

/** Azure ML hands out the identity of the cluster only by its name. */
const defaultClientId = (source: IdentitySource, { machine }: CredentialDoors): string | undefined =>
  source.kind === 'azureMl' ? machine.env('DEFAULT_IDENTITY_CLIENT_ID') : undefined;

/** Without the header `Metadata` the service answers at once, and with an error: any answer but that of a container's gateway will do. */
async function probe(source: IdentitySource, doors: CredentialDoors, signal: AbortSignal): Promise<LinkResult | undefined> {
  const request: WireRequest = { method: 'GET', url: source.endpoint, headers: [['Accept', 'application/json']], body: undefined };
  const call = await doors.send(request, 'identity', signal, probeTimeoutMs);
  if (call.kind === 'failed') return unavailable('the metadata service does not answer');
  const isGateway = call.response.status === 403 && new TextDecoder().decode(call.response.body.bytes).includes('unreachable');
  return isGateway ? unavailable('the metadata service cannot be reached from this container') : undefined;
}

async function askSource(
  source: IdentitySource,
  ask: TokenAsk,
  clientId: string | undefined,
  inChain: boolean,
  doors: CredentialDoors,
  signal: AbortSignal,
): Promise<LinkResult> {
  const request = identityRequest(source, ask.resource, clientId);
  let call = await withIdentityRetry(() => doors.send(request, 'identity', signal), source, doors, signal);
  if (source.kind === 'arc' && call.kind === 'response' && call.response.status === 401) {
    const key = await readArcKey(call.response, doors);
    if (key.kind === 'refused') return { kind: 'failed', exchange: call.id, message: key.message };
    const authorization = `Basic ${doors.hide(key.value).reveal()}`;
    call = await doors.send({ ...request, headers: [...request.headers, ['Authorization', authorization]] }, 'identity', signal);
  }
  return readCall(call, source, inChain, doors);
}

function readCall(call: SentCall, source: IdentitySource, inChain: boolean, doors: CredentialDoors): LinkResult {
  const title = identitySourceNames[source.kind];
  if (call.kind === 'failed') {
    const message = `${title} brought no answer: ${call.failure.message}`;
    return inChain ? unavailable(message) : { kind: 'failed', exchange: call.id, message };
  }
  const reading = readTokenResponse(call.response, doors.now());
  if (reading.kind === 'token') return reading;
  // 400: no identity is assigned. A chain takes that for "not set up here".
  const none = inChain && source.kind === 'imds' && call.response.status === 400;
  return none ? unavailable(reading.message) : { kind: 'failed', exchange: call.id, message: reading.message };
}
