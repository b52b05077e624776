import type { CopiedPart } from '../../copy/copiedBody.ts';
import type { CopiedRequest } from '../../copy/copiedRequest.ts';
import { isHiddenInCopy } from '../../copy/isHiddenInCopy.ts';
import type { OfflineFacts } from '../../resolve/checkRequest.ts';
import { hostTemplate, writtenBaseOf } from '../../resolve/pathBase.ts';
import { isLoopbackHost } from '../../resolve/requestTarget.ts';
import { splitTemplate } from '../../resolve/template.ts';
import type { VariableScope } from '../../resolve/variableScope.ts';
import { givesTokens } from '../../token/givesTokens.ts';
import { hostOfUrl } from '../../token/hostOfUrl.ts';
import { redactBodyText } from '../../token/redactBody.ts';
import { redactorOf } from '../../token/redactText.ts';
import { type OfflineContext, offlineValue } from '../explain/offlineText.ts';
import { requestPlace } from '../explain/requestPlace.ts';
import type { BodyPart, RequestBlock } from '../syntax.ts';
import { targetText } from '../targetText.ts';

/**
 * A request that was not sent, as it may be copied: variables that are known are filled in, the others and those that hold a secret stay
 * in their braces. A flow that would send a token leaves its mark, never a token.
 */
export function copyOfText(block: RequestBlock, scope: VariableScope, facts: OfflineFacts): CopiedRequest {
  const redact = redactorOf([]);
  const unfilled: string[] = [];
  const fill = (text: string) => redact(filled(text, block, { scope, facts }, unfilled));
  const { requestLine, directives, body } = block.syntax;
  const headers = block.syntax.headers.map(({ name, value }) => [fill(name.text), fill(value.text)] as const);
  const target = fill(targetText(requestLine));
  const host = headers.find(([name]) => name.toLowerCase() === 'host')?.[1];
  const isOnVariable = writtenBaseOf(block, scope, facts).kind === 'hostVariable';
  const base = requestPlace(block, { scope, facts }, facts).vault?.url ?? (host === undefined ? unknownHost : `https://${host}`);
  const url = wholeUrl(isOnVariable ? `${fill(hostTemplate).trim().replace(/\/+$/, '')}${target}` : target, base);
  if (base === unknownHost && !isOnVariable && /^[/?]/.test(target)) unfilled.push(unknownHost);
  const isAnonymous = directives.findLast(({ key }) => key === 'flow')?.value.text === 'anonymous' || givesTokens(hostOfUrl(url) ?? '');
  const hasToken = headers.some(([name]) => name.toLowerCase() === 'authorization');
  const contentType = headers.find(([name]) => name.toLowerCase() === 'content-type')?.[1] ?? '';
  const redactAll = (text: string) => redactBodyText(text, contentType, redact, isHiddenInCopy(url));
  return {
    method: requestLine.method?.text.toUpperCase() ?? 'GET',
    url,
    headers: hasToken || isAnonymous ? headers : [['Authorization', 'Bearer'], ...headers],
    body: body === null ? undefined : partsOf(body.parts, fill, redactAll),
    unfilled,
  };
}

/** Stands in front of a path of which nothing tells the host. */
const unknownHost = 'https://HOST';

/** The body, redacted as one text: what is secret in JSON may stand behind a file. Between two NULs, which no text needs, is a file's place. */
function partsOf(parts: readonly BodyPart[], fill: (text: string) => string, redact: (text: string) => string): readonly CopiedPart[] {
  const files: CopiedPart[] = [];
  const whole = parts.map(part => {
    if (part.kind === 'text') return fill(part.text).replaceAll('\0', '');
    files.push({ kind: 'file', path: fill(part.path.text), isTemplate: part.expand });
    // A number would be a value of JSON.
    return `\0${'x'.repeat(files.length)}\0`;
  });
  return redact(whole.join(''))
    .split('\0')
    .flatMap((text, index): readonly CopiedPart[] =>
      index % 2 === 0 ? [{ kind: 'text', text }] : files.slice(text.length - 1, text.length),
    );
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

/** @param unfilled takes what stays in its braces */
function filled(text: string, block: RequestBlock, context: OfflineContext, unfilled: string[]): string {
  return splitTemplate(text)
    .map(part => {
      if (part.kind !== 'expression') return part.text;
      const written = text.slice(part.span.start, part.span.end);
      const value = offlineValue(written, block, context);
      if (value !== undefined && !value.holdsSecret) return value.text;
      unfilled.push(written);
      return written;
    })
    .join('');
}
