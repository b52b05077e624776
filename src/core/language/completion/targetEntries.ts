import { variableScopeOf } from '../../resolve/variableScope.ts';
import { dataPlaneVersions } from '../explain/apiVersions.ts';
import { requestPlace } from '../explain/requestPlace.ts';
import { versionsAt } from '../explain/versionsAt.ts';
import { isRequestBlock } from '../syntax.ts';
import { targetText } from '../targetText.ts';
import type { CompletionAsk, Offer } from './completeAt.ts';
import { type CompletionEntry, entry, snippetText } from './completionEntry.ts';
import { type LoadedNames, noNames } from './completionFacts.ts';
import { accessText, pathSnippet, versionFor } from './methodEntries.ts';
import { operationsOf, restOfPath } from './operations.ts';
import { hostAt, mayBeVault, vaultAt } from './requestHost.ts';

export const queryParameters: readonly (readonly [name: string, summary: string, methods: readonly string[]])[] = [
  ['maxresults', 'Entries a page, 1 to 25.', ['GET']],
  ['outContentType', 'A certificate’s secret as PFX or PEM, from 2025-06-01-preview.', ['GET']],
  ['includePending', 'Certificates: pending ones too.', ['GET']],
];

/** What can stand in a target: paths of the vault's API, names that were listed, vault addresses, parameters and their values. */
export function targetEntries(ask: CompletionAsk, method: string, typed: string): Offer | undefined {
  const version = /[?&]api-version=([^&#]*)$/.exec(typed);
  if (version !== null) return { typed: version[1]?.length ?? 0, entries: versionEntries(ask, method) };
  if (/[?&][\w-]+=[^&]*$/.test(typed)) return undefined;
  const parameter = /[?&]([\w-]*)$/.exec(typed);
  if (parameter !== null) return { typed: parameter[1]?.length ?? 0, entries: parameterEntries(ask, method) };
  const origin = /^(?:https?:\/\/[^/?#]*|\{\{[^{}]*\}\})(?=\/)/i.exec(typed)?.[0] ?? '';
  const path = typed.slice(origin.length);
  if (path !== '' && !path.startsWith('/')) return { typed: typed.length, entries: originEntries(ask) };
  if (!mayBeVault(ask)) return undefined;
  const entries = [...nameEntries(ask, path), ...pathEntries(ask, method, path), ...(typed === '' ? originEntries(ask) : [])];
  return { typed: path.length, entries };
}

/** The operations whose path begins with the segments that are written, which are kept as they are. */
function pathEntries(ask: CompletionAsk, method: string, path: string): readonly CompletionEntry[] {
  const written = path === '' ? '/' : folderOf(path);
  return operationsOf(hostAt(ask)).flatMap(operation => {
    const rest = operation.method === method ? restOfPath(operation.path, written) : undefined;
    if (rest === undefined) return [];
    const query = isQueryWritten(ask) ? '' : `?api-version=${versionFor(operation)}`;
    const insert = `${snippetText(written)}${pathSnippet(rest)}${query}`;
    return [entry('operation', `${written}${rest}`, operation.title, { insert, isSnippet: true, documentation: accessText(operation) })];
  });
}

const folderOf = (path: string): string => path.slice(0, path.lastIndexOf('/') + 1);

/** Behind the path on the same line, or on a line of its own below. */
function isQueryWritten({ place }: CompletionAsk): boolean {
  return /^[^\s]*\?/.test(place.after) || (isRequestBlock(place.block) && targetText(place.block.syntax.requestLine).includes('?'));
}

/** Behind `/secrets/`: the names that the vault's tree has listed. */
function nameEntries(ask: CompletionAsk, path: string): readonly CompletionEntry[] {
  const kind = /^\/{1,2}(?:deleted)?(secrets|keys|certificates)\/[^/?]*$/i.exec(path)?.[1]?.toLowerCase() as keyof LoadedNames | undefined;
  if (kind === undefined) return [];
  const vault = vaultAt(ask);
  const names = vault === undefined ? noNames : ask.facts.loadedNames(vault);
  const query = isQueryWritten(ask) ? '' : '?api-version=7.6';
  return names[kind].map(name => {
    const whole = `${folderOf(path)}${name}`;
    return entry('object', whole, `in ${vault ?? ''}`, { insert: `${snippetText(whole)}${query}`, isSnippet: true });
  });
}

function originEntries({ facts }: CompletionAsk): readonly CompletionEntry[] {
  return facts.vaults.map(({ name, url }) => entry('vault', url, name, { insert: `${url}/`, documentation: `The vault "${name}".` }));
}

function parameterEntries({ place }: CompletionAsk, method: string): readonly CompletionEntry[] {
  const written = isRequestBlock(place.block) ? targetText(place.block.syntax.requestLine) : place.before;
  const fits = queryParameters.filter(([name, , methods]) => methods.includes(method) && !written.includes(`${name}=`));
  const version = written.includes('api-version=') ? [] : [['api-version', 'The version of the API. There is no default.'] as const];
  return [...version, ...fits].map(([name, summary]) => entry('parameter', name, summary, { insert: `${name}=` }));
}

/** Of the service that is asked, as far as its versions are known. */
function versionEntries(ask: CompletionAsk, method: string): readonly CompletionEntry[] {
  const { document, facts, place } = ask;
  const asked = isRequestBlock(place.block) ? requestPlace(place.block, { scope: variableScopeOf(document), facts }, facts) : undefined;
  const { known, usual } = (asked && versionsAt(asked, method)) ?? { known: dataPlaneVersions, usual: null };
  const versions = known ?? (usual === null ? [] : [usual]);
  return versions.map((version, index) => entry('value', version, index === 0 && known !== null ? 'newest stable' : ''));
}
