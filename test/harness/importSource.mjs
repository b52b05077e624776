// @ts-check
import { mkdtemp, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { pathToFileURL } from 'node:url';
import { build } from 'esbuild';
import { projectRoot } from './projectRoot.mjs';

/** The parts of the product that drive its workers, for programs that Node runs as they stand. */
const entry = `
export { startEmbeddedVaultInWorker } from './src/emulator/emulatorClient.ts';
export { createEngine } from './src/engine/createEngine.ts';
export { createEngineClient } from './src/engine/engineClient.ts';
export { exchangesOf } from './src/core/timeline/foldTrace.ts';
`;

/**
 * Bundles and imports them: Node itself does not take TypeScript from a package that is no ES module.
 * @returns {Promise<typeof import('../../src/emulator/emulatorClient.ts') & typeof import('../../src/engine/createEngine.ts') & typeof import('../../src/engine/engineClient.ts') & typeof import('../../src/core/timeline/foldTrace.ts')>}
 */
export async function importSource() {
  const stdin = { contents: entry, resolveDir: projectRoot, loader: /** @type {const} */ ('ts') };
  const { outputFiles } = await build({ stdin, bundle: true, platform: 'node', format: 'esm', target: 'node20', write: false });
  const folder = await mkdtemp(path.join(tmpdir(), 'kvhttp-source-'));
  try {
    const file = path.join(folder, 'source.mjs');
    // undici asks for Node's own modules with `require`, which an ES module does not have.
    const head = "import { createRequire } from 'node:module'; const require = createRequire(import.meta.url);\n";
    await writeFile(file, `${head}${outputFiles[0]?.text ?? ''}`);
    return await import(pathToFileURL(file).href);
  } finally {
    await rm(folder, { recursive: true });
  }
}
