import { gzipSync } from 'node:zlib';
import fc from 'fast-check';
import { expect, test } from 'vitest';
import { startFaultServer } from './faults/faultServer.ts';
import { aRequest, sendOnce } from './faults/testTransport.ts';

const body = gzipSync('hello '.repeat(30));
const message = Buffer.concat([
  Buffer.from('HTTP/1.1 100 Continue\r\nX-A: 1\r\n\r\nHTTP/1.1 103 Early Hints\r\nLink: </a>\r\n\r\n'),
  Buffer.from(`HTTP/1.1 200 OK\r\nContent-Encoding: gzip\r\nX-B: c\r\nTransfer-Encoding: chunked\r\n\r\n${body.length.toString(16)}\r\n`),
  body,
  Buffer.from('\r\n0\r\n\r\n'),
]);

test('however an answer is cut into packets, it is the same answer', async () => {
  const cuts = fc.uniqueArray(fc.integer({ min: 1, max: message.length - 1 }), { maxLength: 12 });
  await fc.assert(
    fc.asyncProperty(cuts, async found => {
      const edges = [0, ...found.sort((a, b) => a - b), message.length];
      const pieces = edges.slice(1).map((end, index) => message.subarray(edges[index], end));
      const server = await startFaultServer({
        onConnection: socket => void socket.setNoDelay(true),
        onRequest: socket => {
          const next = (): void => {
            const piece = pieces.shift();
            if (piece !== undefined) socket.write(piece, () => setImmediate(next));
          };
          next();
        },
      });
      try {
        const outcome = await sendOnce(aRequest({ url: `http://127.0.0.1:${server.port}/` }));
        expect(outcome).toMatchObject({
          kind: 'response',
          response: {
            status: 200,
            httpVersion: 'HTTP/1.1',
            headers: [
              ['Content-Encoding', 'gzip'],
              ['X-B', 'c'],
              ['Transfer-Encoding', 'chunked'],
            ],
            body: { wireBytes: body.length, decodedBytes: 180, cut: undefined },
            interim: [
              { status: 100, headers: [['X-A', '1']] },
              { status: 103, headers: [['Link', '</a>']] },
            ],
            oddities: [{ code: 'http-unexpected-100' }],
          },
        });
      } finally {
        await server.close();
      }
    }),
    { numRuns: 60 },
  );
});
