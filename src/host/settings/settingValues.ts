/** Reading of loosely typed settings: what has not the right form is reported and left out. */
import type { Translate } from '../../core/model/translate.ts';
import type { Report, SettingKey } from './settingProblem.ts';

export type Fields = Readonly<Record<string, unknown>>;

/** The entries that are objects, with their place in the list. */
export function listOf(setting: SettingKey, value: unknown, report: Report, t: Translate): readonly (readonly [number, Fields])[] {
  if (value === undefined) return [];
  if (!Array.isArray(value)) {
    report(setting, null, t('must be a list.'));
    return [];
  }
  return value.flatMap((entry: unknown, index) => {
    if (isFields(entry)) return [[index, entry] as const];
    report(setting, String(index + 1), t('must be an object.'));
    return [];
  });
}

/** The fields that are texts with something in them. */
export function optional<K extends string>(fields: Readonly<Record<K, unknown>>): { readonly [P in K]?: string } {
  return Object.fromEntries(Object.entries(fields).filter(([, value]) => isText(value))) as { [P in K]?: string };
}

export const nameOr = (name: unknown, index: number): string => (isText(name) ? name : String(index + 1));
export const isText = (value: unknown): value is string => typeof value === 'string' && value.trim() !== '';
export const isTextList = (value: unknown): value is readonly string[] => Array.isArray(value) && value.every(isText);
export const isFields = (value: unknown): value is Fields => typeof value === 'object' && value !== null && !Array.isArray(value);
