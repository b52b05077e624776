import { type RequestKey, requestKeys } from '../../core/language/requestKey.ts';
import { sendPlaces } from '../../core/language/sendPlaces.ts';
import type { KvDocument } from '../../core/language/syntax.ts';

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
  const keys = requestKeys(document);
  return sendPlaces(document).flatMap(({ line, block }) => {
    const key = keys.get(block);
    if (key === undefined) return [];
    const { title, requestLine, lineMarks } = block.syntax;
    const label = title?.text ?? key.name ?? `${key.method} ${key.target}`;
    const lastLine = block.line + Math.max(lineMarks.length - 1, requestLine.line);
    return { id: idOf(key), label: label.slice(0, 200), line, firstLine: block.line, lastLine };
  });
}

/** A name is one line: no two requests have the same id. */
function idOf({ name, method, target, place, isOnlyOne }: RequestKey): string {
  return name !== null && isOnlyOne ? name : [name ?? '', `${method} ${target}`, place].join('\n');
}
