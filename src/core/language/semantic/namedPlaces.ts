import type { TextSpan } from '../../model/textSpan.ts';
import { promptOf } from '../../resolve/blockTemplates.ts';
import type { VariableScope } from '../../resolve/variableScope.ts';
import { runName } from '../importLine.ts';
import { type Block, type Directive, type ForeignSection, isRequestBlock } from '../syntax.ts';
import { type TemplateUse, templateUses } from './templateUses.ts';

/** Something of the file that has a name: a variable, or a request. */
export interface KvSymbol {
  readonly kind: 'variable' | 'request';
  readonly name: string;
  /** The one block that a variable belongs to, where that asks for it: a prompt is about its own request. */
  readonly within?: Block | undefined;
}

/** A place of a block where a symbol is written. The span counts from the block; an alias of a request stands for its name. */
export interface NamedPlace extends KvSymbol {
  readonly span: TextSpan;
  readonly isDefinition: boolean;
}

/** Every place of a block where a variable or a request is named: definitions first. */
export function namedPlaces(block: Block, scope: VariableScope): readonly NamedPlace[] {
  const { definitions, directives, sections, name } = block.syntax;
  const own: readonly NamedPlace[] =
    name === null || !isRequestBlock(block) ? [] : [{ kind: 'request', name: name.text, span: name, isDefinition: true }];
  return [
    ...definitions.map((each): NamedPlace => ({ kind: 'variable', name: each.name.text, span: each.name, isDefinition: true })),
    ...own,
    ...directives.flatMap(each => directivePlaces(each, scope)),
    ...sections.flatMap(each => runPlaces(each, block, scope)),
    ...templateUses(block).flatMap(each => usedPlaces(each, block, scope)),
  ];
}

function directivePlaces(directive: Directive, scope: VariableScope): readonly NamedPlace[] {
  const { key, value } = directive;
  if (key === 'ref' || key === 'forceref')
    return [{ kind: 'request', name: requestOf(value.text, scope), span: value, isDefinition: false }];
  const prompted = promptOf(directive)?.name;
  if (prompted === undefined) return [];
  return [{ kind: 'variable', name: prompted, span: { start: value.start, end: value.start + prompted.length }, isDefinition: true }];
}

/** `run #name` of JetBrains. */
function runPlaces({ kind, start, end }: ForeignSection, { syntax }: Block, scope: VariableScope): readonly NamedPlace[] {
  const line = syntax.text.slice(start, end);
  const written = kind === 'import' ? runName(line) : undefined;
  if (written === undefined) return [];
  const at = start + line.lastIndexOf(written);
  return [{ kind: 'request', name: requestOf(written, scope), span: { start: at, end: at + written.length }, isDefinition: false }];
}

function usedPlaces({ expression, inner }: TemplateUse, { syntax }: Block, scope: VariableScope): readonly NamedPlace[] {
  if (expression.kind === 'dynamic') {
    // `{{$processEnv %name}}`: the variable says which one is meant.
    const indirect = /%([^\s"']+)$/.exec(syntax.text.slice(inner.start, inner.end))?.[1];
    if (indirect === undefined || expression.args[0] !== `%${indirect}`) return [];
    return [{ kind: 'variable', name: indirect, span: { start: inner.end - indirect.length, end: inner.end }, isDefinition: false }];
  }
  const reference = scope.reference(expression.name);
  if (reference === undefined) return [{ kind: 'variable', name: expression.name, span: inner, isDefinition: false }];
  const written = /^[^.[\]]+/.exec(expression.name)?.[0].trimEnd() ?? '';
  // `loginResponse` of httpYac holds the name of the request, `login`.
  const named = scope.hasRequest(written) ? written : written.slice(0, -'Response'.length);
  return [{ kind: 'request', name: reference.name, span: { start: inner.start, end: inner.start + named.length }, isDefinition: false }];
}

/** The request of which a text is the name or an alias. */
function requestOf(written: string, scope: VariableScope): string {
  return scope.reference(`${written}.status`)?.name ?? written;
}
