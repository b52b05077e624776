import { once } from 'node:events';
import { fileURLToPath } from 'node:url';
import { Worker } from 'node:worker_threads';
import { build } from 'esbuild';
import { expect, test } from 'vitest';
import { answer, startFaultServer } from './faults/faultServer.ts';

const source = fileURLToPath(new URL('../../../src/transport/', import.meta.url));

// What runs in the worker is a CommonJS bundle: the deep import of undici must survive it, and bring along half of the package at most.
test('bundled for the worker: small, working, and without a trace in the global dispatcher slots', async () => {
  const { outputFiles } = await build({
    stdin: {
      contents: `
        import { parentPort, workerData } from 'node:worker_threads';
        import { createTransport } from './createTransport.ts';
        import { defaultDeadlines, defaultLimits } from './transport.ts';
        const options = { deadlines: defaultDeadlines, limits: defaultLimits, signal: new AbortController().signal };
        const transport = createTransport({});
        transport.send({ method: 'GET', url: workerData, headers: [], body: undefined }, options).then(async outcome => {
          await transport.close();
          const slots = ['1', '2'].map(slot => globalThis[Symbol.for('undici.globalDispatcher.' + slot)]);
          parentPort.postMessage({ outcome, slots: slots.filter(slot => slot !== undefined).length });
        });`,
      resolveDir: source,
      loader: 'ts',
    },
    bundle: true,
    minify: true,
    platform: 'node',
    format: 'cjs',
    write: false,
    logLevel: 'silent',
  });
  const [file] = outputFiles;
  expect(file?.contents.length).toBeLessThan(330_000);
  const server = await startFaultServer(answer('HTTP/1.1 200 OK\r\nContent-Length: 5\r\n\r\nhello'));
  const worker = new Worker(file?.text ?? '', { eval: true, workerData: `http://127.0.0.1:${server.port}/` });
  const [message] = await once(worker, 'message');
  expect(message).toMatchObject({ outcome: { kind: 'response', response: { status: 200, oddities: [] } }, slots: 0 });
  await worker.terminate();
  await server.close();
});
