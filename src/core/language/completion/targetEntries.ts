import { isManagementHost } from '../../token/clouds.ts';
import { hostOfUrl } from '../../token/hostOfUrl.ts';
import { dataPlaneVersions, managementVersions } from '../explain/apiVersions.ts';
import { isRequestBlock } from '../syntax.ts';
import { targetText } from '../targetText.ts';
import type { CompletionAsk, Offer } from './completeAt.ts';
import { type CompletionEntry, entry, snippetText } from './completionEntry.ts';
import { type LoadedNames, noNames } from './completionFacts.ts';
import { accessText, pathSnippet, versionFor } from './methodEntries.ts';
import { operationsOf } from './operations.ts';
import { hostAt, vaultAt } from './requestHost.ts';

export const queryParameters: readonly (readonly [name: string, summary: string, methods: readonly string[]])[] = [
  ['maxresults', 'Entries a page, 1 to 25.', ['GET']],
  ['outContentType', 'A certificate’s secret as PFX or PEM, from 2025-06-01-preview.', ['GET']],
  ['includePending', 'Certificates: pending ones too.', ['GET']],
];

/** What can stand in a target: paths of the vault's API, names that were listed, vault addresses, parameters and their values. */
export function targetEntries(ask: CompletionAsk, method: string, typed: string): Offer | undefined {
  const version = /[?&]api-version=([^&#]*)$/.exec(typed);
  if (version !== null) return { typed: version[1]?.length ?? 0, entries: versionEntries(ask, typed) };
  if (/[?&][\w-]+=[^&]*$/.test(typed)) return undefined;
  const parameter = /[?&]([\w-]*)$/.exec(typed);
  if (parameter !== null) return { typed: parameter[1]?.length ?? 0, entries: parameterEntries(ask, method) };
  const origin = /^(?:https?:\/\/[^/?#]*|\{\{[^{}]*\}\})(?=\/)/i.exec(typed)?.[0] ?? '';
  const path = typed.slice(origin.length);
  if (path !== '' && !path.startsWith('/')) return { typed: typed.length, entries: originEntries(ask) };
  const names = nameEntries(ask, path);
  const entries = [...names, ...pathEntries(ask, method), ...(typed === '' ? originEntries(ask) : [])];
  return { typed: path.length, entries };
}

function pathEntries(ask: CompletionAsk, method: string): readonly CompletionEntry[] {
  const hasQuery = /^[^\s]*\?/.test(ask.place.after);
  return operationsOf(hostAt(ask))
    .filter(operation => operation.method === method)
    .map(operation => {
      const query = hasQuery ? '' : `?api-version=${versionFor(operation)}`;
      return entry('operation', operation.path, operation.title, {
        insert: `${pathSnippet(operation.path)}${query}`,
        isSnippet: true,
        documentation: accessText(operation),
      });
    });
}

/** Behind `/secrets/`: the names that the vault's tree has listed. */
function nameEntries(ask: CompletionAsk, path: string): readonly CompletionEntry[] {
  const kind = /^\/{1,2}(?:deleted)?(secrets|keys|certificates)\/[^/?]*$/i.exec(path)?.[1]?.toLowerCase() as keyof LoadedNames | undefined;
  if (kind === undefined) return [];
  const vault = vaultAt(ask);
  const names = vault === undefined ? noNames : ask.facts.loadedNames(vault);
  const folder = path.slice(0, path.lastIndexOf('/') + 1);
  const query = /^[^\s]*\?/.test(ask.place.after) ? '' : '?api-version=7.6';
  return names[kind].map(name => {
    const whole = `${folder}${name}`;
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

function versionEntries(ask: CompletionAsk, typed: string): readonly CompletionEntry[] {
  const { block } = ask.place;
  const host = hostOfUrl(isRequestBlock(block) ? targetText(block.syntax.requestLine) : typed);
  const isManagement = host !== undefined && isManagementHost(host);
  const known = isManagement ? managementVersions : dataPlaneVersions;
  return known.map((version, index) => entry('value', version, index === 0 ? 'newest stable' : ''));
}
