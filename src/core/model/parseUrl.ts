/** The URL that a text is, or undefined. As `URL.parse`, which Node 20 does not have; `URL.canParse` first would read each text twice. */
export function parseUrl(text: string): URL | undefined {
  try {
    return new URL(text);
  } catch {
    // The only error there is: the text is no absolute URL.
    return undefined;
  }
}
