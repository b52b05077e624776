const letters: Readonly<Record<string, string>> = { n: '\n', r: '\r', t: '\t', a: '\x07', b: '\b', e: '\x1b', E: '\x1b', f: '\f', v: '\v' };

/** Escapes that name bytes in a row (they are UTF-8), a character, or a control character. */
const ansiEscape = /((?:\\x[0-9a-fA-F]{1,2}|\\[0-7]{1,3})+)|\\u([0-9a-fA-F]{1,4})|\\U([0-9a-fA-F]{1,8})|\\([\s\S])/g;

/** The text of a shell's `$'…'`, without its quotes. */
export function unescapeAnsi(text: string): string {
  return text.replace(ansiEscape, (_, bytes?: string, unit?: string, point?: string, letter?: string) => {
    if (bytes !== undefined) return new TextDecoder().decode(bytesOf(bytes));
    if (unit !== undefined) return String.fromCharCode(Number.parseInt(unit, 16));
    if (point !== undefined) return characterOf(Number.parseInt(point, 16));
    return letters[letter ?? ''] ?? letter ?? '';
  });
}

/** A shell keeps the lower eight bits of an octal number. */
function bytesOf(escapes: string): Uint8Array {
  const numbers = escapes.split('\\').slice(1);
  return Uint8Array.from(numbers, number => (number.startsWith('x') ? Number.parseInt(number.slice(1), 16) : Number.parseInt(number, 8)));
}

const characterOf = (point: number): string => (point <= 0x10ffff ? String.fromCodePoint(point) : '\ufffd');
