import type { Worker } from 'node:worker_threads';
import type { EmbeddedVaultControl } from '../core/model/embeddedVault.ts';
import type { ControlCall, FromWorker, ToWorker } from './messages.ts';

/** A switch of the running embedded vault did not work, or nobody is there any more to work it. */
export class EmulatorControlError extends Error {
  override readonly name = 'EmulatorControlError';
}

interface Waiting {
  readonly resolve: (value: unknown) => void;
  readonly reject: (error: Error) => void;
}

/** The control of a vault in another thread: each call is one message there and one back. Every method rejects with `EmulatorControlError`. */
export function createRemoteControl(worker: Worker): EmbeddedVaultControl {
  const waiting = new Map<number, Waiting>();
  let calls = 0;
  let ended = false;
  worker.on('message', (message: FromWorker) => {
    if (message.type !== 'control-done' && message.type !== 'control-failed') return;
    const call = waiting.get(message.id);
    waiting.delete(message.id);
    if (message.type === 'control-done') call?.resolve(message.value);
    else call?.reject(new EmulatorControlError(message.message));
  });
  worker.once('exit', () => {
    ended = true;
    for (const { reject } of waiting.values()) reject(new EmulatorControlError('the embedded vault has stopped'));
    waiting.clear();
  });
  const ask = <T>(call: ControlCall): Promise<T> =>
    new Promise((resolve, reject) => {
      if (ended) throw new EmulatorControlError('the embedded vault has stopped');
      const id = calls++;
      waiting.set(id, { resolve: value => resolve(value as T), reject });
      worker.postMessage({ type: 'control', id, call } satisfies ToWorker);
    });
  return {
    setScenario: (...args) => ask({ method: 'setScenario', args }),
    setFault: (...args) => ask({ method: 'setFault', args }),
    moveClock: (...args) => ask({ method: 'moveClock', args }),
    mint: (...args) => ask({ method: 'mint', args }),
    makeClientCertificate: (...args) => ask({ method: 'makeClientCertificate', args }),
    mintFederatedToken: (...args) => ask({ method: 'mintFederatedToken', args }),
    decideDeviceCode: (...args) => ask({ method: 'decideDeviceCode', args }),
    snapshot: (...args) => ask({ method: 'snapshot', args }),
  };
}
