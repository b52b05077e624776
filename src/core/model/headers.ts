/** One header line as it stood on the wire: order, case and repetition are kept. */
export type HeaderPair = readonly [name: string, value: string];

/** The first value of a header (names compare without case, RFC 9110 section 5.1), or undefined. */
export function headerValue(headers: readonly HeaderPair[], name: string): string | undefined {
  const wanted = name.toLowerCase();
  return headers.find(([key]) => isName(key, wanted))?.[1];
}

/** All values of a header in the order of their lines. */
export function headerValues(headers: readonly HeaderPair[], name: string): readonly string[] {
  const wanted = name.toLowerCase();
  return headers.filter(([key]) => isName(key, wanted)).map(([, value]) => value);
}

/** Most names differ in length already: an answer's headers are asked for a dozen of them. */
const isName = (key: string, wanted: string): boolean => key.length === wanted.length && key.toLowerCase() === wanted;
