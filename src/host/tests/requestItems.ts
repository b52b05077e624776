import { sendPlaces } from '../../core/language/sendPlaces.ts';
import type { KvDocument } from '../../core/language/syntax.ts';
import { targetText } from '../../core/language/targetText.ts';

/** One request as the Test Explorer lists it. Lines count from 0. */
export interface RequestItem {
  /** Stays the same while the text around the request changes; unique in its file. */
  readonly id: string;
  readonly label: string;
  /** Line of the request line: what is sent. */
  readonly line: number;
  readonly firstLine: number;
  readonly lastLine: number;
}

/** The requests of a file that can be sent, in order. */
export function requestItems(document: KvDocument): readonly RequestItem[] {
  const seen = new Map<string, number>();
  return sendPlaces(document).map(({ line, key, block }) => {
    const count = (seen.get(key) ?? 0) + 1;
    seen.set(key, count);
    const { title, name, requestLine, lineMarks } = block.syntax;
    const target = targetText(requestLine);
    const label = title?.text ?? name?.text ?? `${requestLine.method?.text.toUpperCase() ?? 'GET'} ${target}`;
    const lastLine = block.line + Math.max(lineMarks.length - 1, requestLine.line);
    return { id: count === 1 ? key : `${key} (${count})`, label: label.slice(0, 200), line, firstLine: block.line, lastLine };
  });
}
