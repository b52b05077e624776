// @ts-check
import path from 'node:path';
import { importSource } from '../harness/importSource.mjs';
import { projectRoot } from '../harness/projectRoot.mjs';

const { createEngineClient, exchangesOf, startEmbeddedVaultInWorker } = await importSource();

export const engineFile = path.join(projectRoot, 'dist', 'engine.js');
const emulatorFile = path.join(projectRoot, 'dist', 'emulator.js');

/** The embedded vault of dist/, on a free port. */
export const startVault = () => startEmbeddedVaultInWorker(emulatorFile, { port: 0, scenario: 'normal' });

/** @type {import('../../src/protocol/engine.ts').HostDoors} */
export const noDoors = {
  clientSecret: async () => undefined,
  prompt: async () => undefined,
  processEnv: async () => undefined,
  dotenv: async () => undefined,
  readFile: async () => undefined,
  editorToken: async () => undefined,
  showDeviceCode: async () => undefined,
  certificatePassword: async () => undefined,
};

/**
 * @param {import('../../src/core/model/embeddedVault.ts').EmbeddedVaultInfo} embedded
 * @returns {import('../../src/protocol/engine.ts').EngineSettings}
 */
export const embeddedSettings = embedded => ({
  trusted: true,
  vaults: [],
  credentials: [],
  timeoutMs: 30_000,
  allowedHosts: [],
  connectTo: [],
  certificates: [],
  proxy: null,
  embedded,
});

/**
 * Sends request texts through an engine.
 * @param {import('../../src/protocol/engine.ts').Engine} engine
 */
export function sendsOf(engine) {
  let sends = 0;
  const never = new AbortController().signal;
  const ask = {
    document: 'file:///interop.kvhttp',
    selector: /** @type {const} */ ({ kind: 'first' }),
    flow: null,
    defaultVault: 'sample',
    environment: {},
    fetched: {},
  };
  return (/** @type {string} */ text) => {
    const id = /** @type {import('../../src/core/model/ids.ts').RunId} */ (`run-${sends++}`);
    return engine.send({ ...ask, id, text }, () => {}, never);
  };
}

/**
 * The engine of dist/ with the embedded vault as its vault `sample`.
 * @param {import('../../src/core/model/embeddedVault.ts').EmbeddedVaultInfo} embedded
 */
export function ourEngine(embedded) {
  const engine = createEngineClient(engineFile, noDoors);
  engine.configure(embeddedSettings(embedded));
  return { engine, send: sendsOf(engine) };
}

/**
 * What a run sent, as `sdkClients` records it.
 * @param {import('../../src/core/model/run.ts').Run} run
 */
export const callsOf = run =>
  exchangesOf(run.trace).map(
    ({ purpose, outcome }) => `${purpose} ${outcome.kind === 'response' ? outcome.response.status : outcome.kind}`,
  );
