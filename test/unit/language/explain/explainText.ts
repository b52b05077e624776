import { expect } from 'vitest';
import type { Advice, Fix } from '../../../../src/core/language/explain/advice.ts';
import { explainBeforeSending } from '../../../../src/core/language/explain/explainBeforeSending.ts';
import type { ExplainFacts } from '../../../../src/core/language/explain/explainContext.ts';
import { parseDocument } from '../../../../src/core/language/parseDocument.ts';
import { checkRequests } from '../../../../src/core/resolve/checkRequest.ts';
import { variableScopeOf } from '../../../../src/core/resolve/variableScope.ts';

/** Facts with every field filled; the time is 2026-11-22. */
export function someFacts(over: Partial<ExplainFacts> = {}): ExplainFacts {
  return {
    environment: { stage: 'test' },
    vaults: [
      { name: 'contoso', url: 'https://contoso.vault.azure.net', credential: 'app' },
      { name: 'beijing', url: 'https://beijing.vault.azure.cn', credential: 'app' },
      { name: 'sample', url: 'https://kvhttp--sample.vault.azure.net', credential: 'sample' },
    ],
    defaultVault: null,
    credentials: ['app', 'robot'],
    now: 1_795_305_600,
    ...over,
  };
}

export function explained(text: string, over: Partial<ExplainFacts> = {}): readonly Advice[] {
  return explainBeforeSending(parseDocument(text), someFacts(over));
}

/** The text after a fix. Edits are applied from the end, so that the places before stay right. */
export function applied(text: string, fix: Fix | undefined): string {
  const edits = [...(fix?.edits ?? [])].sort((a, b) => b.span.start - a.span.start);
  return edits.reduce((whole, { span, text: put }) => whole.slice(0, span.start) + put + whole.slice(span.end), text);
}

/** How often each error stands in a text: of the parser, of the resolver and of the rules. */
function errorsOf(text: string): ReadonlyMap<string, number> {
  const document = parseDocument(text);
  const problems = [...document.problems, ...checkRequests(document.blocks, variableScopeOf(document), someFacts()), ...explained(text)];
  const counts = new Map<string, number>();
  for (const { code, severity } of problems) if (severity === 'error') counts.set(code, (counts.get(code) ?? 0) + 1);
  return counts;
}

/** What the fixes of a text leave behind: the same problem as before, or an error that was not there. */
export function badFixes(text: string): readonly string[] {
  const before = explained(text);
  const errors = errorsOf(text);
  const count = (advice: readonly Advice[], code: string) => advice.filter(each => each.code === code).length;
  return before.flatMap(({ code, fixes }) =>
    fixes.flatMap(fix => {
      const fixed = applied(text, fix);
      const left = count(explained(fixed), code) < count(before, code) ? [] : [`${code} stays`];
      const made = [...errorsOf(fixed)].filter(([error, times]) => times > (errors.get(error) ?? 0)).map(([error]) => `${error} is new`);
      return [...left, ...made].map(what => `${what}: ${fix.title} in ${text}`);
    }),
  );
}

/** A text, and what must be said of it. */
export interface ExplainCase {
  readonly what: string;
  readonly text: string;
  /** Codes in the order of the text. */
  readonly codes: readonly string[];
  /** What the first problem's span covers. */
  readonly at?: string;
  /** What the text must contain after the first fix. */
  readonly fixed?: string;
  /** What the first message says. */
  readonly says?: string;
}

/** Each fix of a case must end its problem and make no error; where a case has a text to be fixed to, the first one must make it. */
export function expectAdvice({ text, codes, at, fixed, says }: ExplainCase): void {
  const advice = explained(text);
  expect(advice.map(({ code }) => code)).toEqual(codes);
  if (at !== undefined) expect(text.slice(advice[0]?.span.start, advice[0]?.span.end)).toBe(at);
  if (fixed !== undefined) expect(applied(text, advice[0]?.fixes[0])).toContain(fixed);
  if (says !== undefined) expect(advice[0]?.message).toContain(says);
  expect(badFixes(text)).toEqual([]);
}
