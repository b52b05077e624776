import * as zlib from 'node:zlib';
import { KeptBytes } from './keptBytes.ts';
import { rawCodes } from './rawCodes.ts';
import type { Limits } from './transport.ts';
import type { Oddity } from './wireBodyReader.ts';

type Inflater = zlib.Gunzip | zlib.Inflate | zlib.InflateRaw | zlib.BrotliDecompress;

/** Content codings (RFC 9110 section 8.4.1) that this runtime can undo. */
export const knownCodings: ReadonlySet<string> = new Set([
  'gzip',
  'x-gzip',
  'deflate',
  'br',
  ...(typeof zlib.createZstdDecompress === 'function' ? ['zstd'] : []),
]);

/**
 * Undoes content codings chunk by chunk, so that a small body which grows without end is stopped while it grows.
 * Every layer is held to the limits: the inner one of two may be the bomb.
 */
export class ContentDecoder {
  readonly #limits: Limits;
  readonly #onLimit: () => void;
  readonly #kept: KeptBytes;
  readonly #codings: readonly string[];
  #inflaters: Inflater[] = [];
  #wireBytes = 0;
  #oddity: Oddity | undefined;
  #ended!: () => void;
  readonly #end = new Promise<void>(resolve => {
    this.#ended = resolve;
  });

  /** @param codings in the order in which they were applied: the last is undone first. */
  constructor(codings: readonly string[], limits: Limits, onLimit: () => void) {
    this.#codings = codings;
    this.#limits = limits;
    this.#onLimit = onLimit;
    this.#kept = new KeptBytes(limits.keepBytes);
  }

  push(chunk: Buffer, wireBytes: number): void {
    this.#wireBytes = wireBytes;
    if (this.#oddity !== undefined) return;
    if (this.#inflaters.length === 0) this.#inflaters = this.#open(chunk);
    this.#inflaters[0]?.write(chunk);
  }

  /** No more comes: resolves when all is decoded or given up. */
  async finish(): Promise<{ readonly kept: KeptBytes; readonly oddity: Oddity | undefined }> {
    if (this.#oddity === undefined && this.#inflaters.length > 0) {
      this.#inflaters[0]?.end();
      await this.#end;
    }
    return { kept: this.#kept, oddity: this.#oddity };
  }

  #open(first: Buffer): Inflater[] {
    const inflaters = this.#codings.toReversed().map((coding, index) => createInflater(coding, index === 0 ? first : undefined));
    inflaters.forEach((inflater, index) => {
      const next = inflaters[index + 1];
      let decoded = 0;
      inflater.on('data', (chunk: Buffer) => {
        if (this.#oddity !== undefined) return;
        decoded += chunk.length;
        if (next === undefined) this.#kept.push(chunk);
        else next.write(chunk);
        this.#check(decoded);
      });
      inflater.on('end', () => (next === undefined ? this.#ended() : next.end()));
      inflater.on('error', error => this.#fail(error));
    });
    return inflaters;
  }

  #check(decoded: number): void {
    const { decodedBytes, ratio, ratioFromBytes } = this.#limits;
    const wild = decoded > ratioFromBytes && decoded > ratio * this.#wireBytes;
    if (decoded <= decodedBytes && !wild) return;
    const grown = `stopped after ${this.#wireBytes} received bytes had grown to ${decoded}`;
    this.#giveUp({ code: 'http-decompression-bomb', detail: grown });
    this.#onLimit();
  }

  #fail(error: Error): void {
    if (this.#oddity !== undefined) return;
    const [code] = rawCodes(error);
    this.#giveUp(
      code === 'Z_BUF_ERROR'
        ? { code: 'http-truncated-encoding', detail: 'the encoded body ends before its end' }
        : { code: 'http-bad-encoding', detail: `the body is not what its Content-Encoding says (${code ?? 'unknown'})` },
    );
  }

  #giveUp(oddity: Oddity): void {
    if (this.#oddity !== undefined) return;
    this.#oddity = oddity;
    for (const inflater of this.#inflaters) inflater.destroy();
    this.#ended();
  }
}

function createInflater(coding: string, first: Buffer | undefined): Inflater {
  switch (coding) {
    case 'br':
      return zlib.createBrotliDecompress();
    case 'zstd':
      return zlib.createZstdDecompress();
    case 'deflate':
      return first !== undefined && !hasZlibHeader(first) ? zlib.createInflateRaw() : zlib.createInflate();
    default:
      return zlib.createGunzip();
  }
}

/** RFC 1950 section 2.2. Some servers send the bare RFC 1951 stream for `deflate`, as RFC 9110 section 8.4.1.2 notes. */
function hasZlibHeader(bytes: Buffer): boolean {
  const [method = 0, flags = 0] = bytes;
  return (method & 0x0f) === 8 && ((method << 8) | flags) % 31 === 0;
}
