import type { Answer } from '../http/answer.ts';
import type { Incoming } from '../http/incoming.ts';
import { queryValue } from '../http/queryValue.ts';
import { readJsonObject } from '../http/readJsonObject.ts';
import { sampleSubscriptionId } from '../sampleIdentity.ts';
import { armError, badRequest, withArmHeaders } from './armAnswers.ts';
import { authenticateAtArm } from './armAuthenticate.ts';
import type { ArmCall, ArmOperation, ArmService } from './armOperation.ts';
import { deletedVaultOperations } from './deletedVaultOperations.ts';
import { directoryList } from './directoryLists.ts';
import { liveVaultOperations } from './liveVaultOperations.ts';
import { managedHsmOperations } from './managedHsmOperations.ts';
import { BodyRefused } from './readVaultBody.ts';
import { roleAssignmentOperations } from './roleAssignmentOperations.ts';
import { roleDefinitionOperations } from './roleDefinitionOperations.ts';
import { vaultContentOperations } from './vaultContentOperations.ts';

const operations: readonly ArmOperation[] = [
  ...liveVaultOperations,
  ...deletedVaultOperations,
  ...vaultContentOperations,
  ...managedHsmOperations,
  ...roleAssignmentOperations,
  ...roleDefinitionOperations,
];

const vaultVersions: readonly string[] = [
  ...['2026-02-01', '2025-05-01', '2024-11-01', '2023-07-01', '2023-02-01', '2022-11-01', '2022-07-01', '2021-10-01', '2019-09-01'],
  ...['2018-02-14', '2016-10-01', '2015-06-01', '2026-03-01-preview', '2026-04-01-preview', '2024-12-01-preview'],
];

/** By the namespace of the provider. */
const versions: ReadonlyMap<string, readonly string[]> = new Map([
  ['Microsoft.KeyVault', vaultVersions],
  ['Microsoft.Authorization', ['2022-04-01', '2020-10-01-preview', '2020-04-01-preview', '2018-01-01-preview', '2015-07-01']],
]);

export const isArmPath = (path: string): boolean => /^\/(?:subscriptions(?:\/|$)|tenants\/?$)/i.test(path);

/** One call to the management plane: version, token, right, then the operation. */
export async function answerArm(request: Incoming, service: ArmService): Promise<Answer> {
  return withArmHeaders(await answerCall(request, service), request.method, service.location, service.now);
}

async function answerCall(request: Incoming, service: ArmService): Promise<Answer> {
  const version = queryValue(request.query, 'api-version') ?? '';
  if (version === '')
    // @unverified
    return armError(400, 'MissingApiVersionParameter', 'The api-version query parameter (?api-version=) is required for all requests.');
  const caller = await authenticateAtArm(request, service.trust, service.now);
  if (caller.kind === 'refused') return caller.answer;
  const list = directoryList(request.method, request.path, caller.objectId, service.rights);
  if (list !== undefined) return list;
  const [, , subscription = '', ...rest] = request.path.split('/').map(decode);
  if (subscription.toLowerCase() !== sampleSubscriptionId)
    // @unverified
    return armError(404, 'SubscriptionNotFound', `The subscription '${subscription}' could not be found.`);
  const found = findOperation(
    request.method,
    rest.filter(segment => segment !== ''),
  );
  if (found === undefined)
    // @unverified
    return armError(
      404,
      'InvalidResourceType',
      `The resource type could not be found in the namespace 'Microsoft.KeyVault' for api version '${version}'.`,
    );
  const { operation, params } = found;
  if (!mayDo(operation.action, service.rights.get(caller.objectId))) {
    return armError(
      403,
      'AuthorizationFailed',
      `The client '${caller.clientId}' with object id '${caller.objectId}' does not have authorization to perform action '${operation.action}' over scope '${scopeOf(request.path)}' or the scope is invalid. If access was recently granted, please refresh your credentials.`,
    );
  }
  const known = versions.get(operation.action.split('/')[0] ?? '') ?? [];
  if (!known.includes(version)) return unknownVersion(version, operation, known, service.location);
  const { path, query } = request;
  return runOperation(operation, { params, path, query, objectId: caller.objectId, body: readJsonObject(request.body), version, service });
}

/** Contributors change everything but rights: the usual surprise of whoever wants to give itself a role. */
function mayDo(action: string, right: 'read' | 'write' | 'own' | undefined): boolean {
  if (right === undefined) return false;
  if (right === 'own' || action.endsWith('/read')) return true;
  return right === 'write' && !action.startsWith('Microsoft.Authorization/');
}

async function runOperation(operation: ArmOperation, call: ArmCall): Promise<Answer> {
  try {
    return await operation.run(call);
  } catch (error) {
    if (error instanceof BodyRefused) return badRequest(error.message);
    throw error;
  }
}

function decode(segment: string): string {
  try {
    return decodeURIComponent(segment);
  } catch {
    // A stray percent sign: the segment stays as it is and names nothing.
    return segment;
  }
}

function findOperation(
  method: string,
  segments: readonly string[],
): { readonly operation: ArmOperation; readonly params: Record<string, string> } | undefined {
  for (const operation of operations) {
    const pattern = operation.path.split('/');
    if (operation.method !== method || pattern.length !== segments.length) continue;
    const matches = pattern.every((part, index) => part.startsWith('{') || part === segments[index]?.toLowerCase());
    if (!matches) continue;
    const params = pattern.flatMap((part, index) => (part.startsWith('{') ? [[part.slice(1, -1), segments[index] ?? ''] as const] : []));
    return { operation, params: Object.fromEntries(params) };
  }
  return undefined;
}

const scopeOf = (path: string): string => path.replace(/\/(accessPolicies|purge)(\/.*)?$/i, '');

const unknownVersion = (version: string, { action }: ArmOperation, known: readonly string[], location: string): Answer =>
  armError(
    400,
    'NoRegisteredProviderFound',
    `No registered resource provider found for location '${location}' and API version '${version}' for type '${action.split('/')[1] ?? ''}'. The supported api-versions are '${known.join(', ')}'. The supported locations are '${location}'.`,
  );
