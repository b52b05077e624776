/** One DER element (X.690): its tag byte and what is in it. */
export interface DerElement {
  readonly tag: number;
  readonly content: Buffer;
}

const mostLengthBytes = 4;

/** The elements one after the other. @throws RangeError for what is no DER. */
export function readElements(bytes: Buffer): readonly DerElement[] {
  const elements: DerElement[] = [];
  let at = 0;
  while (at < bytes.length) {
    const { element, next } = readElement(bytes, at);
    elements.push(element);
    at = next;
  }
  return elements;
}

/** The children of a constructed element. */
export const childrenOf = (element: DerElement | undefined): readonly DerElement[] =>
  element === undefined ? [] : readElements(element.content);

/** The only element, without regard to what follows: files are often padded. @throws RangeError */
export const firstElement = (bytes: Buffer): DerElement => readElement(bytes, 0).element;

/** The dotted text of an object identifier. */
export function oidOf(element: DerElement | undefined): string {
  if (element === undefined || element.tag !== 0x06) return '';
  const parts: number[] = [];
  let value = 0;
  for (const byte of element.content) {
    value = value * 128 + (byte & 0x7f);
    if (byte < 0x80) {
      parts.push(value);
      value = 0;
    }
  }
  const [first = 0, ...rest] = parts;
  const top = Math.min(2, Math.floor(first / 40));
  return [top, first - top * 40, ...rest].join('.');
}

/** The content of an OCTET STRING; a constructed one (BER, as Windows writes it) is put together. */
export function octetsOf(element: DerElement | undefined): Buffer {
  if (element === undefined) return Buffer.alloc(0);
  return (element.tag & 0x20) === 0 ? element.content : Buffer.concat(readElements(element.content).map(octetsOf));
}

export function integerOf(element: DerElement | undefined): number {
  if (element === undefined || element.tag !== 0x02 || element.content.length === 0 || element.content.length > 6)
    throw new RangeError('no integer');
  return element.content.readUIntBE(0, element.content.length);
}

function readElement(bytes: Buffer, start: number): { readonly element: DerElement; readonly next: number } {
  const tag = bytes.readUInt8(start);
  const first = bytes.readUInt8(start + 1);
  if (first === 0x80) return readIndefinite(bytes, tag, start + 2);
  const extra = first < 0x80 ? 0 : first & 0x7f;
  if (extra > mostLengthBytes) throw new RangeError('element too long');
  const length = extra === 0 ? first : bytes.readUIntBE(start + 2, extra);
  const from = start + 2 + extra;
  if (from + length > bytes.length) throw new RangeError('element cut short');
  return { element: { tag, content: bytes.subarray(from, from + length) }, next: from + length };
}

/** BER's open length: up to two zero bytes. */
function readIndefinite(bytes: Buffer, tag: number, from: number): { readonly element: DerElement; readonly next: number } {
  let at = from;
  while (bytes.readUInt16BE(at) !== 0) at = readElement(bytes, at).next;
  return { element: { tag, content: bytes.subarray(from, at) }, next: at + 2 };
}
