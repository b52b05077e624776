import type { TextSpan } from '../../model/textSpan.ts';

export type CompletionKind =
  | 'method'
  | 'operation'
  | 'object'
  | 'parameter'
  | 'header'
  | 'directive'
  | 'value'
  | 'variable'
  | 'vault'
  | 'credential'
  | 'resource'
  | 'request'
  | 'body';

export interface CompletionEntry {
  readonly label: string;
  readonly kind: CompletionKind;
  /** What is put in place of the typed word; with `isSnippet` in the editor's snippet syntax. */
  readonly insert: string;
  readonly isSnippet: boolean;
  /** One line beside the label. */
  readonly detail: string;
  /** Plain text below. */
  readonly documentation: string;
}

/** Entries for one place, the likelier ones first, and the stretch that they replace. */
export interface Completion {
  readonly span: TextSpan;
  readonly entries: readonly CompletionEntry[];
  /** There were more than fit: typing on finds them. */
  readonly isCut: boolean;
}

/** More than a list can show at a glance is of no use, and a vault can hold thousands of names. */
export const maxEntries = 200;

export function entry(kind: CompletionKind, label: string, detail: string, more: Partial<CompletionEntry> = {}): CompletionEntry {
  return { label, kind, insert: label, isSnippet: false, detail, documentation: '', ...more };
}

/** A text that stands for itself inside a snippet. */
export function snippetText(text: string): string {
  return text.replace(/[\\$}]/g, '\\$&');
}

/** `«1:value»` as a place of the editor's snippet syntax: legible, and no template of ours. */
export function snippetPlaces(text: string): string {
  return text.replaceAll('«', '${').replaceAll('»', '}');
}
