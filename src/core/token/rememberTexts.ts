/** URLs and values of headers are shorter; a body comes once. */
const longestText = 512;
const mostTexts = 256;

/** The same function of a text, which knows the short ones that it saw last: from call to call nearly all of them are the same. */
export function rememberTexts(change: (text: string) => string): (text: string) => string {
  const known = new Map<string, string>();
  return text => {
    if (text.length > longestText) return change(text);
    const before = known.get(text);
    if (before !== undefined) return before;
    if (known.size === mostTexts) known.clear();
    const changed = change(text);
    known.set(text, changed);
    return changed;
  };
}
