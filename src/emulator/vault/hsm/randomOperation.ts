import { randomBytes } from 'node:crypto';
import { jsonAnswer } from '../../http/answer.ts';
import { readJsonObject } from '../../http/readJsonObject.ts';
import type { Operation } from '../operation.ts';
import { invalidProperty } from '../refusals.ts';
import { mayLocally } from './hsmActions.ts';

/** Random bytes: a managed HSM has them, a vault has no such path. */
export const randomOperation: Operation = {
  method: 'POST',
  path: 'rng',
  permission: mayLocally('rng/action'),
  run: call => {
    const { count } = readJsonObject(call.body) ?? {};
    if (typeof count !== 'number' || !Number.isInteger(count) || count < 1 || count > 128) {
      return invalidProperty('count');
    }
    return jsonAnswer(200, { value: randomBytes(count).toString('base64url') });
  },
};
