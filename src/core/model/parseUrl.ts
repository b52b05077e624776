/** A URL that somebody else may be looking at as well. */
export type ParsedUrl = Readonly<Omit<URL, 'searchParams'>>;

const mostTexts = 64;
const known = new Map<string, ParsedUrl | undefined>();

/**
 * The URL that a text is, or undefined. As `URL.parse`, which Node 20 does not have; `URL.canParse` first would read each text twice. Keeps the
 * last ones: on its way through the rooms, one request has the same few texts read a dozen times.
 */
export function parseUrl(text: string): ParsedUrl | undefined {
  if (known.has(text)) return known.get(text);
  if (known.size === mostTexts) known.clear();
  const url = read(text);
  known.set(text, url);
  return url;
}

function read(text: string): ParsedUrl | undefined {
  try {
    return new URL(text);
  } catch {
    // The only error there is: the text is no absolute URL.
    return undefined;
  }
}
