import { gzipSync } from 'node:zlib';
import type { HeaderPair } from '../../core/model/headers.ts';
import type { Answer } from '../http/answer.ts';
import type { Wire } from '../http/wire.ts';
import type { Fault } from './fault.ts';
import { bodyOf, headOf, lengthHeader } from './rawAnswer.ts';

const wire = (act: (wire: Wire, answer: Answer) => Promise<void>): Fault => ({ kind: 'wire', act });

/** Writes these pieces one after another and closes. */
const write = (pieces: (answer: Answer, at: number) => readonly (string | Uint8Array)[]): Fault =>
  wire(async (line, answer) => {
    for (const piece of pieces(answer, line.at)) await line.write(piece);
    line.end();
  });

const chunkedHead: HeaderPair = ['Transfer-Encoding', 'chunked'];
const whole = (answer: Answer, at: number, more: readonly HeaderPair[] = [], body = bodyOf(answer)): readonly (string | Uint8Array)[] => [
  headOf(answer, at, [...more, lengthHeader(body.length)]),
  body,
];
const encoded = (answer: Answer, at: number, coding: string, body: Buffer): readonly (string | Uint8Array)[] =>
  whole(answer, at, [['Content-Encoding', coding]], body);
const half = (bytes: Buffer): Buffer => bytes.subarray(0, Math.ceil(bytes.length / 2));

const slowMs = 8000;
const dripMs = 150;
const megabyte = 1024 * 1024;

/** How each fault of the network and of HTTP framing looks on the wire. */
export const wireFaults = {
  reset: wire(line => line.reset()),
  'reset-in-headers': wire(async (line, answer) => {
    await line.write(half(Buffer.from(headOf(answer, line.at, []), 'latin1')));
    await line.reset();
  }),
  'reset-in-body': wire(async (line, answer) => {
    const body = bodyOf(answer);
    await line.write(headOf(answer, line.at, [lengthHeader(body.length)]));
    await line.write(half(body));
    await line.reset();
  }),
  close: write(() => []),
  'close-in-headers': write((answer, at) => [half(Buffer.from(headOf(answer, at, []), 'latin1'))]),
  'close-in-body': write((answer, at) => [headOf(answer, at, [lengthHeader(bodyOf(answer).length)]), half(bodyOf(answer))]),
  'slow-first-byte': wire(async (line, answer) => {
    await line.delay(slowMs);
    for (const piece of whole(answer, line.at)) await line.write(piece);
    line.end();
  }),
  'header-drip': wire(async (line, answer) => {
    for (const letter of headOf(answer, line.at, [['X-Padding', 'x'.repeat(400)]])) {
      if (!line.isOpen) return;
      await line.write(letter);
      await line.delay(dripMs);
    }
    line.end();
  }),
  // Nothing more comes, and the connection stays: only the client's own patience ends it.
  stall: wire(async (line, answer) => {
    const body = bodyOf(answer);
    await line.write(headOf(answer, line.at, [lengthHeader(body.length)]));
    await line.write(half(body));
  }),
  'long-content-length': write((answer, at) => [headOf(answer, at, [lengthHeader(bodyOf(answer).length + 100)]), bodyOf(answer)]),
  'short-content-length': write((answer, at) => [headOf(answer, at, [lengthHeader(5)]), bodyOf(answer)]),
  'bad-chunk': write((answer, at) => [headOf(answer, at, [chunkedHead]), 'zz\r\n', bodyOf(answer), '\r\n0\r\n\r\n']),
  'content-length-and-chunked': write((answer, at) => {
    const body = bodyOf(answer);
    return [headOf(answer, at, [lengthHeader(body.length), chunkedHead]), `${body.length.toString(16)}\r\n`, body, '\r\n0\r\n\r\n'];
  }),
  'duplicate-content-length': write((answer, at) => {
    const body = bodyOf(answer);
    return [headOf(answer, at, [lengthHeader(body.length), lengthHeader(body.length + 1)]), body];
  }),
  'unasked-100': write((answer, at) => ['HTTP/1.1 100 Continue\r\n\r\n', ...whole(answer, at)]),
  'early-hints': write((answer, at) => ['HTTP/1.1 103 Early Hints\r\nLink: </style.css>; rel=preload\r\n\r\n', ...whole(answer, at)]),
  'informational-flood': write((answer, at) => ['HTTP/1.1 103 Early Hints\r\nX-Flood: 1\r\n\r\n'.repeat(5000), ...whole(answer, at)]),
  'switching-protocols': write(() => ['HTTP/1.1 101 Switching Protocols\r\nConnection: Upgrade\r\nUpgrade: websocket\r\n\r\n']),
  'no-content-with-body': write((answer, at) => whole({ ...answer, status: 204 }, at)),
  'gzip-corrupt': write((answer, at) => {
    const body = gzipSync(bodyOf(answer));
    body[12] = (body[12] ?? 0) ^ 0xff;
    return encoded(answer, at, 'gzip', body);
  }),
  'gzip-truncated': write((answer, at) => encoded(answer, at, 'gzip', half(gzipSync(bodyOf(answer))))),
  'gzip-mislabelled': write((answer, at) => encoded(answer, at, 'gzip', bodyOf(answer))),
  // 256 MiB of zeros in a quarter of a megabyte: members of a gzip file may follow each other (RFC 1952 section 2.2).
  'gzip-bomb': write((answer, at) => {
    const member = gzipSync(Buffer.alloc(16 * megabyte), { level: 9 });
    return encoded(answer, at, 'gzip', Buffer.concat(Array.from({ length: 16 }, () => member)));
  }),
  'endless-body': wire(async (line, answer) => {
    await line.write(headOf(answer, line.at, [chunkedHead]));
    const piece = Buffer.concat([Buffer.from('10000\r\n'), Buffer.alloc(65_536, 'x'), Buffer.from('\r\n')]);
    while (line.isOpen) await line.write(piece);
  }),
  'many-headers': write((answer, at) =>
    whole(
      answer,
      at,
      Array.from({ length: 10_000 }, (_none, index) => [`X-Filler-${index}`, 'x'] as const),
    ),
  ),
  'long-header': write((answer, at) => whole(answer, at, [['X-Long', 'x'.repeat(megabyte)]])),
  'invalid-bytes': write((answer, at) => [
    Buffer.from(headOf(answer, at, [['X-Bytes', '\u00ff\u00fe'], lengthHeader(6)]), 'latin1'),
    Buffer.from([0x7b, 0x22, 0xff, 0xfe, 0x22, 0x7d]),
  ]),
  'odd-status': write((answer, at) => whole({ ...answer, status: 999 }, at)),
} as const satisfies Readonly<Record<string, Fault>>;
