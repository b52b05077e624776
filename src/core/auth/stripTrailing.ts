/** The text without its trailing `char`s. A loop, because a pattern like `x+$` takes quadratic time on hostile input. */
export function stripTrailing(text: string, char: string): string {
  let end = text.length;
  while (end > 0 && text[end - 1] === char) end--;
  return text.slice(0, end);
}
