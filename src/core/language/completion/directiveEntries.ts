import { variableScopeOf } from '../../resolve/variableScope.ts';
import { directiveFacts, directiveKey, directives } from '../directives.ts';
import { isRequestBlock } from '../syntax.ts';
import type { CompletionAsk, Offer } from './completeAt.ts';
import { type CompletionEntry, entry } from './completionEntry.ts';
import { knownResources } from './resources.ts';

/** The directives that the request does not have yet; `typed` begins with `@` where that is written already. */
export function directiveNames({ place }: CompletionAsk, typed: string): Offer | undefined {
  const there = new Set(place.block.syntax.directives.map(({ key }) => key));
  // A comment is being written, and `# ` alone is not the beginning of a directive.
  if (typed !== '' && !typed.startsWith('@')) return undefined;
  const space = /[#/]$/.test(place.before) ? ' ' : '';
  const free = directives.filter(({ name, repeatable }) => repeatable || !there.has(directiveKey(name)) || `@${name}` === typed);
  return {
    typed: typed.length,
    entries: free.map(({ name, value, summary }) => {
      const needsValue = value.kind !== 'none' && value.kind !== 'switch';
      return entry('directive', `@${name}`, summary, { insert: `${space}@${name}${needsValue ? ' ' : ''}` });
    }),
  };
}

export function directiveValues(ask: CompletionAsk, name: string, typed: string): Offer {
  return { typed: typed.length, entries: valuesOf(ask, directiveKey(name)) };
}

function valuesOf({ document, place, facts }: CompletionAsk, key: string): readonly CompletionEntry[] {
  switch (key) {
    case 'vault':
      return facts.vaults.map(({ name, url }) => entry('vault', name, url));
    case 'credential':
      return facts.credentials.map(({ name, kind }) => entry('credential', name, kind));
    case 'resource':
      return knownResources.map(({ resource, purpose }) => entry('resource', resource, purpose));
    case 'scope':
      return knownResources.map(({ resource, purpose }) => entry('resource', `${resource}/.default`, purpose));
    case 'tenant': {
      const tenants = new Set(facts.vaults.flatMap(({ tenantId }) => (tenantId === undefined ? [] : [tenantId])));
      return [...tenants].map(tenant => entry('value', tenant, 'tenant of a configured vault'));
    }
    case 'ref':
    case 'forceref': {
      const own = place.block.syntax.name?.text;
      const names = variableScopeOf(document).requestNames.filter(name => name !== own);
      return names.map(name => entry('request', name, 'a request of this file'));
    }
    case 'prompt':
    case 'secret':
      return unsetNames({ document, place, facts }).map(name => entry('variable', name, 'has no value yet'));
    default:
      return plainValues(key);
  }
}

export const wordMeanings: Readonly<Record<string, string>> = {
  sdk: 'challenge first, as an SDK does',
  rest: 'token first, no 401',
  anonymous: 'no token at all',
  fresh: 'not what is cached',
  cached: 'only what is cached',
  expired: 'an expired one; embedded vault only',
  none: 'the timeline says what an SDK would do',
  v1: 'asks with a resource',
  v2: 'asks with a scope',
};

function plainValues(key: string): readonly CompletionEntry[] {
  const value = directiveFacts(key)?.value;
  if (value?.kind === 'words') return value.words.map(word => entry('value', word, wordMeanings[word] ?? ''));
  return value?.kind === 'duration' ? ['500ms', '10s', '30s', '2m'].map(time => entry('value', time, '')) : [];
}

function unsetNames({ document, place, facts }: CompletionAsk): readonly string[] {
  if (!isRequestBlock(place.block)) return [];
  const scope = variableScopeOf(document);
  const used = [...place.block.syntax.text.matchAll(/\{\{\s*([\w.-]+)\s*\}\}/g)].map(match => match[1] ?? '');
  const block = place.block;
  return [...new Set(used)].filter(
    name => scope.find(name, block) === undefined && !Object.hasOwn(facts.environment, name) && scope.reference(name) === undefined,
  );
}
