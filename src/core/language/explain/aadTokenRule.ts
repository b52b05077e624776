import type { TextSpan } from '../../model/textSpan.ts';
import { splitTemplate } from '../../resolve/template.ts';
import { expectedAudience } from '../../token/judgeAudience.ts';
import { lineAround } from '../lineAround.ts';
import type { HeaderLine } from '../syntax.ts';
import { type Advice, type Fix, replaceFix } from './advice.ts';
import type { ExplainContext, ExplainRule } from './explainContext.ts';

const form = /\{\{\s*\$(aadToken|aadV2Token)\b([^{}]*)\}\}/i;

/** Definitions that are looked through, one behind the other. */
const maxDepth = 8;

/**
 * `{{$aadToken}}` of REST Client, in a header or in a variable that it uses: says which audience that client would ask for, and what
 * Key Vault would answer. Here the token is asked for by the challenge, so the header can go.
 */
export const aadTokenRule: ExplainRule = context =>
  context.block.syntax.headers.flatMap(header => {
    const found = findForm(header.value.text, context, 0);
    if (found === undefined) return [];
    const span = context.span({ start: header.value.start + found.start, end: header.value.start + found.end });
    return [explain(context, header, span, found.name, found.args)];
  });

interface FoundForm extends TextSpan {
  readonly name: string;
  readonly args: string;
}

/** The place counts from the start of the text, also where the form itself stands in a definition. */
function findForm(text: string, context: ExplainContext, depth: number): FoundForm | undefined {
  const match = form.exec(text);
  if (match !== null) {
    return { start: match.index, end: match.index + match[0].length, name: match[1] ?? '', args: (match[2] ?? '').trim() };
  }
  if (depth > maxDepth || !text.includes('{{')) return undefined;
  for (const part of splitTemplate(text)) {
    if (part.kind !== 'expression' || part.expression.kind !== 'variable') continue;
    const value = context.scope.find(part.expression.name, context.block)?.definition.value.text;
    const inside = value === undefined ? undefined : findForm(value, context, depth + 1);
    if (inside !== undefined) return { ...inside, ...part.span };
  }
  return undefined;
}

function explain(context: ExplainContext, header: HeaderLine, span: Advice['span'], name: string, args: string): Advice {
  const { host } = context.place;
  const wanted = expectedAudience(host === null ? null : `https://${host}`, null) ?? 'https://vault.azure.net';
  const asked = name.toLowerCase() === 'aadtoken' ? askedByV1(args, host, wanted) : askedByV2(args);
  const message = `${asked} Here the token comes by itself, for what the vault's challenge asks: delete the header, or ask for it first with "# @flow rest" and "# @resource ${wanted}".`;
  const { start, end } = context.block.syntax.requestLine;
  const lineBreak = context.block.syntax.text.includes('\r\n') ? '\r\n' : '\n';
  const lineStart = context.span({ start, end }).start;
  const line = context.span(lineAround(context.block.syntax.text, header.start));
  const fixes: readonly Fix[] = [
    replaceFix('Delete the header: the challenge decides', line, ''),
    {
      title: 'Ask for the token first: # @flow rest, # @resource',
      edits: [
        { span: { start: lineStart, end: lineStart }, text: [`# @flow rest`, `# @resource ${wanted}`, ''].join(lineBreak) },
        { span: line, text: '' },
      ],
    },
  ];
  return { code: 'aad-token', severity: 'warning', message, span, fixes };
}

/** Measured with REST Client's own patterns: the audience is read only behind a tenant that is a domain. */
function askedByV1(args: string, host: string | null, wanted: string): string {
  const audience = /aud:(\S+)/.exec(args)?.[1];
  const tenant = /^(\S+)\s+aud:/.exec(args)?.[1];
  if (audience === undefined) {
    const own = host === null ? "the vault's own address with a slash at the end" : `"https://${host}/"`;
    return `REST Client would ask for a token for ${own}; Key Vault accepts "${wanted}" alone and would answer 401 (AKV10022).`;
  }
  if (tenant !== undefined && /^[a-z0-9-]+(?:\.[a-z0-9-]+)+$/i.test(tenant)) {
    return audience === wanted
      ? `REST Client would ask for "${audience}", which is right.`
      : `REST Client would ask for "${audience.slice(0, 120)}"; Key Vault accepts "${wanted}" alone and would answer 401 (AKV10022).`;
  }
  return `REST Client takes "aud:" here for a part of the tenant and asks for the address of the vault instead: Key Vault would answer 401 (AKV10022).`;
}

function askedByV2(args: string): string {
  const scopes = /scopes:(\S+)/i.exec(args)?.[1];
  return scopes === undefined
    ? 'REST Client would ask for a token for Microsoft Graph; Key Vault would answer 401 (AKV10022).'
    : `REST Client reads "scopes:" and "tenantId:" in one order only and ignores them otherwise; "${scopes.slice(0, 120)}" may not be asked for at all.`;
}
