import { Inflate } from 'fflate';
import { EvidenceError } from './evidenceError.ts';

/** Bounds of an archive: what is larger is refused before anything is unpacked. */
const maxEntries = 2000;
const maxEntryBytes = 8 * 1024 * 1024;
const maxTotalBytes = 128 * 1024 * 1024;
const maxRatio = 200;
/** Small texts may repeat themselves far more than a bomb needs to. */
const ratioFrom = 64 * 1024;

interface Entry {
  readonly name: string;
  readonly method: number;
  readonly crc: number;
  readonly packed: number;
  readonly size: number;
  /** Where its local header starts. */
  readonly at: number;
}

/**
 * Opens a ZIP archive (PKWARE APPNOTE 6.3) in memory; nothing is written anywhere. Answers each entry's name with a function that unpacks it.
 * Throws `EvidenceError` for an archive that is broken, larger than the bounds, or made to do harm.
 */
export function openArchive(bytes: Uint8Array): ReadonlyMap<string, () => Uint8Array> {
  const view = new DataView(bytes.buffer, bytes.byteOffset, bytes.byteLength);
  const { count, start, size } = readEnd(view);
  if (count > maxEntries) throw tooLarge(`it has ${count} entries, ${maxEntries} are allowed`);
  const entries = readDirectory(view, bytes, start, start + size, count);
  checkSizes(entries);
  checkPlaces(entries, start);
  const opened = new Map<string, () => Uint8Array>();
  for (const entry of entries) {
    if (opened.has(entry.name)) throw refused('two entries have the same name');
    opened.set(entry.name, () => unpack(view, bytes, entry, start));
  }
  return opened;
}

/** The end record stands last, behind it a comment of at most 65,535 bytes. */
function readEnd(view: DataView): { readonly count: number; readonly start: number; readonly size: number } {
  const last = view.byteLength - 22;
  for (let at = last; at >= Math.max(0, last - 0xffff); at--) {
    if (view.getUint32(at, true) !== 0x06054b50 || at + 22 + view.getUint16(at + 20, true) !== view.byteLength) continue;
    const count = view.getUint16(at + 10, true);
    const size = view.getUint32(at + 12, true);
    const start = view.getUint32(at + 16, true);
    if (view.getUint16(at + 4, true) !== 0 || view.getUint16(at + 8, true) !== count) throw refused('it has several parts');
    if (count === 0xffff || size === 0xffffffff || start === 0xffffffff) throw refused('it is a ZIP64 archive');
    if (start + size > at) throw broken('its directory is out of place');
    return { count, start, size };
  }
  throw broken('its end is missing');
}

function readDirectory(view: DataView, bytes: Uint8Array, start: number, end: number, count: number): readonly Entry[] {
  const entries: Entry[] = [];
  let at = start;
  for (let i = 0; i < count; i++) {
    if (at + 46 > end || view.getUint32(at, true) !== 0x02014b50) throw broken('its directory is cut off');
    const nameLength = view.getUint16(at + 28, true);
    const next = at + 46 + nameLength + view.getUint16(at + 30, true) + view.getUint16(at + 32, true);
    if (next > end) throw broken('its directory is cut off');
    const flags = view.getUint16(at + 8, true);
    const method = view.getUint16(at + 10, true);
    if ((flags & 0x2041) !== 0) throw refused('an entry is encrypted');
    if (method !== 0 && method !== 8) throw refused('an entry is packed in a way that is not read');
    if (((view.getUint32(at + 38, true) >>> 16) & 0xf000) === 0xa000) throw refused('an entry is a link');
    entries.push({
      name: checkedName(bytes.subarray(at + 46, at + 46 + nameLength)),
      method,
      crc: view.getUint32(at + 16, true),
      packed: view.getUint32(at + 20, true),
      size: view.getUint32(at + 24, true),
      at: view.getUint32(at + 42, true),
    });
    at = next;
  }
  if (at !== end) throw broken('its directory has bytes that belong to no entry');
  return entries;
}

