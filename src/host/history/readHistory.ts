import type { HistoryEntry } from './historyEntry.ts';

/** Entries that are kept. */
export const historyCapacity = 100;

type Check = (value: unknown) => boolean;
const textUpTo =
  (longest: number): Check =>
  value =>
    typeof value === 'string' && value.length <= longest;
const oneOf =
  (...allowed: readonly unknown[]): Check =>
  value =>
    allowed.includes(value);
const isCount: Check = value => typeof value === 'number' && Number.isSafeInteger(value) && value >= 0;
const orNull =
  (check: Check): Check =>
  value =>
    value === null || check(value);
const matching =
  (form: RegExp): Check =>
  value =>
    typeof value === 'string' && form.test(value);

const flow = oneOf('sdk', 'rest', 'anonymous');
const shape: Readonly<Record<keyof HistoryEntry, Check>> = {
  id: matching(/^[\w-]{1,128}$/),
  at: value => isCount(value) && (value as number) < 8.64e15,
  method: matching(/^[A-Z-]{1,20}$/),
  host: matching(/^[\w.:[\]-]{0,260}$/),
  path: matching(/^[\w/{}…-]{0,500}$/),
  vault: orNull(textUpTo(200)),
  flow,
  status: orNull(value => isCount(value) && (value as number) < 1000),
  verdict: oneOf('expected', 'failure', 'unknown'),
  calls: isCount,
  ms: orNull(isCount),
  causes: value => Array.isArray(value) && value.length <= 50 && value.every(matching(/^[a-z0-9-]{1,80}$/)),
  document: textUpTo(4000),
  key: textUpTo(200),
  sentAs: orNull(flow),
};

/**
 * What was kept, newest first. It may come from another version, another machine or a broken disk: anything that is not exactly
 * as it is written here is not taken over, and nothing that is wrong elsewhere in the list.
 */
export function readHistory(value: unknown): readonly HistoryEntry[] {
  if (!Array.isArray(value) || value.length > historyCapacity || !value.every(isEntry)) return [];
  return new Set(value.map(entry => entry.id)).size === value.length ? value : [];
}

function isEntry(value: unknown): value is HistoryEntry {
  if (typeof value !== 'object' || value === null || Array.isArray(value)) return false;
  const names = Object.keys(value);
  return (
    names.length === Object.keys(shape).length &&
    Object.entries(shape).every(([name, check]) => Object.hasOwn(value, name) && check(Reflect.get(value, name)))
  );
}
