import { valueProblem } from '../language/directiveLine.ts';
import { directiveFacts } from '../language/directives.ts';
import { readDuration } from '../language/duration.ts';
import type { Problem } from '../language/problem.ts';
import { type Directive, type RequestBlock, spanInDocument } from '../language/syntax.ts';
import type { ResolvedRequest, TokenChoice } from '../model/resolvedRequest.ts';
import { Secret } from '../model/secret.ts';
import { isFilledDirective } from './blockTemplates.ts';
import type { Expander } from './expander.ts';

/** The fields of a request that its directives decide; `vault` and `credential` as written, null where there is none. */
export type DirectiveFields = Pick<
  ResolvedRequest,
  | 'vault'
  | 'credential'
  | 'flow'
  | 'resource'
  | 'scope'
  | 'tenant'
  | 'tokenEndpoint'
  | 'token'
  | 'challenge'
  | 'timeoutMs'
  | 'retry'
  | 'followRedirect'
  | 'noLog'
>;

/** Fills in and reads the directives of a request. What is wrong with a value is added to `problems`. */
export async function resolveDirectives(block: RequestBlock, expander: Expander, problems: Problem[]): Promise<DirectiveFields> {
  const values = new Map<string, string>();
  for (const directive of block.syntax.directives) {
    const value = isFilledDirective(directive) ? await filledValue(block, directive, expander, problems) : directive.value.text;
    if (value !== undefined) values.set(directive.key, value);
  }
  const text = (key: string) => values.get(key) || null;
  const timeout = values.get('timeout');
  return {
    vault: text('vault'),
    credential: text('credential'),
    flow: oneOf(values.get('flow'), ['sdk', 'rest', 'anonymous'], 'sdk'),
    resource: text('resource'),
    scope: text('scope'),
    tenant: text('tenant'),
    tokenEndpoint: oneOf(values.get('tokenendpoint'), ['v1', 'v2'], 'v2'),
    token: tokenChoice(values.get('token'), expander),
    challenge: oneOf(values.get('challenge'), ['cached', 'fresh'], 'cached'),
    timeoutMs: timeout === undefined ? null : (readDuration(timeout)?.ms ?? null),
    retry: oneOf(values.get('retry'), ['none', 'sdk'], 'none'),
    followRedirect: followsRedirects(block, values),
    noLog: values.has('nolog'),
  };
}

async function filledValue(
  block: RequestBlock,
  directive: Directive,
  expander: Expander,
  problems: Problem[],
): Promise<string | undefined> {
  const filled = (await expander.fill(directive.value))?.trim();
  const facts = directiveFacts(directive.key);
  if (filled === undefined || facts === undefined || filled === directive.value.text) return filled;
  const isGivenToken = facts.value.kind === 'words' && facts.value.orVariable && filled !== '';
  const message = isGivenToken ? tokenProblem(filled) : valueProblem(facts, filled);
  if (message === undefined) return filled;
  problems.push({ code: 'directive-value', severity: 'error', message, span: spanInDocument(block, directive.value) });
  return undefined;
}

/** A token goes into a header: RFC 6750 section 2.1 allows these characters. The message must not repeat it. */
function tokenProblem(filled: string): string | undefined {
  return /^(?:Bearer +)?[A-Za-z0-9\-._~+/]+=*$/.test(filled)
    ? undefined
    : 'The variable of "@token" holds no token: spaces or other characters stand in it. Set it to the token alone.';
}

function tokenChoice(value: string | undefined, expander: Expander): TokenChoice {
  if (value === undefined) return { kind: 'auto' };
  if (value === 'fresh' || value === 'cached' || value === 'expired') return { kind: value };
  const token = new Secret(value.replace(/^Bearer +/, ''));
  expander.secrets.push(token);
  return { kind: 'given', token };
}

function followsRedirects(block: RequestBlock, values: ReadonlyMap<string, string>): boolean {
  const last = block.syntax.directives.findLast(({ key }) => key === 'followredirect' || key === 'noredirect');
  return last?.key === 'followredirect' && values.get('followredirect') !== 'false';
}

/** The word if it is one of those allowed; a wrong one has been reported where it stands. */
function oneOf<Word extends string>(value: string | undefined, allowed: readonly Word[], otherwise: Word): Word {
  return allowed.find(word => word === value) ?? otherwise;
}
