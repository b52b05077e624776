import type { TextSpan } from '../../model/textSpan.ts';
import { splitTemplate } from '../../resolve/template.ts';
import { clouds } from '../../token/clouds.ts';
import { expectedAudience } from '../../token/judgeAudience.ts';
import { lineAround } from '../lineAround.ts';
import { lineBreakOf } from '../lineBreakOf.ts';
import type { Directive, HeaderLine } from '../syntax.ts';
import { type Advice, type Fix, replaceFix, type TextEdit } from './advice.ts';
import { askedByRestClient } from './askedByRestClient.ts';
import type { ExplainContext, ExplainRule } from './explainContext.ts';

const form = /\{\{\s*\$(aadToken|aadV2Token)\b([^{}]*)\}\}/i;

/** Definitions that are looked through, one behind the other. */
const maxDepth = 8;

/**
 * `{{$aadToken}}` of REST Client, in a header or in a variable that it uses: says which audience that client would ask for, and what the
 * service would answer. Here the token comes by itself, so the header can go.
 */
export const aadTokenRule: ExplainRule = context =>
  context.block.syntax.headers.flatMap(header => {
    const found = findForm(header.value.text, context, 0);
    if (found === undefined) return [];
    const span = context.span({ start: header.value.start + found.start, end: header.value.start + found.end });
    const advice = context.place.kind === 'other' ? explainElsewhere(context, header) : explain(context, header, found);
    return [{ code: 'aad-token', severity: 'warning', span, ...advice }];
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

/** At a vault or Resource Manager, or at a host that is not known yet: nearly always a vault. */
function explain(context: ExplainContext, header: HeaderLine, { name, args }: FoundForm): Pick<Advice, 'message' | 'fixes'> {
  const { host, kind } = context.place;
  const wanted = expectedAudience(host === null ? null : `https://${host}`, null) ?? 'https://vault.azure.net';
  const asked = askedByRestClient(name, args, { host, wanted, isManagement: kind === 'management' });
  const message = `${asked} Here the token comes by itself: delete the header, or ask for it first with "# @flow rest" and "# @resource ${wanted}".`;
  const title = kind === 'management' ? 'Delete this header' : 'Delete the header: the challenge decides';
  const line = headerLine(context, header);
  return { message, fixes: [replaceFix(title, line, ''), ...askFirst(context, line, wanted)] };
}

/** No flow knows what another host takes, and none sends it a token unasked. */
function explainElsewhere(context: ExplainContext, header: HeaderLine): Pick<Advice, 'message' | 'fixes'> {
  const line = headerLine(context, header);
  const cloud = clouds.find(({ graphHosts }) => graphHosts.includes(context.place.host ?? ''));
  if (cloud === undefined) {
    const message =
      'There is no "$aadToken" here. Delete the header; a host that is no vault gets a token with "# @flow rest" and "# @resource", and only where the setting kvhttp.allowedHosts names it.';
    return { message, fixes: [replaceFix('Delete this header', line, '')] };
  }
  const wanted = `https://${cloud.graphHosts[0]}`;
  const message = `There is no "$aadToken" here. Delete the header and ask for the token with "# @flow rest" and "# @resource ${wanted}"; the setting kvhttp.allowedHosts must name the host.`;
  return { message, fixes: [...askFirst(context, line, wanted), replaceFix('Delete this header', line, '')] };
}

/** The header goes, and the directives come that are not there yet; nothing where all are. */
function askFirst(context: ExplainContext, line: TextSpan, wanted: string): readonly Fix[] {
  const { directives, requestLine, text } = context.block.syntax;
  const last = (...keys: readonly string[]): Directive | undefined => directives.findLast(({ key }) => keys.includes(key));
  const flow = last('flow');
  const lines = [
    ...(flow === undefined ? ['# @flow rest'] : []),
    ...(last('resource', 'scope') === undefined ? [`# @resource ${wanted}`] : []),
  ];
  const isRest = flow?.value.text === 'rest';
  if (lines.length === 0 && isRest) return [];
  const start = context.span(requestLine).start;
  const edits: readonly TextEdit[] = [
    ...(flow === undefined || isRest ? [] : [{ span: context.span(flow.value), text: 'rest' }]),
    ...(lines.length === 0 ? [] : [{ span: { start, end: start }, text: [...lines, ''].join(lineBreakOf(text)) }]),
    { span: line, text: '' },
  ];
  return [{ title: 'Ask for the token first: # @flow rest, # @resource', edits }];
}

const headerLine = (context: ExplainContext, header: HeaderLine): TextSpan =>
  context.span(lineAround(context.block.syntax.text, header.start));
