import { promptFor } from '../../resolve/blockTemplates.ts';
import type { OfflineFacts } from '../../resolve/checkRequest.ts';
import { percentEncode } from '../../resolve/percentEncode.ts';
import { type Expression, splitTemplate } from '../../resolve/template.ts';
import type { VariableScope } from '../../resolve/variableScope.ts';
import { isSecretValue } from '../secretValue.ts';
import { type Block, isRequestBlock } from '../syntax.ts';

/** Longer texts are of no use to a reader, and variables that hold each other twice grow without bound. */
const maxLength = 20_000;
const maxDepth = 50;

/** Where the variables of a text come from. */
export interface OfflineContext {
  readonly scope: VariableScope;
  readonly facts: Pick<OfflineFacts, 'environment'>;
}

/** Told of each variable that goes into a text, with its value and the place that it was found in. */
type OnVariable = (name: string, value: string, place: 'file' | 'environment') => void;

/** A text with its variables filled in. `holdsSecret`: by its name or its form, one of the values is a secret. */
export interface OfflineValue {
  readonly text: string;
  readonly holdsSecret: boolean;
}

/** As `offlineText`, for what is shown or copied: a secret is one through however many variables it comes. */
export function offlineValue(text: string, block: Block, context: OfflineContext): OfflineValue | undefined {
  let holdsSecret = false;
  const filled = offlineText(text, block, context, (name, value, place) => {
    holdsSecret ||= isSecretValue(name, value, place);
  });
  return filled === undefined ? undefined : { text: filled, holdsSecret };
}

/**
 * A text with its variables filled in as far as the file and the environment tell: nobody is asked, so prompts, dynamic variables and
 * references to answers have no value here.
 * @returns undefined where a variable has no such value
 */
export function offlineText(text: string, block: Block, context: OfflineContext, onVariable?: OnVariable): string | undefined {
  return fillOffline(text, block, context, false, onVariable);
}

/** As `offlineText`, but a variable that has no such value keeps its braces; undefined where the text would grow without bound. */
export function knownText(text: string, block: Block, context: OfflineContext): string | undefined {
  return fillOffline(text, block, context, true);
}

function fillOffline(
  text: string,
  block: Block,
  { scope, facts }: OfflineContext,
  keepsUnknown: boolean,
  onVariable?: OnVariable,
): string | undefined {
  let left = maxLength;
  const fill = (template: string, depth: number, keeps: boolean): string | undefined => {
    // One for the look itself: variables that double themselves into nothing would be looked at without end.
    left -= template.includes('{{') ? 1 : template.length + 1;
    // A text that holds itself is given up at once: each of its ways would be as deep.
    if (depth > maxDepth) left = -1;
    if (left < 0) return undefined;
    if (!template.includes('{{')) return template;
    let whole = '';
    for (const part of splitTemplate(template)) {
      const known = part.kind === 'expression' ? filledValue(part.expression, depth, keeps) : part.text;
      const value = known ?? (keeps && part.kind === 'expression' ? template.slice(part.span.start, part.span.end) : undefined);
      if (value === undefined) return undefined;
      if (known === undefined || part.kind !== 'expression') left -= value.length;
      if (left < 0) return undefined;
      whole += value;
    }
    return whole;
  };
  const filledValue = (expression: Expression, depth: number, keeps: boolean): string | undefined => {
    if (expression.kind === 'dynamic' || (isRequestBlock(block) && promptFor(block, expression.name) !== undefined)) return undefined;
    const found = scope.find(expression.name, block);
    const written = found?.definition.value.text ?? ownValue(facts.environment, expression.name);
    const value = written === undefined ? undefined : fill(written, depth + 1, keeps && !expression.percentEncode);
    if (value === undefined) return undefined;
    onVariable?.(expression.name, value, found === undefined ? 'environment' : 'file');
    return expression.percentEncode ? percentEncode(value) : value;
  };
  return fill(text, 0, keepsUnknown);
}

function ownValue(environment: Readonly<Record<string, string>>, name: string): string | undefined {
  return Object.hasOwn(environment, name) ? environment[name] : undefined;
}
