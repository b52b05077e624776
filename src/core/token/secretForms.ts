import { encodeBase64, encodeHex, toBase64Url } from './encodeText.ts';

const htmlEntities: Readonly<Record<string, string>> = { '&': '&amp;', '<': '&lt;', '>': '&gt;', '"': '&quot;', "'": '&#39;' };

/** What no escape changes: the unreserved characters of RFC 3986 section 2.3. Tokens have no others, and most passwords. */
const unescaped = /^[\w.~-]*$/;

/** Every spelling in which a secret may stand in headers, URLs, forms, JSON, HTML and encoded blobs; longest first. */
export function secretForms(secret: string): readonly string[] {
  const forms = new Set<string>([secret]);
  const bytes = everyBytePercent(secret);
  forms.add(bytes).add(bytes.toLowerCase());
  if (!unescaped.test(secret)) for (const form of escapedForms(secret)) forms.add(form);
  // Short texts have encodings that stand by chance in good data.
  if (secret.length >= 6) for (const form of blobForms(secret)) forms.add(form);
  return [...forms].filter(form => form !== '').sort((a, b) => b.length - a.length);
}

function escapedForms(secret: string): ReadonlySet<string> {
  const forms = new Set<string>();
  const url = percentEncode(secret);
  for (const form of [url, url.replace(/%20/g, '+'), url.replace(/[!'()*]/g, percent)]) {
    forms.add(form);
    // A redirect carries the whole address of a page as a parameter of another.
    forms.add(percentEncode(form));
    if (form.includes('%')) forms.add(form.replace(/%[0-9A-F]{2}/g, part => part.toLowerCase()));
  }
  for (const form of jsonForms(secret)) forms.add(form);
  forms.add(secret.replace(/[&<>"']/g, char => htmlEntities[char] ?? char));
  return forms;
}

const percent = (char: string): string => `%${char.charCodeAt(0).toString(16).toUpperCase().padStart(2, '0')}`;

const loneSurrogate = /[\ud800-\udbff](?![\udc00-\udfff])|(?<![\ud800-\udbff])[\udc00-\udfff]/g;

/** Lone surrogates make `encodeURIComponent` throw; such a text cannot stand in a URL as it is. */
const percentEncode = (text: string): string => encodeURIComponent(text.replace(loneSurrogate, '\ufffd'));

/** `%00` to `%FF`. */
const percentBytes: readonly string[] = Array.from({ length: 256 }, (_, byte) => `%${byte.toString(16).toUpperCase().padStart(2, '0')}`);

function everyBytePercent(text: string): string {
  let encoded = '';
  for (const byte of new TextEncoder().encode(text)) encoded += percentBytes[byte];
  return encoded;
}

function jsonForms(secret: string): readonly string[] {
  const inner = (text: string): string => JSON.stringify(text).slice(1, -1);
  const unicode = (pattern: RegExp, upper: boolean): string =>
    inner(secret).replace(pattern, char => {
      const hex = char.charCodeAt(0).toString(16).padStart(4, '0');
      return `\\u${upper ? hex.toUpperCase() : hex}`;
    });
  const once = inner(secret);
  // The escapes of JSON.stringify, PHP-style slashes, and the ASCII-only writers of .NET and Python.
  const plain = [once, inner(once), once.replace(/\//g, '\\/')];
  return [...plain, unicode(/[\u0080-\uffff]/g, false), unicode(/[\u0080-\uffff&'+<>`]/g, true), unicode(/[\u0080-\uffff&'<>]/g, false)];
}

/** Base64 at each of the three alignments that a text may have inside a larger blob, both alphabets, and hexadecimal. */
function blobForms(secret: string): readonly string[] {
  const bytes = new TextEncoder().encode(secret);
  const hex = encodeHex(bytes);
  const forms: string[] = [hex, hex.toUpperCase()];
  for (const shift of [0, 1, 2]) {
    const padded = new Uint8Array(shift + bytes.length);
    padded.set(bytes, shift);
    // Characters at either edge also hold bits of the neighbours: only the inner ones are sure.
    const encoded = encodeBase64(padded).slice(shift === 0 ? 0 : shift + 1, Math.floor((padded.length * 8) / 6));
    forms.push(encoded, toBase64Url(encoded), percentEncode(encoded));
  }
  return forms;
}
