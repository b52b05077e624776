import type { TextSpan } from '../../model/textSpan.ts';
import type { Problem } from '../problem.ts';

/** A change of the text; the span counts from the start of the document. An empty span inserts. */
export interface TextEdit {
  readonly span: TextSpan;
  readonly text: string;
}

/** A way out of a problem that needs no thinking. */
export interface Fix {
  readonly title: string;
  readonly edits: readonly TextEdit[];
}

/** A problem with the changes that would end it, the best one first. */
export interface Advice extends Problem {
  readonly fixes: readonly Fix[];
}

/** A menu has room for so much of a name. */
const maxTitle = 160;

/** A fix that replaces one stretch of the text. */
export function replaceFix(title: string, span: TextSpan, text: string): Fix {
  return { title: title.length > maxTitle ? `${title.slice(0, maxTitle - 1)}…` : title, edits: [{ span, text }] };
}
