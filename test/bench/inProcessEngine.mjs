// @ts-check
import { importSource } from '../harness/importSource.mjs';
import { embeddedSettings, noDoors, sendsOf } from '../interop/ourEngine.mjs';

/**
 * The engine in this thread, whose heap can be read.
 * @param {import('../../src/core/model/embeddedVault.ts').EmbeddedVaultInfo} embedded
 */
export async function inProcessEngine(embedded) {
  const { createEngine } = await importSource();
  const engine = createEngine(noDoors, '0.0.0');
  engine.configure(embeddedSettings(embedded));
  return { engine, send: sendsOf(engine) };
}
