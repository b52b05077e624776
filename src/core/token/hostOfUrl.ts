/**
 * Lower-case host of an http(s) URL, without port, or undefined. Takes also what people paste: host names with
 * `{placeholders}` in them, which `URL` refuses.
 */
export function hostOfUrl(url: string): string | undefined {
  const match = /^https?:\/\/(?:[^/?#@]*@)?([^/?#:]+)/i.exec(url);
  return match?.[1]?.toLowerCase();
}
