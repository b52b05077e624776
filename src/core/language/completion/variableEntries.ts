import { promptOf } from '../../resolve/blockTemplates.ts';
import { variableScopeOf } from '../../resolve/variableScope.ts';
import { shownValue } from '../hover/shownValue.ts';
import type { CompletionAsk, Offer } from './completeAt.ts';
import { type CompletionEntry, entry } from './completionEntry.ts';
import { dynamicFacts } from './dynamicFacts.ts';

export const answerPaths: readonly (readonly [path: string, summary: string])[] = [
  ['response.body.$.value', 'a value of the JSON answer'],
  ['response.headers.x-ms-request-id', 'a header of the answer'],
  ['token.aud', 'a claim of the token'],
  ['challenge.tenant', 'a part of the challenge'],
  ['calls[0].status', 'a field of one call'],
];

/** What can stand between the braces: the file's variables, prompts, the environment, answers of other requests, dynamic ones. */
export function variableEntries({ document, place, facts }: CompletionAsk, typed: string): Offer {
  const scope = variableScopeOf(document);
  const close = /^\s*[^{}\s]*\s*\}\}/.test(place.after) ? '' : '}}';
  const closed = (each: CompletionEntry): CompletionEntry => ({ ...each, insert: `${each.insert}${close}` });
  const own = place.block.syntax.name?.text;
  const defined = scope.variableNames.map(name => {
    const value = scope.find(name, place.block)?.definition.value.text ?? '';
    return entry('variable', name, shownValue(name, value, 'file'), { documentation: 'A variable of this file.' });
  });
  const prompts = place.block.syntax.directives.flatMap(directive => {
    const name = promptOf(directive)?.name;
    return name === undefined ? [] : [entry('variable', name, 'asked for when the request is sent')];
  });
  const environment = Object.entries(facts.environment).map(([name, value]) =>
    entry('variable', name, shownValue(name, value, 'environment'), { documentation: 'A variable of the environment in use.' }),
  );
  const fetched = [...(facts.fetched ?? [])].map(name => entry('variable', name, 'fetched when the request is sent'));
  const requests = scope.requestNames
    .filter(name => name !== own && /^[\w-]+$/.test(name))
    .slice(0, 50)
    .flatMap(name => answerPaths.map(([path, summary]) => entry('request', `${name}.${path}`, summary)));
  const dynamic = dynamicFacts.map(({ name, insert, summary }) => entry('value', name, summary, { insert, isSnippet: true }));
  return { typed: typed.length, entries: [...prompts, ...defined, ...environment, ...fetched, ...dynamic, ...requests].map(closed) };
}
