/** What JSON writes is a string in C#, JavaScript and Python too, but for three characters that C# takes for the end of a line. */
export function programText(text: string): string {
  return JSON.stringify(text).replace(/[\u0085\u2028\u2029]/g, char => `\\u${char.charCodeAt(0).toString(16).padStart(4, '0')}`);
}
