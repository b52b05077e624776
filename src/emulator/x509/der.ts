/** One value of ASN.1 in its distinguished encoding (X.690 sections 8 and 10). */
export interface DerValue {
  readonly tag: number;
  /** With tag and length. */
  readonly bytes: Buffer;
  readonly content: Buffer;
}

/** The bytes are not what was expected; whoever reads a caller's file answers 400. */
export class DerError extends Error {
  override readonly name = 'DerError';
}

export function der(tag: number, ...contents: readonly Uint8Array[]): Buffer {
  const content = Buffer.concat(contents);
  return Buffer.concat([Buffer.from([tag, ...lengthOf(content.length)]), content]);
}

function lengthOf(size: number): readonly number[] {
  if (size < 0x80) return [size];
  const bytes = bytesOf(size);
  return [0x80 | bytes.length, ...bytes];
}

function bytesOf(value: number): readonly number[] {
  return value < 256 ? [value] : [...bytesOf(Math.floor(value / 256)), value % 256];
}

export const sequence = (...items: readonly Uint8Array[]): Buffer => der(0x30, ...items);
export const setOf = (...items: readonly Uint8Array[]): Buffer => der(0x31, ...items);
export const octets = (bytes: Uint8Array): Buffer => der(0x04, bytes);
export const bits = (bytes: Uint8Array, unused = 0): Buffer => der(0x03, Buffer.from([unused]), bytes);
export const utf8 = (text: string): Buffer => der(0x0c, Buffer.from(text, 'utf8'));
export const ascii = (tag: number, text: string): Buffer => der(tag, Buffer.from(text, 'latin1'));
export const yes: Buffer = der(0x01, Buffer.from([0xff]));
export const nothing: Buffer = der(0x05);
/** `[number]` around whole values. */
export const tagged = (number: number, ...items: readonly Uint8Array[]): Buffer => der(0xa0 | number, ...items);

/** A number that is not negative, big-endian. */
export function integer(value: Uint8Array | number): Buffer {
  const bytes = Buffer.from(typeof value === 'number' ? bytesOf(value) : value);
  return der(0x02, (bytes[0] ?? 0) >= 0x80 ? Buffer.concat([Buffer.from([0]), bytes]) : bytes);
}

export function oid(dotted: string): Buffer {
  const [first = 0, second = 0, ...rest] = dotted.split('.').map(Number);
  const base128 = (arc: number): readonly number[] => {
    const high = Math.floor(arc / 128);
    return [...(high === 0 ? [] : base128(high).map(byte => byte | 0x80)), arc % 128];
  };
  return der(0x06, Buffer.from([first * 40 + second, ...rest.flatMap(base128)]));
}

/** UTCTime until 2049, as RFC 5280 section 4.1.2.5 wants it. `at` is epoch ms. */
export function time(at: number): Buffer {
  const digits = new Date(at).toISOString().replace(/[-:T]|\.\d+/g, '');
  return digits < '2050' ? ascii(0x17, digits.slice(2)) : ascii(0x18, digits);
}

/** The first value of the bytes. @throws DerError */
export function readDer(bytes: Buffer): DerValue {
  const tag = bytes[0];
  const first = bytes[1];
  if (tag === undefined || first === undefined || (tag & 0x1f) === 0x1f || first === 0x80) throw new DerError('not a value in DER');
  const lengthBytes = first < 0x80 ? 0 : first & 0x7f;
  if (lengthBytes > 4 || bytes.length < 2 + lengthBytes) throw new DerError('a length that cannot be');
  const size = lengthBytes === 0 ? first : bytes.readUIntBE(2, lengthBytes);
  const end = 2 + lengthBytes + size;
  if (end > bytes.length) throw new DerError('a value that ends too early');
  return { tag, bytes: bytes.subarray(0, end), content: bytes.subarray(2 + lengthBytes, end) };
}

/** The values inside a constructed one. @throws DerError */
export function childrenOf({ content }: DerValue): readonly DerValue[] {
  const items: DerValue[] = [];
  for (let rest = content; rest.length > 0; ) {
    const item = readDer(rest);
    items.push(item);
    rest = rest.subarray(item.bytes.length);
  }
  return items;
}

/** The child at a place. @throws DerError where there is none. */
export function childOf(value: DerValue, index: number): DerValue {
  const child = childrenOf(value)[index];
  if (child === undefined) throw new DerError('a value is missing');
  return child;
}

export function readOid({ tag, content }: DerValue): string {
  if (tag !== 0x06) throw new DerError('not an object identifier');
  const arcs: number[] = [];
  let arc = 0;
  for (const byte of content) {
    arc = arc * 128 + (byte & 0x7f);
    if (byte < 0x80) {
      arcs.push(arc);
      arc = 0;
    }
  }
  const [first = 0, ...rest] = arcs;
  const top = Math.min(2, Math.floor(first / 40));
  return [top, first - top * 40, ...rest].join('.');
}

/** A small number: an iteration count or a version. @throws DerError */
export function readInteger({ tag, content }: DerValue): number {
  if (tag !== 0x02 || content.length === 0 || content.length > 6) throw new DerError('not a small number');
  return content.readUIntBE(0, content.length);
}
