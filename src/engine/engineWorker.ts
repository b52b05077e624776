import { parentPort } from 'node:worker_threads';
import { createEngine } from './createEngine.ts';
import { engineVersion } from './engineVersion.ts';
import { serveEngine } from './serveEngine.ts';

// The entry of dist/engine.js; it runs only as a worker thread.
const port = parentPort;
if (port === null) throw new Error('engineWorker runs in a worker thread');
serveEngine({ post: message => port.postMessage(message), listen: listener => void port.on('message', listener) }, doors =>
  createEngine(doors, engineVersion),
);
