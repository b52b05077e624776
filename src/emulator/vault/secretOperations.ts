import { type Answer, jsonAnswer } from '../http/answer.ts';
import type { Call, Operation, Permission } from './operation.ts';
import { page } from './paging.ts';
import { badParameter, beingDeleted, beingRecovered, deletedButRecoverable, disabled, notFound } from './refusals.ts';
import { readJsonObject } from './requestBody.ts';
import { deletionFacts, newVersionId, readChange, type SecretVersion, secretBundle, secretItem } from './secretVersion.ts';
import type { VaultObjects } from './vaultObjects.ts';
import type { Entry } from './versionedStore.ts';

const maxValueLength = 25_600;

const may = (word: string, action: string): Permission => ({ kind: 'secrets', word, action: `secrets/${action}` });

/** Secrets: set, get, update, delete, list, versions. */
export const secretOperations: readonly Operation[] = [
  { method: 'GET', path: 'secrets', permission: may('list', 'readMetadata/action'), run: listSecrets },
  { method: 'GET', path: 'secrets/{name}/versions', permission: may('list', 'readMetadata/action'), run: listVersions },
  { method: 'GET', path: 'secrets/{name}/{version?}', permission: may('get', 'getSecret/action'), run: getSecret },
  { method: 'PUT', path: 'secrets/{name}', permission: may('set', 'setSecret/action'), run: setSecret },
  { method: 'PATCH', path: 'secrets/{name}/{version?}', permission: may('set', 'update/action'), run: updateSecret },
  { method: 'DELETE', path: 'secrets/{name}', permission: may('delete', 'delete'), run: deleteSecret },
];

function listSecrets(call: Call, { secrets }: VaultObjects): Answer {
  return page(
    call,
    'secrets',
    secrets.list('live', call.now),
    entry => entry.name.toLowerCase(),
    entry => secretItem(`${call.origin}/secrets/${entry.name}`, newest(entry)),
  );
}

function listVersions(call: Call, { secrets }: VaultObjects): Answer {
  const name = call.params.name ?? '';
  const entry = secrets.find(name, call.now);
  // Recorded: the versions of a missing secret are an empty list, not a 404.
  const versions = entry?.lifecycle.kind === 'live' ? entry.versions.toSorted((a, b) => (a.version < b.version ? -1 : 1)) : [];
  const shown = entry?.name ?? name;
  return page(
    call,
    `secrets/${shown}/versions`,
    versions,
    secret => secret.version,
    secret => secretItem(`${call.origin}/secrets/${shown}/${secret.version}`, secret),
  );
}

function getSecret(call: Call, objects: VaultObjects): Answer {
  const found = findVersion(call, objects);
  if (found === undefined) return missing(call);
  if (!found.secret.enabled) return disabled('Secret', 'get');
  return jsonAnswer(200, secretBundle(call.origin, found.name, found.secret, true));
}

function setSecret(call: Call, { secrets }: VaultObjects): Answer {
  const name = call.params.name ?? '';
  const conflict = whyNameIsTaken(name, secrets.find(name, call.now));
  if (conflict !== undefined) return conflict;
  const body = readJsonObject(call.body);
  if (body === undefined) return badParameter('The request body is not a valid JSON object.');
  if (typeof body.value !== 'string') return badParameter('Property value has invalid value');
  if (body.value.length > maxValueLength) {
    return badParameter(`Secret is beyond the maximum permitted length of ${maxValueLength} characters.`);
  }
  const change = readChange(body);
  if (typeof change === 'string') return badParameter(change);
  const seconds = Math.floor(call.now / 1000);
  const secret: SecretVersion = {
    version: newVersionId(),
    value: body.value,
    contentType: change.contentType,
    tags: change.tags,
    enabled: change.enabled ?? true,
    notBefore: change.notBefore,
    expires: change.expires,
    created: seconds,
    updated: seconds,
  };
  secrets.add(name, secret, call.now);
  return jsonAnswer(200, secretBundle(call.origin, secrets.find(name, call.now)?.name ?? name, secret, true));
}

function updateSecret(call: Call, objects: VaultObjects): Answer {
  const found = findVersion(call, objects);
  if (found === undefined) return missing(call);
  const body = readJsonObject(call.body);
  if (body === undefined) return badParameter('The request body is not a valid JSON object.');
  const change = readChange(body);
  if (typeof change === 'string') return badParameter(change);
  const secret: SecretVersion = { ...found.secret, ...change, updated: Math.floor(call.now / 1000) };
  objects.secrets.replace(found.name, secret);
  return jsonAnswer(200, secretBundle(call.origin, found.name, secret, false));
}

function deleteSecret(call: Call, { secrets }: VaultObjects): Answer {
  const name = call.params.name ?? '';
  const entry = secrets.find(name, call.now);
  if (entry?.lifecycle.kind === 'being-deleted') return beingDeleted('Secret');
  if (entry?.lifecycle.kind !== 'live') return notFound('Secret', name);
  secrets.delete(name, call.now);
  return jsonAnswer(200, {
    ...deletionFacts(call.origin, 'deletedsecrets', entry.name, call.now),
    ...secretBundle(call.origin, entry.name, newest(entry), false),
  });
}

export function newest(entry: Entry<SecretVersion>): SecretVersion {
  const last = entry.versions.at(-1);
  if (last === undefined) throw new Error(`secret ${entry.name} has no version`);
  return last;
}

function findVersion(call: Call, { secrets }: VaultObjects): { readonly name: string; readonly secret: SecretVersion } | undefined {
  const entry = secrets.find(call.params.name ?? '', call.now);
  if (entry?.lifecycle.kind !== 'live') return undefined;
  const version = call.params.version?.toLowerCase() ?? '';
  const secret = version === '' ? newest(entry) : entry.versions.find(candidate => candidate.version === version);
  return secret === undefined ? undefined : { name: entry.name, secret };
}

function missing({ params }: Call): Answer {
  return notFound(
    'Secret',
    params.version === '' || params.version === undefined ? (params.name ?? '') : `${params.name}/${params.version}`,
  );
}

/** A name stays taken while its object is deleted, or on its way there or back. */
export function whyNameIsTaken(name: string, entry: Entry<SecretVersion> | undefined): Answer | undefined {
  switch (entry?.lifecycle.kind) {
    case 'deleted':
      return deletedButRecoverable('Secret', entry.name);
    case 'being-deleted':
    case 'being-purged':
      return beingDeleted('Secret');
    case 'being-recovered':
      return beingRecovered('Secret', name);
    default:
      return undefined;
  }
}
