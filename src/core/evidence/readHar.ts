import { type HeaderPair, headerValue } from '../model/headers.ts';
import { type Purpose, purposes } from '../model/trace.ts';
import { decodeBase64Url } from '../token/decodeBase64Url.ts';
import { type EvidenceCall, isHttpUrl, longestBody } from './evidenceCall.ts';
import { EvidenceError } from './evidenceError.ts';
import { asFields, asText, type Fields } from './jsonFields.ts';
import { type Unpack, unpackBody } from './unpackBody.ts';

const maxEntries = 5000;
const maxHeaders = 300;
const longestHeader = 16 * 1024;
const longestBase64 = 4 * longestBody;

/**
 * The calls of a parsed HAR 1.1 or 1.2, in the order of the file. Entries of other schemes (`data:`, `ws:`) are kept as undefined so
 * that indexes stay those of the file. Throws `EvidenceError` with the path of the first field that has a wrong form.
 */
export function readHar(value: unknown, unpack: Unpack): readonly (EvidenceCall | undefined)[] {
  const log = asFields(asFields(value)?.['log']);
  if (log === undefined) throw shapeFault('log', 'is no object');
  const { entries } = log;
  if (!Array.isArray(entries)) throw shapeFault('log.entries', 'is no list');
  if (entries.length === 0) throw new EvidenceError('KV_HAR_EMPTY', 'The HAR holds no calls.');
  if (entries.length > maxEntries)
    throw new EvidenceError('KV_INPUT_TOO_LARGE', `The HAR holds ${entries.length} calls; ${maxEntries} are read at most.`);
  return entries.map((entry, index) => readEntry(entry, `log.entries[${index}]`, unpack));
}

function readEntry(value: unknown, path: string, unpack: Unpack): EvidenceCall | undefined {
  const entry = need(value, path);
  const request = need(entry['request'], `${path}.request`);
  const response = need(entry['response'], `${path}.response`);
  const method = asText(request['method']);
  if (method === undefined || !/^[A-Za-z]{1,20}$/.test(method)) throw shapeFault(`${path}.request.method`, 'is no method');
  const url = asText(request['url']);
  if (url === undefined || !/^[a-z][a-z0-9+.-]*:/i.test(url)) throw shapeFault(`${path}.request.url`, 'is no absolute URL');
  const status = response['status'];
  if (typeof status !== 'number' || !Number.isInteger(status) || status < 0 || status > 999)
    throw shapeFault(`${path}.response.status`, 'is no status');
  const requestHeaders = readHeaders(request['headers'], `${path}.request.headers`);
  const responseHeaders = readHeaders(response['headers'], `${path}.response.headers`);
  const content = readContent(response['content'], `${path}.response.content`);
  const startedAt = readTime(entry['startedDateTime'], `${path}.startedDateTime`);
  if (!isHttpUrl(url)) return undefined;
  return {
    method: method.toUpperCase(),
    url,
    requestHeaders,
    status: status === 0 ? null : status,
    responseHeaders,
    ...readBody(content, responseHeaders, unpack),
    startedAt,
    failure: status === 0 ? (asText(response['_error']) ?? asText(entry['_error']) ?? null) : null,
    client: null,
    purpose: purposes.find((known): known is Purpose => known === entry['_purpose']) ?? null,
  };
}

/** HAR 1.2 demands the list; an absent one is taken as empty, as some recorders leave it out. */
function readHeaders(value: unknown, path: string): readonly HeaderPair[] {
  if (value === undefined) return [];
  if (!Array.isArray(value)) throw shapeFault(path, 'is no list');
  return value.slice(0, maxHeaders).map((item, index): HeaderPair => {
    const pair = asFields(item);
    const name = asText(pair?.['name']);
    const text = asText(pair?.['value']);
    if (name === undefined || text === undefined) throw shapeFault(`${path}[${index}]`, 'has no name and value');
    return [name.slice(0, 256), text.slice(0, longestHeader)];
  });
}

function readContent(value: unknown, path: string): string | Uint8Array {
  if (value === undefined) return '';
  const content = need(value, path);
  const text = content['text'] ?? '';
  if (typeof text !== 'string') throw shapeFault(`${path}.text`, 'is no text');
  if (content['encoding'] !== 'base64') return text.slice(0, longestBody);
  const plain = text
    .slice(0, longestBase64)
    .replace(/\+/g, '-')
    .replace(/\//g, '_')
    .replace(/[=\s]+/g, '');
  // What was cut ends at a whole group of four.
  const bytes = decodeBase64Url(text.length > longestBase64 ? plain.slice(0, plain.length - (plain.length % 4)) : plain);
  if (bytes === undefined) throw shapeFault(`${path}.text`, 'is no base64');
  return readText(bytes) ?? bytes;
}

/** HAR 1.2 wants bodies unpacked, and some recorders (Fiddler, proxies) write the packed bytes. These are no text. */
function readText(bytes: Uint8Array): string | undefined {
  try {
    const text = new TextDecoder('utf-8', { fatal: true }).decode(bytes.subarray(0, longestBody), { stream: bytes.length > longestBody });
    // biome-ignore lint/suspicious/noControlCharactersInRegex: exactly these do not stand in text
    return /[\u0000-\u0008\u000e-\u001f]/.test(text) ? undefined : text;
  } catch {
    // Not UTF-8: bytes.
    return undefined;
  }
}

/** The body's text as far as it is known, and what kept it from being known. */
function readBody(content: string | Uint8Array, headers: readonly HeaderPair[], unpack: Unpack): Pick<EvidenceCall, 'body' | 'oddities'> {
  if (typeof content === 'string') return { body: content, oddities: [] };
  const { bytes, oddity } = unpackBody(content, headerValue(headers, 'content-encoding'), unpack);
  return { body: new TextDecoder().decode(bytes), oddities: oddity === undefined ? [] : [oddity] };
}

function readTime(value: unknown, path: string): number | null {
  if (value === undefined) return null;
  const ms = typeof value === 'string' ? Date.parse(value) : Number.NaN;
  if (Number.isNaN(ms)) throw shapeFault(path, 'is no time');
  // Recorders write the epoch where they kept no time.
  return ms > 0 ? ms : null;
}

function need(value: unknown, path: string): Fields {
  const fields = asFields(value);
  if (fields === undefined) throw shapeFault(path, 'is no object');
  return fields;
}

const shapeFault = (path: string, what: string): EvidenceError => new EvidenceError('KV_HAR_SHAPE', `This is no HAR: ${path} ${what}.`);
