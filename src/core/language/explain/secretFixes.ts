import type { TextSpan } from '../../model/textSpan.ts';
import { filledTexts, promptFor } from '../../resolve/blockTemplates.ts';
import { lineAround } from '../lineAround.ts';
import { lineBreakOf } from '../lineBreakOf.ts';
import { requestLineStart } from '../requestLineStart.ts';
import { templateUses } from '../semantic/templateUses.ts';
import {
  type Block,
  type Definition,
  type HeaderLine,
  isRequestBlock,
  type KvDocument,
  type RequestBlock,
  spanInDocument,
} from '../syntax.ts';
import { type Fix, replaceFix, type TextEdit } from './advice.ts';
import { requestsWith } from './requestsWith.ts';

/** The line of a piece of a block, with its break. */
function lineEdit(block: Block, { start }: TextSpan): TextEdit {
  return { span: spanInDocument(block, lineAround(block.syntax.text, start)), text: '' };
}

/** For a request that gets its token by itself. */
export function spareHeaderFix(block: RequestBlock, header: HeaderLine): Fix {
  return { title: 'Delete the header: the challenge decides', edits: [lineEdit(block, header)] };
}

/** For a request that then goes without. */
export function deleteHeaderFix(block: RequestBlock, header: HeaderLine): Fix {
  return { title: 'Delete this header', edits: [lineEdit(block, header)] };
}

export function definitionAt(block: Block, { start, end }: TextSpan): Definition | undefined {
  return block.syntax.definitions.find(({ value }) => value.start <= start && end <= value.end);
}

/** The variable that takes the place of a secret: the definition's own one where its value is nothing but the secret. */
export function askedName(block: Block, at: TextSpan, name: string): string {
  const definition = definitionAt(block, at);
  if (definition === undefined) return name;
  const own = definition.name.text;
  if (isWhole(definition, at)) return own;
  return name === own ? `${name}Value` : name;
}

/**
 * Takes a secret out of the text: the requests that it goes into ask for it, without showing what is typed. A definition that is nothing
 * but the secret goes; where nobody fills in variables, the secret alone does.
 * @param name of the variable, where no definition holds the secret
 * @param before what is to stand before it, in a request
 */
export function askFixes(block: Block, at: TextSpan, name: string, document: KvDocument, before = ''): readonly Fix[] {
  const definition = definitionAt(block, at);
  if (definition !== undefined) return [askForDefinition(block, definition, at, name, document)];
  const isFilled = isRequestBlock(block) && filledTexts(block).some(({ start, end }) => start <= at.start && at.end <= end);
  const span = spanInDocument(block, at);
  if (!isFilled) return [replaceFix('Delete it', span, '')];
  return [{ title: `Ask for it: # @secret ${name}`, edits: [...prompts([block], name, document), { span, text: `${before}{{${name}}}` }] }];
}

function askForDefinition(block: Block, definition: Definition, at: TextSpan, name: string, document: KvDocument): Fix {
  const users = requestsWith(definition, document);
  if (users.length === 0) return { title: 'Delete this line', edits: [lineEdit(block, definition)] };
  const asked = askedName(block, at, name);
  // The rest of the value stays, so the definition does too.
  const edit = isWhole(definition, at) ? lineEdit(block, definition) : { span: spanInDocument(block, at), text: `{{${asked}}}` };
  return { title: `Ask for it: # @secret ${asked}`, edits: [edit, ...prompts(users, asked, document)] };
}

function isWhole({ value }: Definition, { start, end }: TextSpan): boolean {
  return start === value.start && end === value.end;
}

function prompts(users: readonly RequestBlock[], name: string, document: KvDocument): readonly TextEdit[] {
  return users
    .filter(user => promptFor(user, name) === undefined)
    .map(user => {
      const at = requestLineStart(user);
      return { span: { start: at, end: at }, text: `# @secret ${name}${lineBreakOf(document.text)}` };
    });
}

/**
 * `@token = eyJ…` for the Authorization headers of requests that get their token by themselves: line and headers go. Nothing where the
 * variable is also used elsewhere.
 * @param isSpare whether a request gets its token by itself
 */
export function deleteWithHeaders(
  block: Block,
  definition: Definition,
  document: KvDocument,
  isSpare: (user: RequestBlock) => boolean,
): readonly Fix[] {
  const name = definition.name.text;
  const users = requestsWith(definition, document);
  const headers = users.flatMap(user => {
    const uses = templateUses(user).filter(({ expression }) => expression.name === name);
    const header = user.syntax.headers.find(each => isOnlyUse(each, uses));
    return header !== undefined && isSpare(user) ? [lineEdit(user, header)] : [];
  });
  if (users.length === 0 || headers.length < users.length) return [];
  return [{ title: 'Delete it and the headers: the challenge decides', edits: [lineEdit(block, definition), ...headers] }];
}

function isOnlyUse({ name, value }: HeaderLine, uses: readonly { readonly span: TextSpan }[]): boolean {
  const [use] = uses;
  if (use === undefined || uses.length > 1 || name.text.toLowerCase() !== 'authorization') return false;
  const before = value.text.slice(0, Math.max(0, use.span.start - value.start));
  return use.span.end === value.end && use.span.start >= value.start && /^(?:Bearer\s+)?$/i.test(before);
}
