import type { CopiedRequest } from '../../copy/copiedRequest.ts';
import type { OfflineFacts } from '../../resolve/checkRequest.ts';
import { hostTemplate, writtenBaseOf } from '../../resolve/pathBase.ts';
import { isLoopbackHost } from '../../resolve/requestTarget.ts';
import { splitTemplate } from '../../resolve/template.ts';
import type { VariableScope } from '../../resolve/variableScope.ts';
import { redactBodyText } from '../../token/redactBody.ts';
import { redactorOf } from '../../token/redactText.ts';
import { offlineValue } from '../explain/offlineText.ts';
import { requestPlace } from '../explain/requestPlace.ts';
import type { RequestBlock } from '../syntax.ts';
import { targetText } from '../targetText.ts';

/**
 * A request that was not sent, as it may be copied: variables that are known are filled in, the others and those that hold a secret stay
 * in their braces. A flow that would send a token leaves its mark, never a token.
 */
export function copyOfText(block: RequestBlock, scope: VariableScope, facts: OfflineFacts): CopiedRequest {
  const redact = redactorOf([]);
  const fill = (text: string) => redact(filled(text, block, scope, facts));
  const { requestLine, directives, body } = block.syntax;
  const headers = block.syntax.headers.map(({ name, value }) => [fill(name.text), fill(value.text)] as const);
  const target = fill(targetText(requestLine));
  const host = headers.find(([name]) => name.toLowerCase() === 'host')?.[1];
  const isOnVariable = writtenBaseOf(block, scope, facts).kind === 'hostVariable';
  const base = requestPlace(block, { scope, facts }, facts).vault?.url ?? `https://${host ?? 'HOST'}`;
  const isAnonymous = directives.findLast(({ key }) => key === 'flow')?.value.text === 'anonymous';
  const hasToken = headers.some(([name]) => name.toLowerCase() === 'authorization');
  const contentType = headers.find(([name]) => name.toLowerCase() === 'content-type')?.[1] ?? '';
  const text = body?.parts.map(part => (part.kind === 'text' ? fill(part.text) : `<${part.path.text}>`)).join('');
  return {
    method: requestLine.method?.text.toUpperCase() ?? 'GET',
    url: isOnVariable ? wholeUrl(`${fill(hostTemplate).trim().replace(/\/+$/, '')}${target}`, base) : wholeUrl(target, base),
    headers: hasToken || isAnonymous ? headers : [['Authorization', 'Bearer'], ...headers],
    body: text === undefined ? undefined : new TextEncoder().encode(redactBodyText(text, contentType, redact)),
  };
}

/** The address as it would be sent, so far as the variables that are not filled in let it be told. */
function wholeUrl(target: string, base: string): string {
  const sent = withoutFragment(target);
  if (/^[/?]/.test(sent)) return `${base.replace(/\/+$/, '')}${sent}`;
  if (/^[a-z][a-z0-9+.-]*:\/\//i.test(sent) || sent.startsWith('{{')) return sent;
  return `${isLoopbackHost(sent.split(/[:/?]/, 1)[0] ?? '') ? 'http' : 'https'}://${sent}`;
}

function withoutFragment(target: string): string {
  let sent = '';
  for (const part of target.split(/(\{\{[^{}]*\}\})/)) {
    const isVariable = part.startsWith('{{');
    const hash = isVariable ? -1 : part.indexOf('#');
    const kept = hash < 0 ? part : part.slice(0, hash);
    sent += isVariable ? kept : kept.replace(/\s/g, '%20');
    if (hash >= 0) break;
  }
  return sent;
}

function filled(text: string, block: RequestBlock, scope: VariableScope, facts: OfflineFacts): string {
  return splitTemplate(text)
    .map(part => {
      if (part.kind !== 'expression') return part.text;
      const written = text.slice(part.span.start, part.span.end);
      const value = offlineValue(written, block, { scope, facts });
      return value === undefined || value.holdsSecret ? written : value.text;
    })
    .join('');
}
