import type { TextSpan } from '../../model/textSpan.ts';
import { blockTemplates } from '../../resolve/blockTemplates.ts';
import { type Expression, splitTemplate } from '../../resolve/template.ts';
import type { Block } from '../syntax.ts';

/** A `{{…}}` of a block. Spans count from the block; `span` holds the braces, `inner` what stands between them, trimmed. */
export interface TemplateUse {
  readonly expression: Expression;
  readonly span: TextSpan;
  readonly inner: TextSpan;
}

/** Every variable that a block uses: in its request, and in the values that it defines. */
export function templateUses(block: Block): readonly TemplateUse[] {
  if (!block.syntax.text.includes('{{')) return [];
  const values = block.syntax.definitions.map(({ value }) => value);
  return [...values, ...blockTemplates(block)].flatMap(piece => {
    if (!piece.text.includes('{{')) return [];
    return splitTemplate(piece.text).flatMap(part => {
      if (part.kind !== 'expression') return [];
      const span = { start: piece.start + part.span.start, end: piece.start + part.span.end };
      const text = block.syntax.text.slice(span.start + 2, span.end - 2);
      const lead = /^\s*(?:%\s*)?/.exec(text)?.[0].length ?? 0;
      const start = span.start + 2 + lead;
      return [{ expression: part.expression, span, inner: { start, end: start + text.slice(lead).trimEnd().length } }];
    });
  });
}
