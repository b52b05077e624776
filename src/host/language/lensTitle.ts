const maxLength = 120;

/** A result as one short line of a lens. Words of a server in it make no icon and no line break. */
export function lensTitle(text: string): string {
  const line = text
    .replace(/[\p{Cc}\p{Cf}\u2028\u2029]+/gu, ' ')
    .replaceAll('$(', '$ (')
    .trim();
  return line.length > maxLength ? `${line.slice(0, maxLength - 1)}…` : line;
}
