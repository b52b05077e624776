import type { RequestKey } from '../../core/language/requestKey.ts';
import { type HistoryEntry, pathForm } from './historyEntry.ts';

/**
 * Whether a request of a file can be the one of an entry. What is kept of the target is the host and the form of the path, of what stands in
 * the file the variables are not filled in: of several requests that can be the one nobody knows which it was.
 */
export function isKeptRequest(entry: HistoryEntry, { name, method, target }: RequestKey): boolean {
  return (name ?? '') === entry.key && method === entry.method && canMean(target, entry);
}

/** A variable, as one letter that stands for what it is filled with. */
const unknown = '\u{fffd}';

function canMean(target: string, { key, host, path }: HistoryEntry): boolean {
  // The address never became one: the name alone says which request it was.
  if (path === '') return key !== '';
  const [written = ''] = target.replace(/\{\{[^{}]*\}\}/g, unknown).split(/[?#]/, 1);
  const [, authority = '', pathname = ''] = /^(?:[a-z][a-z0-9+.-]*:\/\/)?([^/]*)(.*)$/i.exec(written) ?? [];
  const isHostOpen = authority === '' || authority.includes(unknown);
  if (!isHostOpen && authority.toLowerCase() !== host) return false;
  return (isHostOpen && authority !== '' && pathname === '') || pathForm(pathname) === path;
}