/** Nothing is written, and still a name that climbs says what the archive is for. */
function checkedName(raw: Uint8Array): string {
  const name = new TextDecoder().decode(raw).replaceAll('\\', '/');
  if (name === '' || name.includes('\0') || name.length > 512) throw refused('an entry has no proper name');
  if (name.startsWith('/') || /^[a-z]:/i.test(name) || name.split('/').includes('..'))
    throw refused('an entry’s name leads out of the archive');
  if (/\.(?:zip|saz|7z|rar|gz|tar|cab)$/i.test(name)) throw refused('it holds another archive');
  return name;
}

function checkSizes(entries: readonly Entry[]): void {
  let total = 0;
  for (const { packed, size, method } of entries) {
    total += size;
    if (size > maxEntryBytes) throw tooLarge(`an entry has ${size} bytes, ${maxEntryBytes} are allowed`);
    if (size > ratioFrom && size > packed * maxRatio) throw tooLarge(`an entry unpacks to more than ${maxRatio} times its size`);
    if (method === 0 && packed !== size) throw broken('an entry’s sizes disagree');
  }
  if (total > maxTotalBytes) throw tooLarge(`it unpacks to ${total} bytes, ${maxTotalBytes} are allowed`);
}

/** Entries that share bytes are how a small file unpacks to a large one many times over. */
function checkPlaces(entries: readonly Entry[], directory: number): void {
  let free = 0;
  for (const entry of [...entries].sort((a, b) => a.at - b.at)) {
    if (entry.at < free) throw refused('entries overlap');
    free = entry.at + 30 + entry.packed;
    if (free > directory) throw broken('an entry is cut off');
  }
}

function unpack(view: DataView, bytes: Uint8Array, entry: Entry, directory: number): Uint8Array {
  if (view.getUint32(entry.at, true) !== 0x04034b50) throw broken('an entry has no header');
  const from = entry.at + 30 + view.getUint16(entry.at + 26, true) + view.getUint16(entry.at + 28, true);
  if (from + entry.packed > directory) throw broken('an entry is cut off');
  const packed = bytes.subarray(from, from + entry.packed);
  const plain = entry.method === 0 ? packed : inflate(packed, entry.size);
  if (plain.length !== entry.size) throw broken('an entry has another size than it says');
  if (crc32(plain) !== entry.crc) throw broken('an entry’s checksum is wrong');
  return plain;
}

function inflate(packed: Uint8Array, size: number): Uint8Array {
  const plain = new Uint8Array(size);
  let length = 0;
  const stream = new Inflate(part => {
    if (length + part.length > size) throw tooLarge('an entry is larger than it says');
    plain.set(part, length);
    length += part.length;
  });
  try {
    // Small pieces: what one piece unpacks to is bounded before the next is looked at.
    for (let at = 0; at < packed.length; at += 0x4000) stream.push(packed.subarray(at, at + 0x4000), at + 0x4000 >= packed.length);
  } catch (cause) {
    if (cause instanceof EvidenceError) throw cause;
    throw new EvidenceError('KV_ARCHIVE_BROKEN', 'The archive cannot be read: an entry cannot be unpacked.', { cause });
  }
  return plain.subarray(0, length);
}

/** CRC-32 as ZIP has it (APPNOTE 4.4.7), one bit at a time over a table of sixteen. */
function crc32(bytes: Uint8Array): number {
  let crc = 0xffffffff;
  for (const byte of bytes) {
    crc ^= byte;
    crc = (crc >>> 4) ^ (nibbles[crc & 15] ?? 0);
    crc = (crc >>> 4) ^ (nibbles[crc & 15] ?? 0);
  }
  return (crc ^ 0xffffffff) >>> 0;
}

const nibbles = Array.from({ length: 16 }, (_, n) => {
  let value = n;
  for (let bit = 0; bit < 4; bit++) value = value & 1 ? (value >>> 1) ^ 0xedb88320 : value >>> 1;
  return value >>> 0;
});

const broken = (what: string): EvidenceError => new EvidenceError('KV_ARCHIVE_BROKEN', `The archive cannot be read: ${what}.`);
const refused = (what: string): EvidenceError => new EvidenceError('KV_ARCHIVE_REFUSED', `The archive is not opened: ${what}.`);
const tooLarge = (what: string): EvidenceError => new EvidenceError('KV_ARCHIVE_TOO_LARGE', `The archive is not opened: ${what}.`);
