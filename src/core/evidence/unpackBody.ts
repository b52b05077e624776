import { Decompress } from 'fflate';
import type { FailureCode } from '../model/causes.ts';
import { longestBody } from './evidenceCall.ts';

/** Codings that need a door: the core has code of its own for gzip and deflate alone. */
export type ForeignCoding = 'br' | 'zstd';
/** The beginning of a packed body; undefined where this runtime knows no such coding. Throws for bytes that are none of it. */
export type Unpack = (coding: ForeignCoding, bytes: Uint8Array) => Uint8Array | undefined;

export interface UnpackedBody {
  readonly bytes: Uint8Array;
  /** Why the body is not known, for a finding; nothing is known of it then. */
  readonly oddity: { readonly code: FailureCode; readonly detail: string } | undefined;
}

const nothing = new Uint8Array();
/** RFC 9110 section 8.4 allows a list; nobody packs more often on purpose. */
const maxCodings = 3;

/** A recorded body without its content codings (`Content-Encoding`), the last of which was put on last; cut at `longestBody`. */
export function unpackBody(packed: Uint8Array, contentEncoding: string | undefined, unpack: Unpack): UnpackedBody {
  const codings = (contentEncoding ?? '')
    .toLowerCase()
    .split(',')
    .map(coding => coding.trim())
    .filter(coding => coding !== '' && coding !== 'identity');
  if (codings.length > maxCodings) return unread(codings.join(', ').slice(0, 100));
  let bytes = packed;
  for (const coding of codings.reverse()) {
    const plain = unpackOne(coding, bytes, unpack);
    if ('oddity' in plain) return plain;
    bytes = plain;
  }
  return { bytes: bytes.subarray(0, longestBody), oddity: undefined };
}

function unpackOne(coding: string, bytes: Uint8Array, unpack: Unpack): Uint8Array | UnpackedBody {
  if (/^(?:x-)?gzip$|^deflate$/.test(coding)) return inflate(bytes);
  if (coding !== 'br' && coding !== 'zstd') return unread(coding.slice(0, 100));
  try {
    return unpack(coding, bytes) ?? unread(coding);
  } catch {
    return { bytes: nothing, oddity: { code: 'http-bad-encoding', detail: `The recorded body is not packed with ${coding}.` } };
  }
}

const unread = (coding: string): UnpackedBody => ({
  bytes: nothing,
  oddity: { code: 'http-unread-encoding', detail: `The recorded body is packed with ${coding}, which is not unpacked here.` },
});

/** As much as could be unpacked where it is broken: a body that was cut off still says what its beginning says. */
function inflate(bytes: Uint8Array): Uint8Array {
  const plain = new Uint8Array(longestBody);
  let length = 0;
  const stream = new Decompress(part => {
    const kept = part.subarray(0, plain.length - length);
    plain.set(kept, length);
    length += kept.length;
  });
  try {
    for (let at = 0; at < bytes.length && length < plain.length; at += 0x1000)
      stream.push(bytes.subarray(at, at + 0x1000), at + 0x1000 >= bytes.length);
  } catch {
    // What came before the fault counts.
  }
  return plain.subarray(0, length);
}
