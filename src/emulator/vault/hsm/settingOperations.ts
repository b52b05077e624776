import { type Answer, jsonAnswer } from '../../http/answer.ts';
import { readJsonObject } from '../../http/readJsonObject.ts';
import type { Call, Operation } from '../operation.ts';
import { invalidProperty, refuse } from '../refusals.ts';
import { mayLocally } from './hsmActions.ts';
import type { HsmObjects } from './hsmObjects.ts';

/** Settings of the HSM: booleans that are written as text. */
export const settingOperations: readonly Operation<HsmObjects>[] = [
  { method: 'GET', path: 'settings', permission: mayLocally('settings/read/action'), run: list },
  { method: 'GET', path: 'settings/{setting}', permission: mayLocally('settings/read/action'), run: get },
  { method: 'PATCH', path: 'settings/{setting}', permission: mayLocally('settings/write/action'), run: set },
];

function list(_call: Call, { settings }: HsmObjects): Answer {
  return jsonAnswer(200, { settings: [...settings].map(([name, value]) => shown(name, value)) });
}

function get({ params }: Call, { settings }: HsmObjects): Answer {
  const { setting = '' } = params;
  const value = settings.get(setting);
  return value === undefined ? notFound(setting) : jsonAnswer(200, shown(setting, value));
}

function set({ params, body }: Call, { settings }: HsmObjects): Answer {
  const { setting = '' } = params;
  if (!settings.has(setting)) return notFound(setting);
  const { value } = readJsonObject(body) ?? {};
  // The official clients know that `True` is refused.
  if (value !== 'true' && value !== 'false') return invalidProperty('value');
  settings.set(setting, value === 'true');
  return jsonAnswer(200, shown(setting, value === 'true'));
}

const shown = (name: string, value: boolean): object => ({ name, value: String(value), type: 'boolean' });

/** @unverified */
const notFound = (name: string): Answer => refuse(404, 'SettingNotFound', `Setting not found: ${name}`);
