import { headerValue } from '../model/headers.ts';
import { type EvidenceCall, isHttpUrl, requestOnly } from './evidenceCall.ts';
import { EvidenceError } from './evidenceError.ts';
import { openArchive } from './openArchive.ts';
import { type RawMessage, readRawHttp } from './readRawHttp.ts';
import { type Unpack, unpackBody } from './unpackBody.ts';

/** True for bytes that begin as a ZIP archive does, the empty one included. */
export const isArchive = (bytes: Uint8Array): boolean =>
  bytes[0] === 0x50 && bytes[1] === 0x4b && (bytes[2] === 3 || bytes[2] === 5 || bytes[2] === 7) && (bytes[3] ?? 0) - (bytes[2] ?? 0) === 1;

/**
 * The calls of a Fiddler session archive: `raw/N_c.txt` is the request, `raw/N_s.txt` the answer, `raw/N_m.xml` the times and the process.
 * Throws `EvidenceError` for an archive that cannot or must not be read.
 */
export function readSaz(bytes: Uint8Array, unpack: Unpack): readonly (EvidenceCall | undefined)[] {
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
  return sessions.map(session =>
    callOf({ client: file(session, 'c\\.txt'), server: file(session, 's\\.txt'), meta: file(session, 'm\\.xml') }, unpack),
  );
}

interface Session {
  readonly client: Uint8Array | undefined;
  readonly server: Uint8Array | undefined;
  readonly meta: Uint8Array | undefined;
}

function callOf({ client, server, meta }: Session, unpack: Unpack): EvidenceCall | undefined {
  const request = client === undefined ? undefined : readRawHttp(client);
  if (request === undefined) return undefined;
  const [method = '', target = ''] = request.start.split(' ');
  const url = urlOf(method, target, request);
  if (!isHttpUrl(url)) return undefined;
  const answer = server === undefined ? undefined : readRawHttp(server);
  const status = /^HTTP\/\d(?:\.\d)?\s+(\d{3})/.exec(answer?.start ?? '')?.[1];
  const body = answer === undefined ? undefined : unpackBody(answer.body, headerValue(answer.headers, 'content-encoding'), unpack);
  const facts = new TextDecoder().decode(meta ?? new Uint8Array());
  const begun = Date.parse(/\bClientBeginRequest="([^"]{1,64})"/.exec(facts)?.[1] ?? '');
  return {
    ...requestOnly(method.toUpperCase(), url),
    requestHeaders: request.headers,
    status: status === undefined ? null : Number(status),
    responseHeaders: answer?.headers ?? [],
    body: new TextDecoder().decode(body?.bytes),
    oddities: body?.oddity === undefined ? [] : [body.oddity],
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
