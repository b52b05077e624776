import { parentPort, workerData } from 'node:worker_threads';
import { assertNever } from '../core/model/assertNever.ts';
import type { ControlledVault } from '../core/model/embeddedVault.ts';
import type { ControlCall, FromWorker, ToWorker, WorkerOptions } from './messages.ts';
import { startEmbeddedVault } from './startEmbeddedVault.ts';

// The entry of the worker thread. The thread ends by itself once the servers are closed and the port is.

const port = parentPort;
if (port === null) throw new Error('the embedded vault runs in a worker thread');

const tell = (message: FromWorker): void => port.postMessage(message);

async function main(): Promise<void> {
  try {
    const vault = await startEmbeddedVault(workerData as WorkerOptions);
    port?.on('message', (message: ToWorker) => void obey(vault, message));
    tell({ type: 'started', info: vault.info });
  } catch (error) {
    const { code } = error as NodeJS.ErrnoException;
    tell({ type: 'failed', message: error instanceof Error ? error.message : String(error), code: code ?? null });
  }
}

async function obey(vault: ControlledVault, message: ToWorker): Promise<void> {
  switch (message.type) {
    case 'set-scenario':
      vault.setScenario(message.scenario);
      return;
    case 'control':
      tell(await control(vault, message.id, message.call));
      return;
    case 'stop':
      await vault.stop();
      tell({ type: 'stopped' });
      port?.close();
      return;
    default:
      assertNever(message);
  }
}

async function control(vault: ControlledVault, id: number, { method, args }: ControlCall): Promise<FromWorker> {
  try {
    const run = vault.control[method] as (...given: readonly unknown[]) => Promise<unknown>;
    return { type: 'control-done', id, value: await run(...args) };
  } catch (error) {
    return { type: 'control-failed', id, message: error instanceof Error ? error.message : String(error) };
  }
}

void main();
