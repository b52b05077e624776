import { type Advice, replaceFix } from './advice.ts';
import { mayBeAzure } from './configuredHost.ts';
import type { ExplainContext, ExplainRule } from './explainContext.ts';
import { knownText } from './offlineText.ts';
import { variableFix } from './variableFix.ts';

const withoutBody = new Set(['GET', 'HEAD']);
const withBody = new Set(['PUT', 'POST', 'PATCH']);

/** The times that the service reads from a body are whole seconds; 12 digits of seconds are the year 5138. */
const timeField = /"(exp|nbf)"\s*:\s*("?)(\d{12,17}|\{\{[^{}\r\n]*\}\}(?:000)?)\2/g;
/** Milliseconds: a number, or the seconds of now with three digits more. */
const inMilliseconds = /^(?:\d{12,17}|\{\{\s*\$timestamp\b[^{}]*\}\}000)$/i;
/** Secrets and keys are written through Azure Resource Manager, too. */
const objectOfVault = /\/providers\/microsoft\.keyvault\/vaults\/[^/?#]+\/(?:secrets|keys)\/[^/?#]+\/?(?:[?#]|$)/i;

/** A body where none is expected, times in milliseconds, and lines that another client would send as body. */
export const bodyRule: ExplainRule = context => [...unexpected(context), ...milliseconds(context), ...elsewhere(context)];

function unexpected(context: ExplainContext): readonly Advice[] {
  const { body } = context.block.syntax;
  const hasSeparatorProblem = context.block.syntax.problems.some(({ code }) => code === 'missing-separator');
  if (body === null || !withoutBody.has(context.method) || hasSeparatorProblem) return [];
  // Other services may well read one: searches of Elasticsearch are a GET with a body.
  if (!mayBeAzure(context.place, context.facts.vaults) || context.isMeant(null, [400])) return [];
  const span = context.span(body);
  const reader = context.place.kind === 'management' ? 'Resource Manager' : 'Key Vault';
  const message = `A ${context.method} has no body for ${reader}: proxies and gateways may refuse it with 400. Delete it, or use PUT, POST or PATCH.`;
  return [{ code: 'body-not-expected', severity: 'warning', message, span, fixes: [replaceFix('Delete the body', span, '')] }];
}

function milliseconds(context: ExplainContext): readonly Advice[] {
  const { kind, target } = context.place;
  if (kind === 'other' || (kind === 'management' && !objectOfVault.test(target)) || context.isMeant(null, [400])) return [];
  return (context.block.syntax.body?.parts ?? []).flatMap(part => {
    if (part.kind !== 'text') return [];
    return [...part.text.matchAll(timeField)].flatMap(match => {
      const [whole = '', name = '', , written = ''] = match;
      const value = knownText(written, context.block, context);
      if (value === undefined || !inMilliseconds.test(value)) return [];
      const start = part.start + match.index + whole.lastIndexOf(written);
      const span = context.span({ start, end: start + written.length });
      const seconds = (written.endsWith('}}') ? value : written).slice(0, -3);
      const message = `"${name}" is in seconds: these are milliseconds, a date thousands of years ahead. Write ${seconds}.`;
      const title = `Write ${seconds} (seconds)`;
      const fixes = written.endsWith('}}') ? variableFix(title, written, context, value, seconds) : [replaceFix(title, span, seconds)];
      return [{ code: 'timestamp-milliseconds', severity: 'warning', message, span, fixes }] as const;
    });
  });
}

const names = { script: 'this script', redirect: 'this line', responseLink: 'this line', response: 'this sample response' } as const;

/** REST Client sends a script, a redirect or a sample response below a request as its body: into the vault, where the request writes. */
function elsewhere(context: ExplainContext): readonly Advice[] {
  if (!withBody.has(context.method)) return [];
  return context.block.syntax.sections.flatMap(({ kind, start, end }) => {
    const name = kind in names ? names[kind as keyof typeof names] : undefined;
    if (name === undefined || start < context.block.syntax.requestLine.end) return [];
    const message = `REST Client would send ${name} as part of the body, and so write it into the vault. It is not sent here.`;
    const span = context.span({ start, end });
    const fixes = [replaceFix(`Delete ${name}`, span, '')];
    return [{ code: 'body-in-other-clients', severity: 'hint', message, span, fixes }] as const;
  });
}
