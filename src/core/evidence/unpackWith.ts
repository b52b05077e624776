import type { Unpack } from './unpackBody.ts';

interface Limits {
  readonly maxOutputLength: number;
  readonly finishFlush?: number;
}

/** What is used of `node:zlib`; zstd is there from Node 22.15 on. */
export interface ZlibDoor {
  brotliDecompressSync(bytes: Uint8Array, options: Limits): Uint8Array;
  zstdDecompressSync?(bytes: Uint8Array, options: Limits): Uint8Array;
  readonly constants: { readonly BROTLI_OPERATION_FLUSH: number };
}

/** More than any answer of the services that is worth reading; what unpacks to more is refused. */
const maxOutputLength = 8 * 1024 * 1024;

/** The codings that Node knows beside gzip. A brotli body that was cut off is unpacked as far as it goes. */
export const unpackWith =
  (zlib: ZlibDoor): Unpack =>
  (coding, bytes) =>
    coding === 'br'
      ? zlib.brotliDecompressSync(bytes, { maxOutputLength, finishFlush: zlib.constants.BROTLI_OPERATION_FLUSH })
      : zlib.zstdDecompressSync?.(bytes, { maxOutputLength });
