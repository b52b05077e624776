import type { EmbeddedVault } from '../core/model/embeddedVault.ts';
import type { Secret } from '../core/model/secret.ts';
import { embeddedSetup } from '../core/run/embeddedSetup.ts';
import { startEmbeddedVaultInWorker } from '../emulator/emulatorClient.ts';
import { createEngineClient } from '../engine/engineClient.ts';
import type { Engine, EngineSettings } from '../protocol/engine.ts';
import type { CliContext } from './cliContext.ts';
import { cliDoors } from './cliDoors.ts';
import type { SendArguments } from './sendArguments.ts';

/** An engine, with the embedded vault where it was asked for. `stop` ends both. */
export interface Session {
  readonly engine: Engine;
  stop(): Promise<void>;
}

export async function startSession(wanted: SendArguments, context: CliContext): Promise<Session> {
  const vault = wanted.embedded ? await startEmbeddedVaultInWorker(context.emulatorFile, { port: 0, scenario: 'normal' }) : null;
  const setup = vault === null ? null : embeddedSetup(vault.info);
  const secrets: ReadonlyMap<string, Secret> = setup?.secrets ?? new Map();
  const { reveal, environment } = wanted;
  const doors = cliDoors(context.terminal, { secrets, reveal, environment: environment.name, workingFolder: process.cwd() });
  const engine = createEngineClient(context.engineFile, doors);
  engine.configure(engineSettings(wanted, vault, context));
  return {
    engine,
    stop: async () => {
      await engine.dispose();
      await vault?.stop();
    },
  };
}

function engineSettings(wanted: SendArguments, vault: EmbeddedVault | null, { terminal }: CliContext): EngineSettings {
  const setup = vault === null ? null : embeddedSetup(vault.info);
  const proxy = terminal.env.HTTPS_PROXY ?? terminal.env.https_proxy;
  const noProxy = terminal.env.NO_PROXY ?? terminal.env.no_proxy ?? '';
  const fallback = wanted.credentials.length === 0 ? [{ name: 'default', kind: 'default' as const }] : [];
  return {
    // Whoever types the command has read the file: there is no workspace to mistrust.
    trusted: true,
    vaults: [...wanted.vaults, ...(setup === null ? [] : [setup.vault])],
    credentials: [...wanted.credentials, ...fallback, ...(setup?.credentials ?? [])],
    timeoutMs: 30_000,
    // A vault that the command line names is a host that its user allows.
    allowedHosts: wanted.vaults.map(({ url }) => new URL(url).hostname),
    connectTo: wanted.connectTo,
    clientCertificates: wanted.clientCertificates,
    certificates: wanted.certificates,
    proxy: proxy
      ? {
          url: proxy,
          noProxy: noProxy
            .split(',')
            .map(part => part.trim())
            .filter(Boolean),
        }
      : null,
    embedded: vault?.info ?? null,
  };
}
