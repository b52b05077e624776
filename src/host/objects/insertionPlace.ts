/** An edit of a request file: `text` goes in at `offset`. */
export interface Insertion {
  readonly offset: number;
  readonly text: string;
}

/**
 * Where a whole request goes when it is inserted at `offset`: behind the request that stands there, never into it. `request` is a block
 * that starts with its separator and ends with a line break. Line breaks become those of the file.
 */
export function insertionPlace(fileText: string, offset: number, request: string): Insertion {
  const lineBreak = fileText.includes('\r\n') ? '\r\n' : '\n';
  const place = nextSeparator(fileText, offset) ?? fileText.length;
  const before = fileText.slice(0, place);
  const isFirst = before.trim() === '';
  const gap = isFirst || /(?:^|\n)\r?\n$/.test(before) ? '' : before.endsWith('\n') ? '\n' : '\n\n';
  const after = place < fileText.length ? '\n' : '';
  return { offset: place, text: `${gap}${request}${after}`.replaceAll('\n', lineBreak) };
}

/** The first separator behind `offset`. One that starts exactly there counts: what is dropped at its start goes before it. */
function nextSeparator(fileText: string, offset: number): number | undefined {
  const separator = /^###/gm;
  separator.lastIndex = offset;
  return separator.exec(fileText)?.index;
}
