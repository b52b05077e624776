import type { EmbeddedVaultInfo } from '../../../src/core/model/embeddedVault.ts';
import { runId } from '../../../src/core/model/ids.ts';
import type { Run } from '../../../src/core/model/run.ts';
import type { TraceEvent } from '../../../src/core/model/trace.ts';
import type { Engine, EngineSettings, HostDoors, SendAsk } from '../../../src/protocol/engine.ts';

export const noDoors: HostDoors = {
  clientSecret: async () => undefined,
  prompt: async () => undefined,
  processEnv: async () => undefined,
  dotenv: async () => undefined,
  readFile: async () => undefined,
  editorToken: async () => undefined,
  showDeviceCode: async () => undefined,
  certificatePassword: async () => undefined,
};

export function settingsFor(embedded: EmbeddedVaultInfo | null, override: Partial<EngineSettings> = {}): EngineSettings {
  return {
    trusted: true,
    vaults: [],
    credentials: [],
    timeoutMs: 20_000,
    allowedHosts: [],
    connectTo: [],
    certificates: [],
    proxy: null,
    embedded,
    ...override,
  };
}

let sends = 0;

export function askFor(text: string, override: Partial<SendAsk> = {}): SendAsk {
  return {
    id: runId(`run-${sends++}`),
    document: 'file:///test.kvhttp',
    text,
    selector: { kind: 'first' },
    flow: null,
    defaultVault: 'sample',
    environment: {},
    ...override,
  };
}

/** Sends a text and gathers what left the engine on the way. */
export async function send(
  engine: Engine,
  text: string,
  override: Partial<SendAsk> = {},
  signal: AbortSignal = new AbortController().signal,
): Promise<{ readonly run: Run; readonly events: readonly TraceEvent[] }> {
  const events: TraceEvent[] = [];
  const run = await engine.send(askFor(text, override), event => events.push(event), signal);
  return { run, events };
}
