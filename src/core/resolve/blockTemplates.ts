import { answerFiles } from '../language/answerFile.ts';
import { type Block, type BodyPart, type Directive, isRequestBlock, type Piece, type RequestBlock } from '../language/syntax.ts';

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

/** Every text of a request in which variables are filled in; nothing for a block without a request. */
export function blockTemplates(block: Block): readonly BlockTemplate[] {
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
  return [...pieces.map(piece => ({ ...piece, inBody: false })), ...inBody].filter(({ text }) => text.includes('{{'));
}

function bodyText(part: BodyPart): Piece {
  return part.kind === 'text' ? part : part.path;
}

/** The prompt of a block for a variable: `# @prompt name question`. */
export function promptFor(block: RequestBlock, name: string): { readonly question: string; readonly secret: boolean } | undefined {
  for (const { key, value } of block.syntax.directives) {
    if (key !== 'prompt') continue;
    const match = /^(\S+)\s*(.*)$/.exec(value.text);
    if (match?.[1] !== name) continue;
    const hidden = block.syntax.directives.some(directive => directive.key === 'secret') || /secret|token|key|pass/i.test(name);
    return { question: match[2] || `Value of ${name}`, secret: hidden };
  }
  return undefined;
}
