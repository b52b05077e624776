/** RFC 3986 percent-encoding of the UTF-8 bytes of a text. A lone surrogate, which has none, becomes U+FFFD. */
export function percentEncode(text: string): string {
  return encodeURIComponent(text.replace(/\p{Surrogate}/gu, '\ufffd'));
}
