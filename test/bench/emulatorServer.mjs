// @ts-check
// One server of the bench in a process of its own: the embedded vault of dist/, or a bare node:https server with an answer of the same size.
import { createServer } from 'node:https';
import process from 'node:process';
import { Worker } from 'node:worker_threads';

const [kind, file] = process.argv.slice(2);

/** @returns {Promise<{ readonly worker: Worker, readonly info: any, readonly ms: number, readonly cpuMs: number }>} */
async function startVault() {
  const before = performance.now();
  const cpuBefore = process.cpuUsage();
  const worker = new Worker(file ?? '', { workerData: { port: 0, scenario: 'normal' } });
  const message = await new Promise((resolve, reject) => worker.once('message', resolve).once('error', reject));
  if (message.type !== 'started') throw new Error(message.message);
  const { user, system } = process.cpuUsage(cpuBefore);
  return { worker, info: message.info, ms: performance.now() - before, cpuMs: (user + system) / 1000 };
}

async function serveVault() {
  const starts = [];
  for (let count = 0; count < 9; count += 1) {
    const { worker, ms, cpuMs } = await startVault();
    starts.push({ ms, cpuMs });
    await worker.terminate();
  }
  const { info } = await startVault();
  process.send?.({ port: info.port, ca: info.caCertificate, token: info.tokens.valid, starts });
}

/** @param {{ readonly key: string, readonly cert: string, readonly headers: Record<string, string>, readonly body: string }} options */
async function serveBare({ key, cert, headers, body }) {
  const server = createServer({ key, cert, minVersion: 'TLSv1.2', keepAliveTimeout: 60_000 }, (_request, response) => {
    response.writeHead(200, headers);
    response.end(body);
  });
  await new Promise(resolve => server.listen(0, '127.0.0.1', () => resolve(undefined)));
  const address = server.address();
  process.send?.({ port: typeof address === 'object' && address !== null ? address.port : 0 });
}

process.on('message', (/** @type {any} */ message) => {
  if (message.type === 'serve') void serveBare(message);
  if (message.type === 'usage') process.send?.({ cpu: process.cpuUsage(), rss: process.memoryUsage().rss });
});
if (kind === 'vault') void serveVault();
