import { splitTemplate } from '../../resolve/template.ts';
import { spanInDocument } from '../syntax.ts';
import { type Fix, replaceFix } from './advice.ts';
import type { ExplainContext } from './explainContext.ts';

/** Definitions that are looked through, one behind the other. */
const maxDepth = 8;

/**
 * A fix in the definition of a variable: where `old` comes into `text` through a variable of the file, it is replaced there. Nothing where it
 * comes from elsewhere: an environment or a setting is not ours to change.
 */
export function variableFix(title: string, text: string, context: ExplainContext, old: string, wanted: string): readonly Fix[] {
  const look = (template: string, depth: number): readonly Fix[] => {
    if (depth > maxDepth) return [];
    for (const part of splitTemplate(template)) {
      const found =
        part.kind === 'expression' && part.expression.kind === 'variable'
          ? context.scope.find(part.expression.name, context.block)
          : undefined;
      if (found === undefined) continue;
      const { value } = found.definition;
      const at = value.text.toLowerCase().indexOf(old.toLowerCase());
      if (at < 0) {
        const deeper = look(value.text, depth + 1);
        if (deeper.length > 0) return deeper;
        continue;
      }
      const span = { start: value.start + at, end: value.start + at + old.length };
      return [replaceFix(title, spanInDocument(found.block, span), wanted)];
    }
    return [];
  };
  return look(text, 0);
}
