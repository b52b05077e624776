import type { CopiedRequest } from '../../copy/copiedRequest.ts';
import type { OfflineFacts } from '../../resolve/checkRequest.ts';
import { splitTemplate } from '../../resolve/template.ts';
import type { VariableScope } from '../../resolve/variableScope.ts';
import { redactBodyText } from '../../token/redactBody.ts';
import { offlineText } from '../explain/offlineText.ts';
import { requestPlace } from '../explain/requestPlace.ts';
import { isSecretValue } from '../hover/shownValue.ts';
import type { RequestBlock } from '../syntax.ts';

/**
 * A request that was not sent, as it may be copied: variables that are known are filled in, the others and those that hold a secret stay
 * in their braces. A flow that would send a token leaves its mark, never a token.
 */
export function copyOfText(block: RequestBlock, scope: VariableScope, facts: OfflineFacts): CopiedRequest {
  const fill = (text: string) => filled(text, block, scope, facts);
  const { requestLine, directives, body } = block.syntax;
  const target = fill(requestLine.target.map(({ text }) => text).join(''));
  const { vault } = requestPlace(block, { scope, facts }, facts);
  const base = vault?.url.replace(/\/+$/, '') ?? 'https://';
  const url = /^[/?]/.test(target) ? `${base}${target}` : target;
  const headers = block.syntax.headers.map(({ name, value }) => [fill(name.text), fill(value.text)] as const);
  const isAnonymous = directives.findLast(({ key }) => key === 'flow')?.value.text === 'anonymous';
  const hasToken = headers.some(([name]) => name.toLowerCase() === 'authorization');
  const contentType = headers.find(([name]) => name.toLowerCase() === 'content-type')?.[1] ?? '';
  const text = body?.parts.map(part => (part.kind === 'text' ? fill(part.text) : `<${part.path.text}>`)).join('');
  return {
    method: requestLine.method?.text.toUpperCase() ?? 'GET',
    url,
    headers: hasToken || isAnonymous ? headers : [['Authorization', 'Bearer'], ...headers],
    body: text === undefined ? undefined : new TextEncoder().encode(redactBodyText(text, contentType, same => same)),
  };
}

function filled(text: string, block: RequestBlock, scope: VariableScope, facts: OfflineFacts): string {
  return splitTemplate(text)
    .map(part => {
      if (part.kind !== 'expression') return part.text;
      const written = text.slice(part.span.start, part.span.end);
      const value = offlineText(written, block, { scope, facts });
      const place = scope.find(part.expression.name, block) === undefined ? 'environment' : 'file';
      return value === undefined || isSecretValue(part.expression.name, value, place) ? written : value;
    })
    .join('');
}
