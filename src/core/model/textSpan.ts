/** A range of a text in UTF-16 code units, `end` excluded. */
export interface TextSpan {
  readonly start: number;
  readonly end: number;
}

/** A place in a text; both count from 0, `character` in UTF-16 code units (as the editor does). */
export interface TextPosition {
  readonly line: number;
  readonly character: number;
}
