import { answerFiles } from '../language/answerFile.ts';
import { type Block, type BodyPart, type Directive, isRequestBlock, type Piece } from '../language/syntax.ts';

/** A text of a block in which variables are filled in. `start` counts from the block. */
export interface BlockTemplate extends Piece {
  /** In a body an opening without a closing is text; elsewhere it is a mistake. */
  readonly inBody: boolean;
}

const filledDirectives = new Set([
  'vault',
  'credential',
  'flow',
  'resource',
  'scope',
  'tenant',
  'tokenendpoint',
  'token',
  'timeout',
  'retry',
  'followredirect',
  'challenge',
]);

/** Whether variables are filled in the value of a directive. Names, titles, notes and prompts are taken as written. */
export function isFilledDirective(directive: Directive): boolean {
  return filledDirectives.has(directive.key);
}

/** Every text of a request with variables to be filled in; nothing for a block without a request. */
export function blockTemplates(block: Block): readonly BlockTemplate[] {
  return filledTexts(block).filter(({ text }) => text.includes('{{'));
}

/** Every text of a request in which variables would be filled in. */
export function filledTexts(block: Block): readonly BlockTemplate[] {
  if (!isRequestBlock(block)) return [];
  const { syntax } = block;
  const pieces: Piece[] = [
    ...syntax.directives.filter(isFilledDirective).map(({ value }) => value),
    ...syntax.requestLine.target,
    ...syntax.headers.flatMap(({ name, value }) => [name, value]),
    ...syntax.assertions.flatMap(({ right }) => (right === null ? [] : [right])),
    ...answerFiles(syntax).map(({ path }) => path),
  ];
  const inBody = (syntax.body?.parts ?? []).map(part => ({ ...bodyText(part), inBody: part.kind === 'text' }));
  return [...pieces.map(piece => ({ ...piece, inBody: false })), ...inBody];
}

function bodyText(part: BodyPart): Piece {
  return part.kind === 'text' ? part : part.path;
}

/** What a block asks for when it is sent. */
export interface Prompt {
  readonly name: string;
  readonly question: string;
  readonly secret: boolean;
}

/** The prompt of a block for a variable. */
export function promptFor(block: Block, name: string): Prompt | undefined {
  let found: Prompt | undefined;
  let hidesAll = false;
  for (const directive of block.syntax.directives) {
    // By itself `# @secret` is about every prompt of its request.
    hidesAll ||= directive.key === 'secret' && directive.value.text === '';
    const prompt = promptOf(directive);
    if (prompt?.name !== name) continue;
    found = { name, question: found?.question || prompt.question, secret: found?.secret || prompt.secret };
  }
  return found && { name, question: found.question || `Value of ${name}`, secret: found.secret || hidesAll };
}

/** `# @prompt name question`, and `# @secret name question` of Kulala, which hides what is typed; undefined for every other directive. */
export function promptOf({ key, value }: Directive): Prompt | undefined {
  if (key !== 'prompt' && key !== 'secret') return undefined;
  const [, name, question = ''] = /^(\S+)\s*(.*)$/.exec(value.text) ?? [];
  return name === undefined ? undefined : { name, question, secret: key === 'secret' || /secret|token|key|pass/i.test(name) };
}
