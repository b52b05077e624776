import { setImmediate as nextTurn } from 'node:timers/promises';
import type { ControlledVault, EmbeddedVaultOptions, ScenarioName } from '../../../src/core/model/embeddedVault.ts';
import { startEmbeddedVaultWith } from '../../../src/emulator/startEmbeddedVault.ts';

/** An embedded vault whose time is moved by hand and whose waits only say how long they would have been. */
export interface TestVault extends ControlledVault {
  readonly waits: readonly number[];
  readonly faults: readonly unknown[];
  advance(ms: number): void;
  now(): number;
}

export async function startForTest(scenario: ScenarioName = 'normal', options: Partial<EmbeddedVaultOptions> = {}): Promise<TestVault> {
  // The second is full, so that whole seconds in tokens and bodies are exact.
  let now = Math.floor(Date.now() / 1000) * 1000;
  const waits: number[] = [];
  const faults: unknown[] = [];
  const delay = async (ms: number): Promise<void> => {
    waits.push(ms);
    await nextTurn();
  };
  const vault = await startEmbeddedVaultWith(
    { port: 0, scenario, ...options },
    { now: () => now, delay, fault: error => faults.push(error) },
  );
  const advance = (ms: number): void => {
    now += ms;
  };
  return { ...vault, waits, faults, advance, now: () => now };
}
