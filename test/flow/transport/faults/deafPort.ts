import { once } from 'node:events';
import { connect, type Socket } from 'node:net';
import { Worker } from 'node:worker_threads';

/** A port whose connection attempts are neither accepted nor refused: the queue of a server that never accepts is full. */
export interface DeafPort {
  readonly port: number;
  close(): Promise<void>;
}

const sleeper = `
const { createServer } = require('node:net');
const { parentPort } = require('node:worker_threads');
const server = createServer().listen({ port: 0, host: '127.0.0.1', backlog: 1 }, () => {
  parentPort.postMessage(server.address().port);
  setImmediate(() => Atomics.wait(new Int32Array(new SharedArrayBuffer(4)), 0, 0));
});`;

/** Linux drops connection attempts when the queue is full; elsewhere this may not hold. */
export async function startDeafPort(): Promise<DeafPort> {
  const worker = new Worker(sleeper, { eval: true });
  const [port] = (await once(worker, 'message')) as [number];
  // A queue of one takes two; the others make sure.
  const fillers = await Promise.all(Array.from({ length: 4 }, () => fill(port)));
  return {
    port,
    close: async () => {
      for (const filler of fillers) filler.destroy();
      await worker.terminate();
    },
  };
}

async function fill(port: number): Promise<Socket> {
  const socket = connect(port, '127.0.0.1');
  socket.on('error', () => undefined);
  await Promise.race([once(socket, 'connect'), new Promise(resolve => setTimeout(resolve, 300))]);
  return socket;
}
