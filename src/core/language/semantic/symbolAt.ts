import type { TextSpan } from '../../model/textSpan.ts';
import { promptOf } from '../../resolve/blockTemplates.ts';
import { variableScopeOf } from '../../resolve/variableScope.ts';
import { blockAt } from '../blockAt.ts';
import { type Block, type KvDocument, spanInDocument } from '../syntax.ts';
import { type KvSymbol, type NamedPlace, namedPlaces } from './namedPlaces.ts';

/** One place where a symbol is written, as offsets in the document. */
export interface Occurrence {
  readonly span: TextSpan;
  readonly isDefinition: boolean;
  /** As it stands there: `read-one` may be used as `readOne`. */
  readonly text: string;
}

/** The symbol that is written at a place, with its span; undefined where there is none. */
export function symbolAt(document: KvDocument, offset: number): { readonly symbol: KvSymbol; readonly span: TextSpan } | undefined {
  const block = blockAt(document.blocks, offset);
  if (block === undefined) return undefined;
  const covers = ({ span }: NamedPlace) => block.start + span.start <= offset && offset <= block.start + span.end;
  const place = namedPlaces(block, variableScopeOf(document)).find(covers);
  if (place === undefined) return undefined;
  const { kind, name } = place;
  return { symbol: { kind, name, within: asksFor(block, { kind, name }) ? block : undefined }, span: spanInDocument(block, place.span) };
}

/** Every place where a symbol is written, in the order of the text. */
export function occurrencesOf(document: KvDocument, symbol: KvSymbol): readonly Occurrence[] {
  const { kind, name, within } = symbol;
  const scope = variableScopeOf(document);
  // Most blocks of a long file hold neither the name nor an alias of it.
  const mayHold = ({ syntax }: Block) => kind === 'request' || syntax.text.includes(name);
  const isMeant = (block: Block) => (within === undefined ? !asksFor(block, symbol) : block === within);
  return document.blocks
    .filter(block => mayHold(block) && isMeant(block))
    .flatMap(block =>
      namedPlaces(block, scope)
        .filter(place => place.kind === kind && place.name === name)
        .map(({ span, isDefinition }) => ({
          span: spanInDocument(block, span),
          isDefinition,
          text: block.syntax.text.slice(span.start, span.end),
        }))
        .toSorted((a, b) => a.span.start - b.span.start),
    );
}

/** Whether a block has a prompt for a variable. */
function asksFor({ syntax }: Block, { kind, name }: KvSymbol): boolean {
  return kind === 'variable' && syntax.directives.some(directive => promptOf(directive)?.name === name);
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
  return name !== symbol.name && isTaken(document, symbol.kind, name) ? takenName(name) : undefined;
}

/** A variable is there also where it is used alone: its value comes from a prompt or an environment. */
function isTaken(document: KvDocument, kind: KvSymbol['kind'], name: string): boolean {
  const scope = variableScopeOf(document);
  if (kind === 'request') return scope.requestNames.includes(name);
  return document.blocks.some(
    block => block.syntax.text.includes(name) && namedPlaces(block, scope).some(place => place.kind === kind && place.name === name),
  );
}
