import { parentPort } from 'node:worker_threads';
import { createEngine } from './createEngine.ts';
import { engineVersion } from './engineVersion.ts';
import { gatherPosts } from './gatherPosts.ts';
import { serveEngine } from './serveEngine.ts';

// The entry of dist/engine.js; it runs only as a worker thread.
const port = parentPort;
if (port === null) throw new Error('engineWorker runs in a worker thread');
const post = gatherPosts(message => port.postMessage(message));
serveEngine({ post, listen: listener => void port.on('message', listener) }, doors => createEngine(doors, engineVersion));
