import type { FailureCode } from '../core/model/causes.ts';
import { headerValue } from '../core/model/headers.ts';
import type { WireResponse } from '../core/model/wire.ts';
import { authority } from './authority.ts';
import type { Endpoint } from './chooseRoute.ts';
import { type RawHead, readRawHead } from './rawHead.ts';
import { WireFault } from './wireFault.ts';

const headLimit = 32 * 1024;
const bodyLimit = 64 * 1024;
const endOfHead = Buffer.from('\r\n\r\n');

/** Collects what the proxy says until it is clear what that is. */
export class TunnelAnswer {
  head: RawHead | undefined;
  #bytes: Buffer = Buffer.alloc(0);
  #bodyAt = 0;
  #malformed = false;

  push(chunk: Buffer): void {
    this.#bytes = Buffer.concat([this.#bytes, chunk]);
    // RFC 9110 section 15.2: any number of 1xx may come before the answer, and say nothing about it.
    while (this.head === undefined && !this.#malformed && this.#readHead()) if (isInterim(this.head)) this.head = undefined;
  }

  /** False while the head is not all here. */
  #readHead(): boolean {
    const end = this.#bytes.indexOf(endOfHead, this.#bodyAt);
    if (end < 0) {
      const begun = this.#bytes.subarray(this.#bodyAt);
      this.#malformed = this.#bytes.length > headLimit || !looksLikeHttp(begun) || hasBareLineFeed(begun);
      return false;
    }
    this.head = readRawHead(this.#bytes.subarray(this.#bodyAt, end));
    this.#bodyAt = end + endOfHead.length;
    this.#malformed = this.head === undefined || Number.isNaN(this.head.status);
    return true;
  }

  /** Bytes after the head of a successful answer: the first of the target. Undefined while there is none. */
  get accepted(): Buffer | undefined {
    if (this.#malformed || this.head === undefined) return undefined;
    // RFC 9110 section 9.3.6: any 2xx; Content-Length and Transfer-Encoding are to be ignored then.
    return this.head.status >= 200 && this.head.status < 300 ? this.#bytes.subarray(this.#bodyAt) : undefined;
  }

  /** No more bytes are needed to name the refusal. */
  get complete(): boolean {
    if (this.#malformed) return true;
    if (this.head === undefined) return false;
    const received = this.#bytes.length - this.#bodyAt;
    const length = headerValue(this.head.headers, 'content-length');
    if (length !== undefined && /^\d+$/.test(length)) return received >= Math.min(Number(length), bodyLimit);
    if (isChunked(this.head) && this.#bytes.subarray(this.#bodyAt).includes('0\r\n\r\n')) return true;
    return received >= bodyLimit;
  }

  faultAtEnd(proxy: Endpoint, codes: readonly string[]): WireFault {
    if (this.head !== undefined || this.#malformed) return this.fault(proxy);
    return new WireFault('proxy-closed', `The proxy ${authority(proxy)} closed the connection without an answer to CONNECT.`, {
      phase: 'proxy',
      rawCodes: codes,
    });
  }

  fault(proxy: Endpoint): WireFault {
    const { head } = this;
    if (head === undefined || this.#malformed) {
      return new WireFault('proxy-malformed', `What ${authority(proxy)} answered to CONNECT is not HTTP.`, { phase: 'proxy' });
    }
    const code: FailureCode = head.status === 407 ? 'proxy-auth-required' : 'proxy-refused-connect';
    const message =
      head.status === 407
        ? `The proxy ${authority(proxy)} wants credentials (407).`
        : `The proxy ${authority(proxy)} refused the tunnel with ${head.status}.`;
    return new WireFault(code, message, { phase: 'proxy', partial: this.#response(head) });
  }

  #response(head: RawHead): WireResponse {
    const raw = this.#bytes.subarray(this.#bodyAt, this.#bodyAt + bodyLimit);
    const body = isChunked(head) ? joinChunks(raw) : raw;
    return {
      ...head,
      body: {
        bytes: new Uint8Array(body),
        wireBytes: this.#bytes.length - this.#bodyAt,
        decodedBytes: body.length,
        cut: this.complete ? undefined : 'the proxy ended the connection before its answer was complete',
      },
      interim: [],
      oddities: [],
    };
  }
}

/** 101 is an end: the proxy speaks something else from there on. */
const isInterim = (head: RawHead | undefined): boolean =>
  head !== undefined && head.status >= 100 && head.status < 200 && head.status !== 101;

/** No head of HTTP/1.1 has one (RFC 9112 section 2.2): waiting for its end would be in vain. */
const hasBareLineFeed = (bytes: Buffer): boolean => /(?:^|[^\r])\n/.test(bytes.toString('latin1'));

function isChunked(head: RawHead): boolean {
  return headerValue(head.headers, 'transfer-encoding') !== undefined;
}

/** The data of chunks (RFC 9112 section 7.1) as far as they can be read: a refusal's page, for people. */
function joinChunks(bytes: Buffer): Buffer {
  const parts: Buffer[] = [];
  for (let at = 0; ; ) {
    const end = bytes.indexOf('\r\n', at);
    const size = Number.parseInt(bytes.toString('latin1', at, Math.max(end, at)), 16);
    if (!(size > 0)) return Buffer.concat(parts);
    parts.push(bytes.subarray(end + 2, end + 2 + size));
    at = end + 2 + size + 2;
  }
}

/** False as soon as the bytes can no longer become a status line. */
function looksLikeHttp(bytes: Buffer): boolean {
  const start = 'HTTP/';
  return bytes.toString('latin1', 0, start.length) === start.slice(0, bytes.length);
}
