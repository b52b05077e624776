import type { Advice, Fix } from '../../../../src/core/language/explain/advice.ts';
import { explainBeforeSending } from '../../../../src/core/language/explain/explainBeforeSending.ts';
import type { ExplainFacts } from '../../../../src/core/language/explain/explainContext.ts';
import { parseDocument } from '../../../../src/core/language/parseDocument.ts';

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
