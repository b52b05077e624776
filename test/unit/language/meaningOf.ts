import { blockLines } from '../../../src/core/language/blockLines.ts';
import type { KvDocument } from '../../../src/core/language/syntax.ts';

/** Problems of layout alone, which formatting takes away. */
const layout: ReadonlySet<string> = new Set(['directive-spacing', 'header-indented']);

/** What a text means: everything that a reader or a Send takes from it, without places. */
export function meaningOf({ blocks }: KvDocument) {
  const meant = blocks.map(({ syntax }) => ({
    separator: syntax.separator !== null,
    title: syntax.title?.text,
    name: syntax.name?.text,
    definitions: syntax.definitions.map(({ name, value }) => [name.text, value.text]),
    directives: syntax.directives.map(({ key, value }) => [key, value.text]),
    request: syntax.requestLine && {
      kind: syntax.requestLine.kind,
      method: syntax.requestLine.method?.text.toUpperCase(),
      target: syntax.requestLine.target.map(({ text }) => text).join(''),
      version: syntax.requestLine.version?.text.toUpperCase(),
    },
    headers: syntax.headers.map(({ name, value }) => [name.text, value.text]),
    body: syntax.body?.parts.map(part => (part.kind === 'text' ? part.text : [part.path.text, part.expand, part.encoding])),
    assertions: syntax.assertions.map(({ left, operator, right }) => [left.text, operator, right?.text]),
    sections: syntax.sections.map(({ kind }) => kind),
    problems: syntax.problems.filter(({ code }) => !layout.has(code)).map(({ code, severity }) => `${severity} ${code}`),
  }));
  // A text of blank lines is no text; blank lines before the first separator are no block.
  return meant.filter(
    (block, index) => index > 0 || (blocks[0] && blockLines(blocks[0].syntax).some(({ kind }) => kind !== 'blank')) || block.separator,
  );
}
