import type { Block, RequestBlock } from '../language/syntax.ts';
import { targetText } from '../language/targetText.ts';
import { promptFor } from './blockTemplates.ts';
import type { OfflineFacts } from './checkRequest.ts';
import type { VariableScope } from './variableScope.ts';

/** What a path stands on. */
export type PathBase =
  | { readonly kind: 'namedVault' }
  | { readonly kind: 'hostHeader'; readonly value: string }
  | { readonly kind: 'hostVariable' }
  | { readonly kind: 'defaultVault' };

/** httpYac puts the value of the variable `host` before a path. */
const hostVariable = 'host';

/** The text in whose place the variable's value comes. */
export const hostTemplate = `{{${hostVariable}}}`;

/**
 * What the target of a request stands on, if it needs anything: the first of these that the request has. The default vault comes last:
 * whoever writes a host means it. A target that is a query alone knows vaults only.
 * @param hostHeader the value of its Host header, filled in or not
 */
export function pathBaseOf(
  block: Block,
  target: string,
  hostHeader: string | undefined,
  scope: Pick<VariableScope, 'find'>,
  facts: Pick<OfflineFacts, 'environment' | 'fetched'>,
): PathBase {
  if (block.syntax.directives.some(({ key }) => key === 'vault')) return { kind: 'namedVault' };
  if (!target.startsWith('/')) return { kind: 'defaultVault' };
  if (hostHeader !== undefined) return { kind: 'hostHeader', value: hostHeader };
  return hasHostVariable(block, scope, facts) ? { kind: 'hostVariable' } : { kind: 'defaultVault' };
}

/** The same of a request as it stands there, with nothing filled in. */
export function writtenBaseOf(
  block: RequestBlock,
  scope: Pick<VariableScope, 'find'>,
  facts: Pick<OfflineFacts, 'environment' | 'fetched'>,
): PathBase {
  return pathBaseOf(block, targetText(block.syntax.requestLine), hostHeaderOf(block), scope, facts);
}

export function hostHeaderOf({ syntax }: Block): string | undefined {
  return syntax.headers.find(({ name }) => name.text.toLowerCase() === 'host')?.value.text;
}

/** A value that is empty where it is written is none, as in httpYac. */
function hasHostVariable(
  block: Block,
  scope: Pick<VariableScope, 'find'>,
  { environment, fetched }: Pick<OfflineFacts, 'environment' | 'fetched'>,
): boolean {
  if (promptFor(block, hostVariable) !== undefined) return true;
  const found = scope.find(hostVariable, block);
  if (found !== undefined) return found.definition.value.text !== '';
  if (fetched?.has(hostVariable)) return true;
  return Object.hasOwn(environment, hostVariable) && environment[hostVariable] !== '';
}

/** The value of the variable `host` where it is written without variables of its own; undefined where the sending has to tell. */
export function writtenHost(
  block: Block,
  scope: Pick<VariableScope, 'find'>,
  { environment, fetched }: Pick<OfflineFacts, 'environment' | 'fetched'>,
): string | undefined {
  if (promptFor(block, hostVariable) !== undefined) return undefined;
  const found = scope.find(hostVariable, block)?.definition.value.text;
  const value = found ?? (fetched?.has(hostVariable) ? undefined : environment[hostVariable]);
  return value?.includes('{{') ? undefined : value?.trim();
}

/** The text of a base that stands in the request or comes out of a variable; empty for a vault. */
export function baseText(base: PathBase): string {
  if (base.kind === 'hostVariable') return hostTemplate;
  return base.kind === 'hostHeader' ? base.value : '';
}
