/** What stands in samples for a value that a person is to type, in the spellings of documents and shells. */
const typed = /\{\{|^<.*>$|^[x*.…]+$|^(?:your|my|some|test|dummy|fake|sample|example|change|insert|replace)[-_ ]?/i;
const named = /^[A-Z]+(?:_[A-Z]+)+$|^\$(?:[A-Z][A-Z0-9_]*|\{[^{}]*\}|env:\w+)$|^%\w+%$/;

/** Whether a text is to be typed over, or is made of variables: no value by itself. */
export function isPlaceholderText(text: string): boolean {
  return typed.test(text) || named.test(text);
}
