import type { TextSpan } from '../../model/textSpan.ts';

/** One line of a hover: words, with a text of the file or the settings behind them where there is one. */
export interface HoverLine {
  readonly label: string;
  readonly code: string | null;
}

export interface HoverText {
  readonly span: TextSpan;
  readonly title: string;
  readonly lines: readonly HoverLine[];
}

export const hoverLine = (label: string, code: string | null = null): HoverLine => ({ label, code });
