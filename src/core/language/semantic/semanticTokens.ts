import type { TextSpan } from '../../model/textSpan.ts';
import { blockLines } from '../blockLines.ts';
import { type Block, type KvDocument, spanInDocument } from '../syntax.ts';
import { type TemplateUse, templateUses } from './templateUses.ts';
import type { TokenType } from './tokenTypes.ts';

export interface SemanticToken {
  readonly span: TextSpan;
  readonly type: TokenType;
}

/** The tokens of a stretch of the document, in order, none over another, none over a line break. Only the blocks in it are looked at. */
export function semanticTokens(document: KvDocument, range: TextSpan): readonly SemanticToken[] {
  return document.blocks
    .filter(({ start, end }) => start < range.end && end > range.start)
    .flatMap(tokensOf)
    .filter(({ span }) => span.start < range.end && span.end > range.start);
}

function tokensOf(block: Block): readonly SemanticToken[] {
  const { syntax } = block;
  const tokens: { readonly start: number; readonly end: number; readonly type: TokenType }[] = [];
  const uses = templateUses(block);
  const add = (span: TextSpan | null, type: TokenType) => {
    if (span !== null) for (const rest of withoutUses(span, uses)) tokens.push({ ...rest, type });
  };
  add(syntax.requestLine?.method ?? null, 'keyword');
  for (const part of syntax.requestLine?.target ?? []) add(part, 'string');
  add(syntax.requestLine?.version ?? null, 'keyword');
  for (const { name } of syntax.headers) add(name, 'property');
  for (const { name, value, key } of syntax.directives) {
    add({ start: name.start - 1, end: name.end }, 'decorator');
    if (key === 'vault' || key === 'credential') add(value, 'namespace');
    else if (key === 'name' || key === 'ref' || key === 'forceref') add(value, 'type');
  }
  for (const { name } of syntax.definitions) add(name, 'variable');
  for (const { left, right } of syntax.assertions) {
    add(left, 'property');
    add(right === null ? { start: left.end, end: left.end } : { start: left.end, end: right.start }, 'operator');
  }
  for (const line of blockLines(syntax)) if (notSent.has(line.kind)) add(line, 'comment');
  for (const { inner, expression } of uses) tokens.push({ ...inner, type: expression.kind === 'dynamic' ? 'function' : 'variable' });
  return tokens
    .map(token => ({ ...trimmed(syntax.text, token), type: token.type }))
    .filter(({ start, end }) => start < end)
    .toSorted((a, b) => a.start - b.start)
    .filter((token, index, all) => index === 0 || token.start >= (all[index - 1]?.end ?? 0))
    .map(({ start, end, type }) => ({ span: spanInDocument(block, { start, end }), type }));
}

const notSent: ReadonlySet<string> = new Set(['notSent', 'script', 'response', 'responseLink', 'spread', 'import']);

/** What is left of a span when the variables in it are taken out: these have a colour of their own. */
function withoutUses(span: TextSpan, uses: readonly TemplateUse[]): readonly TextSpan[] {
  let from = span.start;
  const rest: TextSpan[] = [];
  for (const { span: use } of uses) {
    if (use.start < from || use.end > span.end) continue;
    rest.push({ start: from, end: use.start });
    from = use.end;
  }
  rest.push({ start: from, end: span.end });
  return rest;
}

function trimmed(text: string, { start, end }: TextSpan): TextSpan {
  const part = text.slice(start, end);
  return { start: start + part.length - part.trimStart().length, end: start + part.trimEnd().length };
}
