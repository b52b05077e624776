import type { HeaderPair } from '../model/headers.ts';
import type { Purpose } from '../model/trace.ts';
import type { WireResponse } from '../model/wire.ts';

/** One HTTP call as a foreign recorder kept it. Recorders drop headers and bodies: what is absent was not necessarily so on the wire. */
export interface EvidenceCall {
  readonly method: string;
  /** Absolute, http or https. */
  readonly url: string;
  readonly requestHeaders: readonly HeaderPair[];
  /** null where no answer came or none was recorded. */
  readonly status: number | null;
  readonly responseHeaders: readonly HeaderPair[];
  /** Text of the answer's body, cut; empty where none was recorded. */
  readonly body: string;
  /** Epoch ms, or null where the recorder kept no time. */
  readonly startedAt: number | null;
  /** What broke the call, in the recorder's words. */
  readonly failure: string | null;
  /** Program that called, where the recorder knows it (process of a proxy's session). */
  readonly client: string | null;
  /** What kept the answer's body from being read. */
  readonly oddities: WireResponse['oddities'];
  /** Why it was called, where the recording is one of ours. */
  readonly purpose: Purpose | null;
}

/** More of a body says nothing more about a cause. */
export const longestBody = 64 * 1024;

/** A call of which only its request is known. */
export const requestOnly = (method: string, url: string): EvidenceCall => ({
  method,
  url,
  requestHeaders: [],
  status: null,
  responseHeaders: [],
  body: '',
  startedAt: null,
  failure: null,
  client: null,
  oddities: [],
  purpose: null,
});

/** True for a URL that can be a call of HTTP: absolute, http or https, of a length that servers accept. */
export const isHttpUrl = (url: string): boolean => url.length <= 16 * 1024 && /^https?:\/\/[^\s/?#]+/i.test(url);
