import { randomUUID } from 'node:crypto';
import type { HeaderPair } from '../../core/model/headers.ts';
import { type Answer, jsonAnswer, withHeaders } from '../http/answer.ts';

export const armError = (status: number, code: string, message: string): Answer => jsonAnswer(status, { error: { code, message } });

export const badRequest = (message: string, code = 'BadRequest'): Answer => armError(400, code, message);

export const resourceNotFound = (name: string, group: string): Answer =>
  armError(
    404,
    'ResourceNotFound',
    `The Resource 'Microsoft.KeyVault/vaults/${name}' under resource group '${group}' was not found. For more details please go to https://aka.ms/ARMResourceNotFoundFix`,
  );

/** Reported. */
export const groupNotFound = (group: string): Answer =>
  armError(404, 'ResourceGroupNotFound', `Resource group '${group}' could not be found.`);

/** The headers of every answer of Azure Resource Manager, in the recorded order; a refusal of its own says so. */
export function withArmHeaders(answer: Answer, method: string, location: string, now: number): Answer {
  const id = randomUUID();
  const time = new Date(now).toISOString().replace(/[-:]|\.\d+/g, '');
  const isRead = method === 'GET';
  const headers: readonly HeaderPair[] = [
    ['Cache-Control', 'no-cache'],
    ['Pragma', 'no-cache'],
    ['Expires', '-1'],
    answer.status < 400
      ? [`x-ms-ratelimit-remaining-subscription-${isRead ? 'reads' : 'writes'}`, isRead ? '11999' : '1199']
      : ['x-ms-failure-cause', 'gateway'],
    ['x-ms-request-id', id],
    ['x-ms-correlation-request-id', id],
    ['x-ms-routing-request-id', `${location.toUpperCase()}:${time}:${id}`],
    ['X-Content-Type-Options', 'nosniff'],
  ];
  return withHeaders(answer, headers);
}
