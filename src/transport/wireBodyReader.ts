import type { FailureCode } from '../core/model/causes.ts';
import type { WireBody } from '../core/model/wire.ts';
import { ContentDecoder, knownCodings } from './contentDecoder.ts';
import { KeptBytes } from './keptBytes.ts';
import type { Limits } from './transport.ts';

export interface Oddity {
  readonly code: FailureCode;
  readonly detail: string;
}

export interface ReadBody {
  readonly body: WireBody;
  readonly oddities: readonly Oddity[];
}

/**
 * Takes the bytes of one body as they arrive, decodes them and holds the limits.
 * A body that cannot be decoded is kept as it came, and said so: it is evidence.
 */
export class WireBodyReader {
  readonly #limits: Limits;
  readonly #onLimit: () => void;
  readonly #raw: KeptBytes;
  readonly #oddities: Oddity[] = [];
  #decoder: ContentDecoder | undefined;
  #cut: string | undefined;
  #wireBytes = 0;

  /**
   * @param codings of `Content-Encoding`, in the order of the header.
   * @param onLimit is called once when no more bytes are wanted.
   */
  constructor(codings: readonly string[], limits: Limits, onLimit: () => void) {
    this.#limits = limits;
    this.#onLimit = onLimit;
    this.#raw = new KeptBytes(limits.keepBytes);
    const layers = codings.filter(coding => coding !== 'identity');
    const unknown = layers.find(coding => !knownCodings.has(coding));
    if (layers.length === 0) return;
    if (layers.length > limits.layers) {
      this.#oddities.push({
        code: 'http-too-many-encodings',
        detail: `${layers.length} content codings on top of each other; not decoded`,
      });
    } else if (unknown !== undefined) {
      this.#oddities.push({ code: 'http-bad-encoding', detail: 'a content coding that is not known here; not decoded' });
    } else {
      this.#decoder = new ContentDecoder(layers, limits, () => this.#stop());
    }
  }

  /** Body bytes received so far. */
  get wireBytes(): number {
    return this.#wireBytes;
  }

  push(chunk: Buffer): void {
    this.#wireBytes += chunk.length;
    if (this.#cut !== undefined) return;
    this.#raw.push(chunk);
    this.#decoder?.push(chunk, this.#wireBytes);
    if (this.#wireBytes > this.#limits.wireBytes) {
      this.#cut = `stopped after ${this.#wireBytes} bytes received`;
      this.#oddities.push({ code: 'http-body-too-large', detail: this.#cut });
      this.#onLimit();
    }
  }

  /** @param broken says in words why no more will come, where the message did not end as it should. */
  async finish(broken: string | undefined): Promise<ReadBody> {
    const early = this.#cut ?? broken;
    if (this.#decoder === undefined || this.#wireBytes === 0) return this.#result(this.#raw, early);
    const decoded = await this.#decoder.finish();
    // A stream that we cut, or that the connection cut, is always truncated: that is no oddity of the encoding.
    if (decoded.oddity !== undefined && (early === undefined || decoded.oddity.code === 'http-decompression-bomb')) {
      this.#oddities.push(decoded.oddity);
      if (decoded.oddity.code === 'http-bad-encoding' && decoded.kept.total === 0) return this.#result(this.#raw, decoded.oddity.detail);
      return this.#result(decoded.kept, decoded.oddity.detail);
    }
    return this.#result(decoded.kept, early);
  }

  #stop(): void {
    this.#cut ??= 'stopped: it grows too much in decoding';
    this.#onLimit();
  }

  #result(kept: KeptBytes, cut: string | undefined): ReadBody {
    const over = kept.total > this.#limits.keepBytes ? `the first ${this.#limits.keepBytes} of ${kept.total} bytes are kept` : undefined;
    const body = { bytes: kept.join(), wireBytes: this.#wireBytes, decodedBytes: kept.total, cut: cut ?? over };
    return { body, oddities: this.#oddities };
  }
}
