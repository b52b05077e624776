import type { Dispatcher } from 'undici';
import { type HeaderPair, headerValue, headerValues } from '../core/model/headers.ts';
import type { WireResponse } from '../core/model/wire.ts';
import type { CallStop } from './callStop.ts';
import { classifyFailure } from './classifyFailure.ts';
import type { Connection } from './connection.ts';
import { oddities } from './oddities.ts';
import type { PhaseClock } from './phaseClock.ts';
import type { PreparedRequest } from './prepareRequest.ts';
import { rawCodes } from './rawCodes.ts';
import { StaleConnection } from './staleConnection.ts';
import type { Deadlines, Limits } from './transport.ts';
import { WireBodyReader } from './wireBodyReader.ts';
import { WireFault } from './wireFault.ts';

export interface ExchangeAsk {
  readonly request: PreparedRequest;
  readonly deadlines: Deadlines;
  readonly limits: Limits;
  readonly clock: PhaseClock;
}

interface FinalHead {
  readonly status: number;
  readonly reason: string;
  readonly httpVersion: string;
  readonly headers: readonly HeaderPair[];
  readonly body: WireBodyReader;
}

const closedCodes = new Set(['UND_ERR_SOCKET', 'ECONNRESET', 'EPIPE']);
// RFC 9110 section 9.2.2: only these may be sent again when nobody knows whether they arrived.
const safeMethods = new Set(['GET', 'HEAD', 'OPTIONS']);

/**
 * One request and its answer on an established connection, which is destroyed unless the answer ended as it should.
 * @throws {WireFault} with what had arrived as `partial`.
 * @throws {StaleConnection} where a kept-alive connection was closed before the request had any effect.
 * @throws the reason of `stop`.
 */
export function exchange(connection: Connection, ask: ExchangeAsk, stop: CallStop): Promise<WireResponse> {
  return new Promise((resolve, reject) => new Exchange(connection, ask, stop, resolve, reject).start());
}

class Exchange implements Dispatcher.DispatchHandler {
  readonly #connection: Connection;
  readonly #ask: ExchangeAsk;
  readonly #stop: CallStop;
  readonly #resolve: (response: WireResponse) => void;
  readonly #reject: (reason: unknown) => void;
  readonly #interim: { readonly status: number; readonly headers: readonly HeaderPair[] }[] = [];
  #timer: NodeJS.Timeout | undefined;
  #head: FinalHead | undefined;
  #written = false;
  #done = false;

  constructor(
    connection: Connection,
    ask: ExchangeAsk,
    stop: CallStop,
    resolve: (response: WireResponse) => void,
    reject: (reason: unknown) => void,
  ) {
    this.#connection = connection;
    this.#ask = ask;
    this.#stop = stop;
    this.#resolve = resolve;
    this.#reject = reject;
  }

