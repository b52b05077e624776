import { rememberTexts } from './rememberTexts.ts';

/** A URL that somebody else may be looking at as well. */
export type ParsedUrl = Readonly<Omit<URL, 'searchParams'>>;

/**
 * The URL that a text is, or undefined. As `URL.parse`, which Node 20 does not have; `URL.canParse` first would read each text twice. Remembers
 * the last ones: on its way through the rooms, one request has the same few texts read a dozen times.
 */
export const parseUrl: (text: string) => ParsedUrl | undefined = rememberTexts(text => {
  try {
    return new URL(text);
  } catch {
    // The only error there is: the text is no absolute URL.
    return undefined;
  }
});
