// @ts-check
import { createRequire } from 'node:module';
import { isMainThread, parentPort, Worker, workerData } from 'node:worker_threads';

/**
 * The least that an engine in a worker can do: it hands each call to a bare undici Pool and the answer back, without flow, trace, redaction
 * or diagnosis. What it takes longer than a bare Pool is the price of the other thread.
 * @param {{ readonly localUrl: string, readonly caCertificate: string }} vault
 * @param {number} connections
 */
export function forwardingWorker({ localUrl, caCertificate }, connections) {
  const worker = new Worker(new URL(import.meta.url), { workerData: { localUrl, caCertificate, connections } });
  /** @type {Map<number, (status: number) => void>} */
  const waiting = new Map();
  let calls = 0;
  worker.on('message', ({ call, status }) => {
    waiting.get(call)?.(status);
    waiting.delete(call);
  });
  return {
    /** @returns {Promise<number>} the status */
    get: (/** @type {string} */ path, /** @type {string} */ token) =>
      new Promise(resolve => {
        const call = calls++;
        waiting.set(call, resolve);
        worker.postMessage({ call, path, token });
      }),
    close: () => worker.terminate(),
  };
}

/** @type {import('node:net').LookupFunction} */
export function loopback(_name, options, done) {
  if (options.all) done(null, [{ address: '127.0.0.1', family: 4 }]);
  else done(null, '127.0.0.1', 4);
}

if (!isMainThread && workerData?.localUrl !== undefined) {
  const { Pool } = createRequire(import.meta.url)('undici');
  const { localUrl, caCertificate, connections } = workerData;
  const pool = new Pool(localUrl, { connections, pipelining: 1, connect: { ca: caCertificate, lookup: loopback } });
  parentPort?.on('message', async ({ call, path, token }) => {
    const { statusCode, headers, body } = await pool.request({ path, method: 'GET', headers: { authorization: `Bearer ${token}` } });
    parentPort?.postMessage({ call, status: statusCode, headers, text: await body.text() });
  });
}