  start(): void {
    const { request, deadlines } = this.#ask;
    this.#stop.listen(reason => this.#fail(reason));
    if (this.#done) return;
    const late = `The response headers were not complete within ${deadlines.headers} ms.`;
    this.#arm(deadlines.headers, () => new WireFault('net-headers-timeout', late));
    this.#connection.tap.begin(requestHead(request));
    const body = request.body === undefined ? null : Buffer.from(request.body.buffer, request.body.byteOffset, request.body.length);
    const options = { path: request.path, method: request.method as Dispatcher.HttpMethod, body };
    this.#connection.client.dispatch(request.close ? { ...options, reset: true } : options, this);
  }

  onConnect(): void {
    this.#written = true;
    this.#ask.clock.enter('send');
  }

  onRequestSent(): void {
    const { socket } = this.#connection;
    if (socket.writableNeedDrain) socket.once('drain', () => this.#sent());
    else this.#sent();
  }

  #sent(): void {
    if (!this.#done && this.#ask.clock.current === 'send') this.#ask.clock.enter('wait');
  }

  onResponseStarted(): void {
    if (!this.#done) this.#ask.clock.enter('receive');
  }

  onHeaders(status: number, raw: Buffer[], _resume: () => void, reason: string): boolean {
    const headers = headerPairs(raw);
    if (status < 100) this.#fail(new WireFault('http-odd-status', `The status ${status} is no HTTP status.`));
    else if (status < 200) this.#onInterim(status, headers);
    else this.#onFinalHead(status, reason, headers);
    return true;
  }

  onData(chunk: Buffer): boolean {
    this.#head?.body.push(chunk);
    return true;
  }

  onComplete(): void {
    if (!this.#done) void this.#complete();
  }

  onError(error: Error): void {
    if (this.#done) return;
    const head = this.#head;
    // The parser wants the promised length even where there can be no body: 204, 304 (RFC 9110 section 6.4.1).
    const bodiless = head !== undefined && (head.status === 204 || head.status === 304) && head.body.wireBytes === 0;
    if (bodiless && rawCodes(error).includes('UND_ERR_RES_CONTENT_LENGTH_MISMATCH')) void this.#complete();
    else this.#fail(this.#faultOf(error));
  }

  #onInterim(status: number, headers: readonly HeaderPair[]): void {
    this.#connection.tap.skipInterimHead();
    this.#interim.push({ status, headers });
    this.#ask.clock.enter('wait');
    if (this.#interim.length > this.#ask.limits.interim) this.#fail(this.#flood());
  }

  #onFinalHead(status: number, reason: string, headers: readonly HeaderPair[]): void {
    const { deadlines, limits, request } = this.#ask;
    const { tap } = this.#connection;
    const version = tap.takeHead();
    const codings = headerValues(headers, 'content-encoding').flatMap(value =>
      value
        .toLowerCase()
        .split(',')
        .map(part => part.trim()),
    );
    const body = new WireBodyReader(request.method === 'HEAD' ? [] : codings.filter(part => part !== ''), limits, () => this.#cut());
    this.#head = { status, reason, httpVersion: version ?? 'HTTP/1.1', headers, body };
    this.#interim.unshift(...tap.continues);
    const late = `The response body was not complete within ${deadlines.body} ms.`;
    this.#arm(deadlines.body, () => new WireFault('net-body-timeout', late));
    if (this.#interim.length > limits.interim) this.#fail(this.#flood());
  }

  #flood(): WireFault {
    return new WireFault('http-interim-flood', `The server sent more than ${this.#ask.limits.interim} interim responses.`);
  }

  #faultOf(error: unknown): unknown {
    const { tap, used, socket } = this.#connection;
    const { origin, method } = this.#ask.request;
    const fault =
      tap.continues.length > this.#ask.limits.interim
        ? this.#flood()
        : classifyFailure(error, {
            host: origin.host,
            secure: origin.secure,
            received: tap.received,
            unread: tap.unread(),
            ended: socket.readableEnded,
            head: this.#head && bodyFraming(this.#head.headers),
          });
    const unanswered = used && tap.received === 0 && fault.rawCodes.some(code => closedCodes.has(code));
    return unanswered && (!this.#written || safeMethods.has(method)) ? new StaleConnection(fault) : fault;
  }

  /** Enough of the body has come: what there is becomes the answer. */
  #cut(): void {
    if (this.#head === undefined || !this.#end()) return;
    void this.#connection.destroy();
    void this.#answer(this.#head, undefined, []).then(this.#resolve, this.#reject);
  }

  async #complete(): Promise<void> {
    const head = this.#head;
    if (head === undefined || !this.#end()) return;
    // What follows the message in the same read makes the parser give up only after this callback, in the same stack.
    await undefined;
    const { request } = this.#ask;
    const { tap, socket } = this.#connection;
    const found = oddities({
      method: request.method,
      status: head.status,
      framing: bodyFraming(head.headers),
      bodyBytes: head.body.wireBytes,
      afterHead: tap.afterHead,
      parserError: rawCodes(socket.errored),
      ended: socket.readableEnded,
      unaskedContinues: request.expectsContinue ? 0 : tap.continues.length,
    });
    this.#answer(head, undefined, found).then(this.#resolve, this.#reject);
  }

  #fail(reason: unknown): void {
    if (!this.#end()) return;
    void this.#connection.destroy();
    const head = this.#head;
    if (head === undefined || !(reason instanceof WireFault)) {
      this.#reject(reason);
      return;
    }
    const { code, message, phase, rawCodes: codes } = reason;
    this.#answer(head, 'the answer broke off', []).then(
      partial => this.#reject(new WireFault(code, message, { phase, rawCodes: codes, cause: reason, partial })),
      this.#reject,
    );
  }

  async #answer(head: FinalHead, broken: string | undefined, found: WireResponse['oddities']): Promise<WireResponse> {
    const { body, oddities: ofBody } = await head.body.finish(broken);
    const { status, reason, httpVersion, headers } = head;
    return { status, reason, httpVersion, headers, body, interim: this.#interim, oddities: [...found, ...ofBody] };
  }

  /** True for the first caller alone. */
  #end(): boolean {
    if (this.#done) return false;
    this.#done = true;
    this.#ask.clock.stop();
    clearTimeout(this.#timer);
    this.#stop.listen(undefined);
    return true;
  }

  #arm(ms: number, late: () => WireFault): void {
    clearTimeout(this.#timer);
    // The deadline of the whole call began earlier: where it is as short, it comes first.
    if (!this.#done && ms < this.#ask.deadlines.total) this.#timer = setTimeout(() => this.#fail(late()), ms);
  }
}

function requestHead({ method, path, headers }: PreparedRequest): string {
  return `${method} ${path} HTTP/1.1\r\n${headers.map(([name, value]) => `${name}: ${value}\r\n`).join('')}\r\n`;
}

/** RFC 9110 section 5.5: field values are octets; ISO-8859-1 keeps each of them. */
function headerPairs(raw: readonly Buffer[]): readonly HeaderPair[] {
  const pairs: HeaderPair[] = [];
  for (let index = 0; index + 1 < raw.length; index += 2) {
    const value = raw[index + 1]?.toString('latin1') ?? '';
    pairs.push([raw[index]?.toString('latin1') ?? '', withoutTrailingSpace(value)]);
  }
  return pairs;
}

/** The parser leaves the optional white space behind a value. */
function withoutTrailingSpace(value: string): string {
  let end = value.length;
  while (end > 0 && (value[end - 1] === ' ' || value[end - 1] === '\t')) end--;
  return value.slice(0, end);
}

export interface BodyFraming {
  readonly contentLength: number | undefined;
  readonly chunked: boolean;
}

function bodyFraming(headers: readonly HeaderPair[]): BodyFraming {
  const length = headerValue(headers, 'content-length');
  return {
    contentLength: length === undefined ? undefined : Number(length),
    chunked: headerValue(headers, 'transfer-encoding') !== undefined,
  };
}
