/** URLs and values of headers are shorter; a body comes once. */
const longestText = 512;
const mostTexts = 256;

/** The same function of a text, which knows the short ones that it saw last: from call to call nearly all of them are the same. */
export function rememberTexts<T>(make: (text: string) => T): (text: string) => T {
  const known = new Map<string, T>();
  return text => {
    if (text.length > longestText) return make(text);
    const before = known.get(text);
    if (before !== undefined) return before;
    if (known.size === mostTexts) known.clear();
    const made = make(text);
    known.set(text, made);
    return made;
  };
}
