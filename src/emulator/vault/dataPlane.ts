import type { HeaderPair } from '../../core/model/headers.ts';
import { type Answer, withHeaders } from '../http/answer.ts';
import type { Incoming } from '../http/incoming.ts';
import { sampleVaultHost } from '../sampleIdentity.ts';
import type { ScenarioRun } from '../scenario/scenarioRun.ts';
import { refuseApiVersion } from './apiVersion.ts';
import { authenticate, type Trust } from './authenticate.ts';
import { authorize, type Grants } from './authorize.ts';
import type { Caller } from './caller.ts';
import { certificateOperations } from './certificates/certificateOperations.ts';
import { settlePending } from './certificates/pendingCertificate.ts';
import { keyOperations } from './keys/keyOperations.ts';
import { refuseNetwork } from './network.ts';
import { type Operation, type Route, route, routesOf } from './operation.ts';
import { badParameter, refuse } from './refusals.ts';
import { secretOperations } from './secrets/secretOperations.ts';
import { serviceHeaders } from './serviceHeaders.ts';
import { storageOperations } from './storage/storageOperations.ts';
import type { VaultObjects } from './vaultObjects.ts';

export const operations: readonly Operation[] = [...secretOperations, ...keyOperations, ...certificateOperations, ...storageOperations];

const routes = routesOf(operations);

/** What the vault goes by while it answers one call. `now` is its own clock in epoch ms. */
export interface VaultSituation {
  readonly objects: VaultObjects;
  readonly trust: Trust;
  readonly run: ScenarioRun;
  readonly now: number;
  /** The grants that are in force for this caller. */
  readonly grantsFor: (caller: Caller) => Grants;
  /** The vault's own network rules; a scenario may be stricter. */
  readonly purgeProtection?: boolean;
  readonly networkFor?: (caller: Caller) => 'open' | 'firewall' | 'private-link-only';
}

/** One call to the data plane: token, audience, issuer, network, then limits, form and permission. */
export async function answerDataPlane(request: Incoming, situation: VaultSituation): Promise<Answer> {
  const found = route(routes, tunnelledMethod(request), request.path);
  if (found.kind === 'unknown') return unknownPath;
  return withHeaders(await answerRoute(request, found, situation), serviceHeaders(request));
}

async function answerRoute(request: Incoming, found: Exclude<Route, { kind: 'unknown' }>, situation: VaultSituation): Promise<Answer> {
  const { trust, run, now } = situation;
  const authentication = await authenticate(request, trust, now);
  if (authentication.kind === 'refused') return authentication.answer;
  const { caller } = authentication;
  const refusal =
    refuseNetwork(caller, run.scenario.network) ??
    refuseNetwork(caller, situation.networkFor?.(caller) ?? 'open') ??
    (run.throttlesNext() ? throttled : undefined) ??
    refuseApiVersion(request.query);
  if (refusal !== undefined) return refusal;
  if (found.kind === 'wrong-method') return wrongMethod(found.allowed);
  const { operation, params } = found;
  if (params.name !== undefined && !/^[0-9a-zA-Z-]{1,127}$/.test(params.name)) {
    return badParameter(`The request URI contains an invalid name: ${params.name}`);
  }
  const authorization = authorize(caller, operation.permission, params.name, situation.grantsFor(caller));
  if (authorization.kind === 'denied') return authorization.answer;
  settlePending(situation.objects, now);
  const call = {
    params,
    query: request.query,
    body: request.body,
    accept: request.headers.accept ?? '',
    origin: originOf(request),
    purgeProtection: situation.purgeProtection ?? false,
    now,
    caller,
  };
  return withHeaders(await operation.run(call, situation.objects), authorization.headers);
}

/** The vault as the caller named it: ids and next links must lead the caller back here. */
function originOf({ host }: Incoming): string {
  return host.startsWith(sampleVaultHost) ? `https://${sampleVaultHost}` : `https://${host}`;
}

/** The service's way round proxies that know GET and POST alone. */
function tunnelledMethod({ method, headers }: Incoming): string {
  const tunnelled = headers['x-http-method'];
  return method === 'POST' && typeof tunnelled === 'string' ? tunnelled.toUpperCase() : method;
}

const retryAfter: HeaderPair = ['Retry-After', '1'];
const throttled: Answer = withHeaders(
  refuse(429, 'Throttled', 'Request was not processed because too many requests were received. Reason: VaultRequestTypeLimitReached'),
  [retryAfter],
);

// @unverified No recording of a known path with a wrong method was found.
const wrongMethod = (allowed: readonly string[]): Answer =>
  withHeaders(refuse(405, 'MethodNotAllowed', 'The HTTP method is not supported for this resource.'), [['Allow', allowed.join(', ')]]);

/** A path that is none of the service's is answered by its web server: HTML, no challenge, none of its headers. */
const unknownPath: Answer = {
  status: 404,
  headers: [['Content-Type', 'text/html']],
  body: '<!DOCTYPE html><html><head><title>404 - File or directory not found.</title></head><body><h2>404 - File or directory not found.</h2></body></html>\n',
};
