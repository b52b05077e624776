/** C0 and C1 but tab, line separators and the marks that reorder text: none of them may come out of an input. */
// biome-ignore lint/suspicious/noControlCharactersInRegex: controls are what this looks for
const controls = /[\u0000-\u0008\u000a-\u001f\u007f-\u009f\u2028\u2029\u200e\u200f\u202a-\u202e\u2066-\u2069]/g;

const flat = (text: string): string => text.replace(controls, ' ');

/** Text that Markdown shows as it stands: no link, picture, tag or list comes out of it. */
export const plain = (text: string): string => flat(text).replace(/[\\`*_{}[\]()#+\-.!|<>~&:]/g, '\\$&');

/** A code span that its content cannot end (CommonMark 6.1). */
export function code(text: string): string {
  const content = flat(text);
  const longest = Math.max(0, ...(content.match(/`+/g) ?? []).map(run => run.length));
  const fence = '`'.repeat(longest + 1);
  return content.trim() === '' ? '' : `${fence} ${content} ${fence}`;
}
