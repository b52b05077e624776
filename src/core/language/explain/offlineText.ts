import { promptFor } from '../../resolve/blockTemplates.ts';
import type { OfflineFacts } from '../../resolve/checkRequest.ts';
import { splitTemplate } from '../../resolve/template.ts';
import type { VariableScope } from '../../resolve/variableScope.ts';
import { type Block, isRequestBlock } from '../syntax.ts';

/** Longer texts are of no use to a reader, and variables that hold each other twice grow without bound. */
const maxLength = 20_000;
const maxDepth = 50;

/** Where the variables of a text come from. */
export interface OfflineContext {
  readonly scope: VariableScope;
  readonly facts: Pick<OfflineFacts, 'environment'>;
}

/**
 * A text with its variables filled in as far as the file and the environment tell: nobody is asked, so prompts, dynamic variables and
 * references to answers have no value here.
 * @returns undefined where a variable has no such value
 */
export function offlineText(text: string, block: Block, { scope, facts }: OfflineContext): string | undefined {
  let left = maxLength;
  const fill = (template: string, from: Block, depth: number): string | undefined => {
    if (!template.includes('{{')) {
      left -= template.length;
      return left < 0 ? undefined : template;
    }
    if (depth > maxDepth) return undefined;
    let whole = '';
    for (const part of splitTemplate(template)) {
      const value = part.kind === 'expression' ? filledValue(part.expression, depth, from) : part.text;
      if (value === undefined) return undefined;
      if (part.kind !== 'expression') left -= value.length;
      if (left < 0) return undefined;
      whole += value;
    }
    return whole;
  };
  type Expression = Extract<ReturnType<typeof splitTemplate>[number], { kind: 'expression' }>['expression'];
  const filledValue = (expression: Expression, depth: number, from: Block): string | undefined => {
    if (expression.kind === 'dynamic' || (isRequestBlock(block) && promptFor(block, expression.name) !== undefined)) return undefined;
    const found = scope.find(expression.name, from);
    const value =
      found === undefined
        ? Object.hasOwn(facts.environment, expression.name)
          ? facts.environment[expression.name]
          : undefined
        : fill(found.definition.value.text, from, depth + 1);
    return value !== undefined && expression.percentEncode ? encodeWhole(value) : value;
  };
  return fill(text, block, 0);
}

function encodeWhole(value: string): string | undefined {
  try {
    return encodeURIComponent(value);
  } catch {
    // A lone surrogate has no encoding; the send says so.
    return undefined;
  }
}
