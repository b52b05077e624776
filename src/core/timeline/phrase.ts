import type { TextPart } from './panelView.ts';

/** A sentence with holes (`{0}`, `{1}` …) and what stands in them, as parts: a language may want another order. */
export function phrase(sentence: string, ...values: readonly TextPart[]): readonly TextPart[] {
  return sentence.split(/\{(\d+)\}/).flatMap((piece, index): readonly TextPart[] => {
    if (index % 2 === 0) return piece === '' ? [] : [piece];
    return [values[Number(piece)] ?? `{${piece}}`];
  });
}
