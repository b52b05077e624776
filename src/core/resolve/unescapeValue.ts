/** `\n`, `\r` and `\t` in the value of a definition are the characters, as in REST Client. */
export function unescapeValue(text: string): string {
  return text.replace(/\\([nrt])/g, (_, letter: string) => (letter === 'n' ? '\n' : letter === 'r' ? '\r' : '\t'));
}
