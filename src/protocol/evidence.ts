import type { CauseTexts } from '../core/diagnosis/retellFinding.ts';

/** A file or a pasted text that somebody wants explained; `name` is null for a paste. */
export interface EvidenceFile {
  readonly name: string | null;
  readonly bytes: Uint8Array;
}

/** What the evidence worker is started with: it answers once and ends. Several files of an audit are one log. */
export interface EvidenceAsk {
  readonly kind: 'explain' | 'audit';
  readonly files: readonly EvidenceFile[];
  /** The reader's language: sentences by their English ones, and the words of the causes. Empty for English. */
  readonly strings: Readonly<Record<string, string>>;
  readonly causes: CauseTexts;
}

/** A report as Markdown in which all text of the input is escaped, or why the input cannot be read. */
export type EvidenceAnswer =
  | { readonly kind: 'report'; readonly markdown: string }
  | { readonly kind: 'unreadable'; readonly message: string };

export function isEvidenceAnswer(value: unknown): value is EvidenceAnswer {
  if (typeof value !== 'object' || value === null) return false;
  const { kind, markdown, message } = value as { kind?: unknown; markdown?: unknown; message?: unknown };
  return (kind === 'report' && typeof markdown === 'string') || (kind === 'unreadable' && typeof message === 'string');
}
