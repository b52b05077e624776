import { Decompress } from 'fflate';
import { headerValue } from '../model/headers.ts';
import { type EvidenceCall, isHttpUrl, longestBody, requestOnly } from './evidenceCall.ts';
import { EvidenceError } from './evidenceError.ts';
import { openArchive } from './openArchive.ts';
import { type RawMessage, readRawHttp } from './readRawHttp.ts';

/** True for bytes that begin as a ZIP archive does, the empty one included. */
export const isArchive = (bytes: Uint8Array): boolean =>
  bytes[0] === 0x50 && bytes[1] === 0x4b && (bytes[2] === 3 || bytes[2] === 5 || bytes[2] === 7) && (bytes[3] ?? 0) - (bytes[2] ?? 0) === 1;

/**
 * The calls of a Fiddler session archive: `raw/N_c.txt` is the request, `raw/N_s.txt` the answer, `raw/N_m.xml` the times and the process.
 * Throws `EvidenceError` for an archive that cannot or must not be read.
 */
export function readSaz(bytes: Uint8Array): readonly (EvidenceCall | undefined)[] {
  const archive = openArchive(bytes);
  const sessions = [...archive.keys()]
    .flatMap(name => /^raw\/0*(\d{1,9})_c\.txt$/i.exec(name)?.[1] ?? [])
    .sort((a, b) => Number(a) - Number(b));
  if (sessions.length === 0) throw new EvidenceError('KV_SAZ_SHAPE', 'The archive holds no sessions of Fiddler (raw/…_c.txt).');
  const file = (session: string, kind: string): Uint8Array | undefined => {
    const wanted = new RegExp(`^raw/0*${session}_${kind}$`, 'i');
    const name = [...archive.keys()].find(each => wanted.test(each));
    return name === undefined ? undefined : archive.get(name)?.();
  };
  return sessions.map(session => callOf(file(session, 'c\\.txt'), file(session, 's\\.txt'), file(session, 'm\\.xml')));
}

function callOf(client: Uint8Array | undefined, server: Uint8Array | undefined, meta: Uint8Array | undefined): EvidenceCall | undefined {
  const request = client === undefined ? undefined : readRawHttp(client);
  if (request === undefined) return undefined;
  const [method = '', target = ''] = request.start.split(' ');
  const url = urlOf(method, target, request);
  if (!isHttpUrl(url)) return undefined;
  const answer = server === undefined ? undefined : readRawHttp(server);
  const status = /^HTTP\/\d(?:\.\d)?\s+(\d{3})/.exec(answer?.start ?? '')?.[1];
  const facts = new TextDecoder().decode(meta ?? new Uint8Array());
  const begun = Date.parse(/\bClientBeginRequest="([^"]{1,64})"/.exec(facts)?.[1] ?? '');
  return {
    ...requestOnly(method.toUpperCase(), url),
    requestHeaders: request.headers,
    status: status === undefined ? null : Number(status),
    responseHeaders: answer?.headers ?? [],
    body: answer === undefined ? '' : bodyText(answer),
    startedAt: Number.isNaN(begun) || begun <= 0 ? null : begun,
    failure: status === undefined ? 'no answer was recorded' : null,
    client: /\bN="x-processinfo"\s+V="([^"]{1,256})"/i.exec(facts)?.[1] ?? null,
  };
}

/** A proxy records absolute targets; a tunnel's is host and port. */
function urlOf(method: string, target: string, { headers }: RawMessage): string {
  if (method === 'CONNECT') return `https://${target.replace(/:443$/, '')}/`;
  return target.startsWith('/') ? `https://${headerValue(headers, 'host') ?? ''}${target}` : target;
}

function bodyText(message: RawMessage): string {
  const coding = (headerValue(message.headers, 'content-encoding') ?? 'identity').toLowerCase();
  const bytes = coding === 'gzip' || coding === 'deflate' ? decompress(message.body) : message.body;
  return coding === 'br' || coding === 'zstd' ? '' : new TextDecoder().decode(bytes.subarray(0, longestBody));
}

/** The beginning of a packed body; as much as could be unpacked where it is broken. */
function decompress(bytes: Uint8Array): Uint8Array {
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
    // A body that was cut off still says what its beginning says.
  }
  return plain.subarray(0, length);
}
