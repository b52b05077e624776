const maxColumns = 600;

/** Records of a CSV text with a head line (RFC 4180), each an object by column name; a row of another length is undefined. */
export function readCsv(text: string): readonly (Readonly<Record<string, string>> | undefined)[] {
  const rows = rowsOf(text);
  const [head = [], ...body] = rows;
  if (head.length < 2 || head.length > maxColumns) return rows.map(() => undefined);
  return body.map(cells =>
    cells.length === head.length ? Object.fromEntries(head.map((name, index) => [name, cells[index] ?? ''])) : undefined,
  );
}

function rowsOf(text: string): readonly (readonly string[])[] {
  const rows: string[][] = [];
  let row: string[] = [];
  let at = 0;
  while (at < text.length) {
    const { value, next } = text[at] === '"' ? quoted(text, at) : bare(text, at);
    row.push(value);
    at = next;
    if (text[at] === ',') at++;
    else {
      rows.push(row);
      row = [];
      if (text[at] === '\r') at++;
      if (text[at] === '\n') at++;
    }
  }
  return rows;
}

function quoted(text: string, start: number): { readonly value: string; readonly next: number } {
  let at = start + 1;
  while (at < text.length && !(text[at] === '"' && text[at + 1] !== '"')) at += text[at] === '"' ? 2 : 1;
  const end = ends(text, at + 1);
  return { value: text.slice(start + 1, at).replaceAll('""', '"'), next: end };
}

function bare(text: string, start: number): { readonly value: string; readonly next: number } {
  const end = ends(text, start);
  return { value: text.slice(start, end), next: end };
}

function ends(text: string, from: number): number {
  let at = from;
  while (at < text.length && text[at] !== ',' && text[at] !== '\n' && text[at] !== '\r') at++;
  return at;
}
