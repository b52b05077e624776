import { Worker } from 'node:worker_threads';
import type { ControlledVault, EmbeddedVaultInfo, EmbeddedVaultOptions } from '../core/model/embeddedVault.ts';
import type { FromWorker, ToWorker } from './messages.ts';
import { createRemoteControl } from './remoteControl.ts';

/** The embedded vault did not start; `code` is the system's (`EADDRINUSE`), or null. */
export class EmulatorStartError extends Error {
  override readonly name = 'EmulatorStartError';
  readonly code: string | null;

  constructor(message: string, code: string | null, cause?: unknown) {
    super(message, { cause });
    this.code = code;
  }
}

/**
 * Starts the embedded vault in a worker thread of its own: signing and TLS stay off the caller's thread.
 * @param workerFile absolute path of the built `emulator.js`.
 * @throws EmulatorStartError
 */
export async function startEmbeddedVaultInWorker(workerFile: string, options: EmbeddedVaultOptions): Promise<ControlledVault> {
  const worker = new Worker(workerFile, { workerData: options });
  const info = await started(worker);
  const exited = new Promise<void>(resolve => worker.once('exit', () => resolve()));
  // A fault after the start ends the worker, and `exit` follows; without a listener it would end this process.
  worker.on('error', error => process.emitWarning(error instanceof Error ? error : String(error)));
  const tell = (message: ToWorker): void => worker.postMessage(message);
  return {
    info,
    control: createRemoteControl(worker),
    setScenario: scenario => tell({ type: 'set-scenario', scenario }),
    stop: () => {
      tell({ type: 'stop' });
      return exited;
    },
  };
}

function started(worker: Worker): Promise<EmbeddedVaultInfo> {
  return new Promise((resolve, reject) => {
    const settle = (): void => {
      worker.off('message', onMessage).off('error', onError).off('exit', onExit);
    };
    const fail = (error: EmulatorStartError): void => {
      settle();
      void worker.terminate();
      reject(error);
    };
    const onMessage = (message: FromWorker): void => {
      if (message.type === 'failed') fail(new EmulatorStartError(message.message, message.code));
      if (message.type !== 'started') return;
      settle();
      resolve(message.info);
    };
    const onError = (error: unknown): void =>
      fail(new EmulatorStartError(error instanceof Error ? error.message : String(error), null, error));
    const onExit = (code: number): void => fail(new EmulatorStartError(`the worker ended with code ${code} before it had started`, null));
    worker.on('message', onMessage).on('error', onError).on('exit', onExit);
  });
}
