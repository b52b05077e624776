import { promptFor } from '../../resolve/blockTemplates.ts';
import type { FoundDefinition, VariableScope } from '../../resolve/variableScope.ts';
import type { CompletionFacts } from '../completion/completionFacts.ts';
import { offlineValue } from '../explain/offlineText.ts';
import { type Block, type Definition, isRequestBlock, type KvDocument } from '../syntax.ts';
import { type HoverLine, type HoverText, hoverLine } from './hoverText.ts';
import { cutValue, hiddenValue, shownValue } from './shownValue.ts';

/** Where a variable is used, and what is known there. */
export interface VariablePlace {
  readonly document: KvDocument;
  readonly block: Block;
  readonly scope: VariableScope;
  readonly facts: CompletionFacts;
}

/** A variable's value, where it comes from and what it shadows. What counts first: a prompt, the file, the environment, an answer. */
export function variableHover(name: string, place: VariablePlace): Omit<HoverText, 'span'> {
  const { block, scope, facts } = place;
  const prompt = isRequestBlock(block) ? promptFor(block, name) : undefined;
  const found = scope.find(name, block);
  const environment = environmentLines(name, 'From', facts);
  if (prompt !== undefined) {
    const shadowed = found === undefined ? [] : [shadowedDefinition(found)];
    return {
      title: name,
      lines: [hoverLine('Asked for when the request is sent:', prompt.question), ...shadowed, ...shadowedEnvironment(name, facts)],
    };
  }
  if (found !== undefined) {
    return { title: name, lines: [...definitionLines(name, found, place), ...shadowedEnvironment(name, facts)] };
  }
  if (environment.length > 0) return { title: name, lines: [environmentValue(name, place), ...environment] };
  const reference = scope.reference(name);
  const lines =
    reference === undefined
      ? [hoverLine('Has no value: define it above, ask for it with "# @prompt", or set it in the environment')]
      : [hoverLine('From the last answer of the request', reference.name), hoverLine('Path', reference.path)];
  return { title: name, lines };
}

function definitionLines(name: string, found: FoundDefinition, { document, block, scope, facts }: VariablePlace): readonly HoverLine[] {
  const value = offlineValue(`{{${name}}}`, block, { scope, facts });
  const written = shownValue(name, found.definition.value.text, 'file');
  const shown = value === undefined ? written : value.holdsSecret ? hiddenValue : cutValue(value.text);
  const more = value === undefined ? [hoverLine('Some of it is known only when the request is sent')] : [];
  const earlier = definitionBefore(document, found);
  return [
    hoverLine('Value', shown),
    hoverLine(`Defined in line ${lineOf(found)} of this file`),
    ...more,
    ...(earlier === undefined ? [] : [shadowedDefinition(earlier)]),
  ];
}

type Placed = Pick<FoundDefinition, 'block' | 'definition'>;

/** The nearest definition of the same name above the one that counts. */
function definitionBefore(document: KvDocument, { block, definition }: Placed): Placed | undefined {
  const isEarlier = (each: Definition, at: Block) => at.start + each.start < block.start + definition.start;
  for (const at of document.blocks.toReversed()) {
    const earlier = at.syntax.definitions.findLast(each => each.name.text === definition.name.text && isEarlier(each, at));
    if (earlier !== undefined) return { block: at, definition: earlier };
  }
  return undefined;
}

function shadowedDefinition(placed: Placed): HoverLine {
  return hoverLine(`Shadows the definition in line ${lineOf(placed)}`);
}

function lineOf({ block, definition }: Placed): number {
  return block.line + definition.line + 1;
}

function environmentValue(name: string, { block, scope, facts }: VariablePlace): HoverLine {
  if (facts.fetched?.has(name)) return hoverLine('Fetched when the request is sent: it is a secret');
  const value = offlineValue(`{{${name}}}`, block, { scope, facts });
  if (value === undefined) return hoverLine('Value', shownValue(name, facts.environment[name] ?? '', 'environment'));
  return hoverLine('Value', value.holdsSecret ? hiddenValue : cutValue(value.text));
}

/** Nothing where no environment in use has the variable; else where it stands, and which others of the same name it hides. */
function environmentLines(
  name: string,
  word: 'From' | 'Shadows',
  { environment, fetched, origins }: CompletionFacts,
): readonly HoverLine[] {
  if (!Object.hasOwn(environment, name) && fetched?.has(name) !== true) return [];
  const origin = origins !== undefined && Object.hasOwn(origins, name) ? origins[name] : undefined;
  if (origin === undefined) return [hoverLine(`${word} the environment in use`)];
  const line = (verb: string, { environment: of, path }: { readonly environment: string; readonly path: string }) =>
    hoverLine(`${verb} the environment ${of} (${path.split(/[\\/]/).at(-1)})`);
  return [line(word, origin), ...origin.shadows.map(each => line('Shadows', each))];
}

function shadowedEnvironment(name: string, facts: CompletionFacts): readonly HoverLine[] {
  const [first, ...more] = environmentLines(name, 'Shadows', facts);
  if (first === undefined) return [];
  const value = Object.hasOwn(facts.environment, name) ? shownValue(name, facts.environment[name] ?? '', 'environment') : null;
  return [value === null ? first : hoverLine(`${first.label}, which has`, value), ...more];
}
