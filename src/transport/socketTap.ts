import type { Socket } from 'node:net';
import type { HeaderPair } from '../core/model/headers.ts';
import { readRawHead } from './rawHead.ts';

const endOfHead = Buffer.from('\r\n\r\n');
const continueHead = /^HTTP\/1\.[01] 100[ \r]/;
const longestContinueStart = 'HTTP/1.1 100 '.length;
const keptHead = 64 * 1024;
// More than any limit that is set: from here on the parser sees them and ends the call.
const mostContinues = 1000;

/**
 * Sits on a connection's socket and sees what its HTTP parser does not tell: the bytes of each head, and how many bytes came in all.
 * On the way it puts our own header block in the place of the parser's (whose lines lose order and case), and takes out
 * `100 Continue`, which the parser takes for a fault (RFC 9110 section 15.2 wants it accepted, asked for or not).
 */
export class SocketTap {
  /** Bytes received since the request began, heads included. */
  received = 0;
  readonly continues: { readonly status: number; readonly headers: readonly HeaderPair[] }[] = [];
  #requestHead: string | undefined;
  #collecting = false;
  /** What came since the last complete head. */
  #chunks: Buffer[] = [];
  #collected = 0;
  /** The beginning of what may become a `100 Continue`; the parser has not seen it. */
  #held: Buffer | undefined;
  #headBytes = 0;

  constructor(socket: Socket) {
    const read = socket.read.bind(socket) as () => Buffer | null;
    const write = socket.write.bind(socket) as (...all: unknown[]) => boolean;
    const see = (): Buffer | null => {
      for (let chunk = read(); chunk !== null; chunk = read()) {
        const rest = this.#see(chunk);
        if (rest !== undefined) return rest;
      }
      return null;
    };
    Object.assign(socket, { read: see, write: (chunk: unknown, ...rest: unknown[]) => write(this.#replace(chunk), ...rest) });
  }

  /** A request begins; its header block is `head`, the empty line included. */
  begin(head: string): void {
    this.received = 0;
    this.continues.length = 0;
    this.#requestHead = head;
    this.#collecting = true;
    this.#forget();
    this.#headBytes = 0;
  }

  /** The parser has read the final head: tells its HTTP version, where it can be told. No more heads are expected. */
  takeHead(): string | undefined {
    const bytes = this.unread();
    const start = skipEmptyLines(bytes);
    const end = bytes.indexOf(endOfHead, start);
    if (end < 0) return undefined;
    this.#headBytes = this.received - (bytes.length - end - endOfHead.length);
    this.#collecting = false;
    this.#forget();
    return bytes.toString('latin1', start, start + 'HTTP/1.1'.length);
  }

  /** The parser has read an interim head. */
  skipInterimHead(): void {
    const bytes = this.unread();
    const end = bytes.indexOf(endOfHead, skipEmptyLines(bytes));
    if (end < 0) return;
    this.#forget();
    const rest = bytes.subarray(end + endOfHead.length);
    if (rest.length > 0) this.#keep(rest);
  }

  /** The bytes since the last complete head: evidence when the parser has given up. */
  unread(): Buffer {
    const [first] = this.#chunks;
    if (first !== undefined && this.#chunks.length === 1 && this.#held === undefined) return first;
    return Buffer.concat(this.#held === undefined ? this.#chunks : [...this.#chunks, this.#held]);
  }

  /** Bytes received after the final head: body, framing, and what should not be there. */
  get afterHead(): number {
    return this.received - this.#headBytes;
  }

  #replace(chunk: unknown): unknown {
    if (this.#requestHead === undefined || typeof chunk !== 'string') return chunk;
    const head = this.#requestHead;
    this.#requestHead = undefined;
    return head;
  }

  #see(chunk: Buffer): Buffer | undefined {
    this.received += chunk.length;
    if (!this.#collecting) return chunk;
    const rest = this.#collected === 0 ? this.#withoutContinues(chunk) : chunk;
    if (rest !== undefined && this.#collected < keptHead) this.#keep(rest);
    return rest;
  }

  #keep(bytes: Buffer): void {
    this.#chunks.push(bytes);
    this.#collected += bytes.length;
  }

  /** What is left for the parser; undefined while that cannot be told, or when nothing is left. */
  #withoutContinues(chunk: Buffer): Buffer | undefined {
    let bytes = this.#held === undefined ? chunk : Buffer.concat([this.#held, chunk]);
    this.#held = undefined;
    while (bytes.length > 0) {
      if (this.continues.length >= mostContinues) return bytes;
      const start = bytes.toString('latin1', 0, longestContinueStart);
      const end = bytes.indexOf(endOfHead);
      if (!continueHead.test(start)) {
        if (start.length === longestContinueStart || !'HTTP/1.1 100 '.startsWith(start)) return bytes;
        break;
      }
      if (end < 0) break;
      this.continues.push({ status: 100, headers: readRawHead(bytes.subarray(0, end))?.headers ?? [] });
      bytes = bytes.subarray(end + endOfHead.length);
    }
    if (bytes.length > keptHead) return bytes;
    if (bytes.length > 0) this.#held = bytes;
    return undefined;
  }

  #forget(): void {
    this.#chunks = [];
    this.#collected = 0;
    this.#held = undefined;
  }
}

function skipEmptyLines(bytes: Buffer): number {
  let at = 0;
  while (bytes[at] === 0x0d || bytes[at] === 0x0a) at += 1;
  return at;
}
