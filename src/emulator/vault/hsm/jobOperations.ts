import { type Answer, jsonAnswer } from '../../http/answer.ts';
import { objectOrEmpty, readJsonObject } from '../../http/readJsonObject.ts';
import { newVersionId } from '../objectAttributes.ts';
import type { Call, Operation } from '../operation.ts';
import { invalidProperty, notJson, refuse } from '../refusals.ts';
import { mayLocally } from './hsmActions.ts';
import type { HsmObjects } from './hsmObjects.ts';

/** A backup or a restore of the whole HSM. */
export interface HsmJob {
  readonly id: string;
  readonly kind: 'backup' | 'restore';
  /** Epoch seconds. */
  readonly startTime: number;
}

/** What the service advises between two looks, and what a job takes here. */
const jobSeconds = 10;

/** They need a storage account, which nobody reaches from here: every job begins as recorded, and fails. */
export const jobOperations: readonly Operation<HsmObjects>[] = [
  ...['backup', 'prebackup'].map(
    (path): Operation<HsmObjects> => ({ method: 'POST', path, permission: mayLocally('backup/start/action'), run: startBackup }),
  ),
  ...['restore', 'prerestore', 'keys/{name}/restore'].map(
    (path): Operation<HsmObjects> => ({ method: 'PUT', path, permission: mayLocally('restore/start/action'), run: startRestore }),
  ),
  ...(['backup', 'restore'] as const).map(
    (kind): Operation<HsmObjects> => ({
      method: 'GET',
      path: `${kind}/{job}/pending`,
      permission: mayLocally(`${kind}/status/action`),
      run: (call, hsm) => showJob(kind, call, hsm),
    }),
  ),
];

function startBackup(call: Call, hsm: HsmObjects): Answer {
  const body = readJsonObject(call.body);
  return body === undefined ? notJson : start('backup', body.storageResourceUri, call, hsm);
}

function startRestore(call: Call, hsm: HsmObjects): Answer {
  const body = readJsonObject(call.body);
  return body === undefined ? notJson : start('restore', objectOrEmpty(body.sasTokenParameters).storageResourceUri, call, hsm);
}

function start(kind: HsmJob['kind'], storage: unknown, call: Call, { jobs }: HsmObjects): Answer {
  if (typeof storage !== 'string' || !storage.startsWith('https://')) return invalidProperty('storageResourceUri');
  const job: HsmJob = { id: newVersionId(), kind, startTime: Math.floor(call.now / 1000) };
  jobs.set(job.id, job);
  return jsonAnswer(202, shown(job, call.now), [
    ['Azure-AsyncOperation', `${call.origin}/${kind}/${job.id}/pending`],
    ['Retry-After', String(jobSeconds)],
  ]);
}

function showJob(kind: HsmJob['kind'], { params, now }: Call, { jobs }: HsmObjects): Answer {
  const job = jobs.get(params.job ?? '');
  if (job?.kind === kind) return jsonAnswer(200, shown(job, now));
  // @unverified
  return refuse(404, 'JobNotFound', `Job not found: ${params.job}`);
}

const unreachable = 'The embedded managed HSM reaches no storage account: nothing was read or written.';

function shown({ id, kind, startTime }: HsmJob, now: number): object {
  const endTime = startTime + jobSeconds;
  const failed = now / 1000 >= endTime;
  return {
    status: failed ? 'Failed' : 'InProgress',
    statusDetails: failed ? unreachable : null,
    error: failed ? { code: 'StorageAccountUnreachable', message: unreachable } : null,
    startTime,
    endTime: failed ? endTime : null,
    jobId: id,
    ...(kind === 'backup' ? { azureStorageBlobContainerUri: null } : {}),
  };
}
