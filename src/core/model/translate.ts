/**
 * Makes a sentence in the reader's language. `message` is the English one and the key of the others;
 * `{0}`, `{1}` … are filled from the arguments, and stay as they are where there is none.
 */
export type Translate = (message: string, ...args: readonly (string | number)[]) => string;

/** The door of whoever has no other language: the English sentence. */
export const english: Translate = (message, ...args) =>
  message.replace(/\{(\d+)\}/g, (hole, index: string) => String(args[Number(index)] ?? hole));

/** A door over a table of English sentences and their translations; what is not in it stays English. */
export function translator(table: Readonly<Record<string, string>>): Translate {
  return (message, ...args) => english(Object.hasOwn(table, message) ? (table[message] ?? message) : message, ...args);
}
