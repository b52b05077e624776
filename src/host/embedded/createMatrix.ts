import { randomUUID } from 'node:crypto';
import * as vscode from 'vscode';
import { explainFinding } from '../../core/diagnosis/explainFinding.ts';
import type { ControlledVault } from '../../core/model/embeddedVault.ts';
import { embeddedSetup } from '../../core/run/embeddedSetup.ts';
import { matrixCases } from '../../core/run/matrix/matrixCases.ts';
import { startEmbeddedVaultInWorker } from '../../emulator/emulatorClient.ts';
import { createEngineClient } from '../../engine/engineClient.ts';
import type { Engine, HostDoors } from '../../protocol/engine.ts';
import type { CauseWords } from '../causeWords.ts';
import { readersLanguage } from '../readersLanguage.ts';
import { Matrix, type MatrixView } from './matrix.ts';

export interface MatrixParts {
  readonly context: vscode.ExtensionContext;
  readonly view: MatrixView;
  readonly causes: CauseWords;
  /** Epoch ms. */
  now(): number;
}

/** The matrix of this window, with a vault and an engine in worker threads for each time that it runs. */
export function createMatrix({ context, view, causes, now }: MatrixParts): Matrix {
  const worker = (file: string): string => context.asAbsolutePath(`dist/${file}`);
  return new Matrix({
    cases: matrixCases,
    view,
    words: {
      t: readersLanguage,
      titleOf: cause => causes.findings([explainFinding({ cause, certainty: 'proven', candidates: [], evidence: [] })])[0]?.title ?? cause,
    },
    startVault: () => startEmbeddedVaultInWorker(worker('emulator.js'), { port: 0, scenario: 'normal' }),
    createEngine: vault => engineFor(vault, worker('engine.js')),
    inWords: run => causes.run(run),
    newId: () => randomUUID(),
    now,
    copy: text => vscode.env.clipboard.writeText(text),
  });
}

/** An engine that knows the embedded vault and its clients, and nothing of the window. */
function engineFor({ info }: ControlledVault, workerFile: string): Engine {
  const engine = createEngineClient(workerFile, shutDoors);
  const { vault, credentials } = embeddedSetup(info);
  engine.configure({
    ...{ trusted: vscode.workspace.isTrusted, vaults: [vault], credentials, timeoutMs: 30_000, allowedHosts: [], connectTo: [] },
    ...{ certificates: [], proxy: null, embedded: info },
  });
  return engine;
}

/** The matrix asks nobody for anything: the engine knows the embedded vault's clients by itself. */
const shutDoors: HostDoors = {
  clientSecret: async () => undefined,
  prompt: async () => undefined,
  processEnv: async () => undefined,
  dotenv: async () => undefined,
  readFile: async () => undefined,
  editorToken: async () => undefined,
  showDeviceCode: async () => undefined,
  certificatePassword: async () => undefined,
};
