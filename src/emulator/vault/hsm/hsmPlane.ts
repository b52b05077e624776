import { randomUUID } from 'node:crypto';
import type { HeaderPair } from '../../../core/model/headers.ts';
import type { Answer } from '../../http/answer.ts';
import type { Incoming } from '../../http/incoming.ts';
import { sampleHsmHost, sampleLocation } from '../../sampleIdentity.ts';
import type { ScenarioRun } from '../../scenario/scenarioRun.ts';
import { refuseApiVersion } from '../apiVersion.ts';
import { authenticate, type Trust } from '../authenticate.ts';
import type { Caller } from '../caller.ts';
import { keyOperations } from '../keys/keyOperations.ts';
import { refuseNetwork } from '../network.ts';
import { route, routesOf } from '../operation.ts';
import { badParameter, refuse } from '../refusals.ts';
import { hsmAction } from './hsmActions.ts';
import type { HsmObjects } from './hsmObjects.ts';
import { jobOperations } from './jobOperations.ts';
import { localAssignmentOperations } from './localAssignmentOperations.ts';
import { localRoleOperations } from './localRoleOperations.ts';
import type { LocalAssignment } from './localRoles.ts';
import { randomOperation } from './randomOperation.ts';
import { settingOperations } from './settingOperations.ts';

const routes = routesOf<HsmObjects>([
  ...localRoleOperations,
  ...localAssignmentOperations,
  ...settingOperations,
  ...jobOperations,
  ...keyOperations,
  randomOperation,
]);
const hsmResource = 'https://managedhsm.azure.net';
const buildVersion = '1.0.20221011-1-b82851ba-develop';

/** What the managed HSM goes by while it answers one call. `now` is epoch ms. */
export interface HsmSituation {
  readonly objects: HsmObjects;
  readonly trust: Trust;
  readonly run: ScenarioRun;
  readonly now: number;
  /** Whether an assignment is in force for this caller. */
  readonly counts: (caller: Caller) => (assignment: LocalAssignment) => boolean;
}

/** One call to the managed HSM: keys, random bytes, roles, settings, backups, with its own challenge and headers. */
export async function answerHsm(request: Incoming, situation: HsmSituation): Promise<Answer> {
  const activity = randomUUID();
  const answer = await answerCall(request, situation);
  const { status, body, headers } = withActivity(answer, activity);
  const isRead = request.method === 'GET';
  const isChallenge = status === 401;
  const before: readonly HeaderPair[] = [
    ['Cache-Control', 'no-cache'],
    ['Content-Security-Policy', "default-src 'self'"],
    ['Strict-Transport-Security', 'max-age=31536000; includeSubDomains'],
    ['X-Content-Type-Options', 'nosniff'],
    ['X-Frame-Options', 'SAMEORIGIN'],
    ...(isRead ? [['x-ms-build-version', buildVersion] as const] : []),
    ...(status < 300 ? placeHeaders(request) : []),
    ['x-ms-request-id', activity],
    ['x-ms-server-latency', '0'],
  ];
  return { status, headers: [...before, ...headers], body: isChallenge ? (isRead ? 'OK' : '') : body };
}

/** Recorded on answers that give something. */
const placeHeaders = ({ remoteAddress }: Incoming): readonly HeaderPair[] => [
  ['x-ms-keyvault-region', sampleLocation],
  ['x-ms-keyvault-network-info', `conn_type=Ipv4;addr=${remoteAddress};act_addr_fam=Ipv4;`],
];

async function answerCall(request: Incoming, situation: HsmSituation): Promise<Answer> {
  const { trust, run, now, objects } = situation;
  const authentication = await authenticate(request, { ...trust, audience: { resource: hsmResource, accepted: [hsmResource] } }, now);
  if (authentication.kind === 'refused') return authentication.answer;
  const { caller } = authentication;
  const refusal = refuseNetwork(caller, run.scenario.network) ?? refuseApiVersion(request.query);
  if (refusal !== undefined) return refusal;
  const found = route(routes, request.method, request.path);
  // @unverified
  if (found.kind !== 'found') return refuse(404, 'NotFound', 'The requested resource does not exist.');
  const { operation, params } = found;
  if (params.name !== undefined && !/^[0-9a-zA-Z-]{1,127}$/.test(params.name)) {
    return badParameter(`The request URI contains an invalid name: ${params.name}`);
  }
  const action = hsmAction(operation);
  const scope = params.name === undefined ? (operation.path.startsWith('keys') ? '/keys' : '/') : `/keys/${params.name}`;
  if (!objects.roles.allows(caller.objectId, action, scope, situation.counts(caller))) return notAuthorized(action, params.name);
  const call = {
    params,
    query: request.query,
    body: request.body,
    accept: request.headers.accept ?? '',
    origin: `https://${sampleHsmHost}`,
    purgeProtection: false,
  };
  return operation.run({ ...call, now, caller }, objects);
}

const notAuthorized = (action: string, name: string | undefined): Answer =>
  refuse(403, 'AccessDenied', `Not authorized to access ${action} on ${name === undefined ? '/' : `/keys/${name}`}`);

/** Recorded: the message of every error names the request. */
function withActivity(answer: Answer, activity: string): Answer {
  if (answer.status < 400 || answer.body === undefined) return answer;
  const { error } = JSON.parse(answer.body) as { error: { message: string } };
  return { ...answer, body: JSON.stringify({ error: { ...error, message: `${error.message} (Activity ID: ${activity})` } }) };
}
