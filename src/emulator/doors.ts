import { setTimeout as wait } from 'node:timers/promises';

/** What the emulator takes from the machine. Tests bring their own clock and their own waiting. */
export interface EmulatorDoors {
  /** Epoch milliseconds. */
  readonly now: () => number;
  /** Resolves after `ms`, or rejects when the signal aborts. */
  readonly delay: (ms: number, signal: AbortSignal) => Promise<void>;
  /** Told of every fault of ours that a caller saw as a 500. */
  readonly fault: (error: unknown) => void;
}

export const machineDoors: EmulatorDoors = {
  now: () => Date.now(),
  delay: (ms, signal) => wait(ms, undefined, { signal }),
  fault: error => process.emitWarning(error instanceof Error ? error : String(error)),
};
