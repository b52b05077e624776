import type { TextSpan } from '../../model/textSpan.ts';
import { createVariableScope } from '../../resolve/variableScope.ts';
import { nameMatches } from '../requestName.ts';
import { isRequestBlock, type KvDocument, spanInDocument } from '../syntax.ts';
import { templateUses } from './templateUses.ts';

/** Something of the file that has a name: a variable, or a request. */
export interface KvSymbol {
  readonly kind: 'variable' | 'request';
  readonly name: string;
}

/** One place where a symbol is written, as offsets in the document. */
export interface Occurrence {
  readonly span: TextSpan;
  readonly isDefinition: boolean;
  /** As it stands there: `read-one` may be used as `readOne`. */
  readonly text: string;
}

/** The symbol that is written at a place, with its span; undefined where there is none. */
export function symbolAt(document: KvDocument, offset: number): { readonly symbol: KvSymbol; readonly span: TextSpan } | undefined {
  const block = document.blocks.findLast(({ start }) => start <= offset);
  if (block === undefined) return undefined;
  const covers = ({ start, end }: TextSpan) => block.start + start <= offset && offset <= block.start + end;
  const found = (kind: KvSymbol['kind'], name: string, span: TextSpan) => ({ symbol: { kind, name }, span: spanInDocument(block, span) });
  for (const { name } of block.syntax.definitions) if (covers(name)) return found('variable', name.text, name);
  const own = block.syntax.name;
  if (own !== null && isRequestBlock(block) && covers(own)) return found('request', own.text, own);
  for (const { key, value } of block.syntax.directives) {
    if ((key === 'ref' || key === 'forceref') && covers(value)) return found('request', requestOf(document, value.text), value);
    const prompted = key === 'prompt' ? promptName(value.text) : '';
    const span = { start: value.start, end: value.start + prompted.length };
    if (prompted !== '' && covers(span)) return found('variable', prompted, span);
  }
  for (const { expression, inner } of templateUses(block)) {
    if (!covers(inner) || expression.kind !== 'variable') continue;
    const reference = createVariableScope(document).reference(expression.name);
    if (reference === undefined) return found('variable', expression.name, inner);
    const written = /^[^.[\]]+/.exec(expression.name)?.[0] ?? '';
    const span = { start: inner.start, end: inner.start + written.length };
    return covers(span) ? found('request', reference.name, span) : undefined;
  }
  return undefined;
}

/** Every place where a symbol is written, in the order of the text. */
export function occurrencesOf(document: KvDocument, { kind, name }: KvSymbol): readonly Occurrence[] {
  const scope = createVariableScope(document);
  const places: Occurrence[] = [];
  for (const block of document.blocks) {
    // Most blocks of a long file hold neither the name nor an alias of it.
    if (kind === 'variable' && !block.syntax.text.includes(name)) continue;
    const add = (span: TextSpan, isDefinition: boolean) =>
      places.push({ span: spanInDocument(block, span), isDefinition, text: block.syntax.text.slice(span.start, span.end) });
    if (kind === 'variable')
      for (const definition of block.syntax.definitions) if (definition.name.text === name) add(definition.name, true);
    if (kind === 'request' && isRequestBlock(block) && block.syntax.name?.text === name) add(block.syntax.name, true);
    for (const { key, value } of block.syntax.directives) {
      if (kind === 'request' && (key === 'ref' || key === 'forceref') && nameMatches(name, value.text)) add(value, false);
      if (kind === 'variable' && key === 'prompt' && promptName(value.text) === name) {
        add({ start: value.start, end: value.start + name.length }, true);
      }
    }
    for (const { expression, inner } of templateUses(block)) {
      if (expression.kind !== 'variable') continue;
      const reference = scope.reference(expression.name);
      if (kind === 'variable' && reference === undefined && expression.name === name) add(inner, false);
      const written = /^[^.[\]]+/.exec(expression.name)?.[0] ?? '';
      // `loginResponse` is not the name itself, and stays as it is.
      if (kind === 'request' && reference?.name === name && nameMatches(name, written)) {
        add({ start: inner.start, end: inner.start + written.length }, false);
      }
    }
  }
  return places.toSorted((a, b) => a.span.start - b.span.start);
}

/** Said where what stands at the cursor has no definition. */
export const notRenamable = 'Only variables and requests that this file or an environment file defines can be renamed.';

export function takenName(name: string): string {
  return `"${name}" is there already: the two would become one.`;
}

/** Why a symbol cannot have a name, in words; undefined where it can. */
export function renameProblem(document: KvDocument, symbol: KvSymbol, name: string): string | undefined {
  if (symbol.kind === 'variable' && !/^[^\s=:{}%$.[\]][^\s=:{}.[\]]*$/.test(name))
    return 'A variable has a name without spaces, dots, braces, "=" or ":".';
  if (symbol.kind === 'request' && !/^[\w-]+$/.test(name)) return 'The name of a request has letters, digits, "-" and "_" only.';
  const scope = createVariableScope(document);
  const taken = symbol.kind === 'variable' ? scope.variableNames : scope.requestNames;
  return name !== symbol.name && taken.includes(name) ? takenName(name) : undefined;
}

function requestOf(document: KvDocument, written: string): string {
  return createVariableScope(document).requestNames.find(name => nameMatches(name, written)) ?? written;
}

function promptName(value: string): string {
  return /^\S+/.exec(value)?.[0] ?? '';
}
