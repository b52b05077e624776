import { randomInt, randomUUID } from 'node:crypto';
import { readReference } from '../core/run/readReference.ts';
import type { RunPorts } from '../core/run/runPorts.ts';
import type { EngineSettings, HostDoors, SendAsk } from '../protocol/engine.ts';
import type { RunStore } from './runStore.ts';

/** Where the variables of one Send come from: the machine, the host's doors and the answers of earlier runs. */
export function variableSources(ask: SendAsk, settings: EngineSettings, doors: HostDoors, runs: RunStore): RunPorts['sources'] {
  return {
    now: () => Date.now(),
    uuid: () => randomUUID(),
    random: (min, max) => (max > min ? randomInt(min, max) : min),
    localOffset: at => -new Date(at).getTimezoneOffset(),
    environment: ask.environment,
    prompt: (name, text, secret) => doors.prompt(name, text, secret),
    processEnv: name => doors.processEnv(name),
    dotenv: name => doors.dotenv(name, ask.document),
    readFile: path => doors.readFile(path, ask.document),
    vaults: settings.vaults,
    defaultVault: ask.defaultVault,
    async reference(name, path) {
      const run = runs.named(ask.document, name);
      return run === undefined ? undefined : readReference(run.trace, path);
    },
  };
}
