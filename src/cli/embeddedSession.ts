import { randomUUID } from 'node:crypto';
import type { ControlledVault } from '../core/model/embeddedVault.ts';
import type { Run } from '../core/model/run.ts';
import { embeddedSetup } from '../core/run/embeddedSetup.ts';
import { embeddedAsk } from '../core/run/lab/embeddedAsk.ts';
import { startEmbeddedVaultInWorker } from '../emulator/emulatorClient.ts';
import { createEngineClient } from '../engine/engineClient.ts';
import type { CliContext } from './cliContext.ts';
import { cliDoors } from './cliDoors.ts';

/** The embedded vault with an engine that knows nothing else. */
export interface EmbeddedSession {
  readonly vault: ControlledVault;
  /** Sends a request block with fresh caches. */
  send(text: string, variables: Readonly<Record<string, string>>): Promise<Run>;
  stop(): Promise<void>;
}

export async function startEmbeddedSession(context: CliContext): Promise<EmbeddedSession> {
  const vault = await startEmbeddedVaultInWorker(context.emulatorFile, { port: 0, scenario: 'normal' });
  const setup = embeddedSetup(vault.info);
  const doors = cliDoors(context.terminal, { secrets: setup.secrets, reveal: false, environment: null, workingFolder: process.cwd() });
  const engine = createEngineClient(context.engineFile, doors);
  engine.configure({
    ...{ trusted: true, vaults: [setup.vault], credentials: setup.credentials, timeoutMs: 30_000, allowedHosts: [], connectTo: [] },
    ...{ certificates: [], proxy: null, embedded: vault.info },
  });
  return {
    vault,
    send: async (text, environment) => {
      await engine.clearCaches({ vault: null, challenges: true, tokens: true });
      return engine.send(embeddedAsk(randomUUID(), text, environment), () => {}, context.signal);
    },
    stop: async () => {
      await engine.dispose();
      await vault.stop();
    },
  };
}
