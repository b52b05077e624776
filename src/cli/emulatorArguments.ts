import { readFile } from 'node:fs/promises';
import { type EmbeddedVaultOptions, type ScenarioName, scenarioNames } from '../core/model/embeddedVault.ts';
import { type FaultPlace, type FaultSetting, faultNames } from '../core/model/faultName.ts';
import { readArguments } from './readArguments.ts';
import { UsageError } from './usageError.ts';

/** The command line of `kvhttp emulator`, read and checked. */
export interface EmulatorArguments {
  readonly options: EmbeddedVaultOptions;
  /** Seconds to move the clock by, at once. */
  readonly clock: number;
  readonly caFile: string | null;
  /** Folder for a client certificate and a federated token. */
  readonly credentialsFolder: string | null;
  readonly snapshotFile: string | null;
  readonly json: boolean;
}

export async function readEmulatorArguments(args: readonly string[]): Promise<EmulatorArguments> {
  const { values, positionals } = readArguments(args, {
    port: { type: 'string' },
    'ca-out': { type: 'string' },
    'credentials-out': { type: 'string' },
    'arc-folder': { type: 'string' },
    'approve-device-codes': { type: 'boolean' },
    scenario: { type: 'string' },
    fault: { type: 'string' },
    clock: { type: 'string' },
    snapshot: { type: 'string' },
    json: { type: 'boolean' },
  });
  if (positionals.length > 0) throw new UsageError(`'${positionals[0]}' is not expected.`);
  const snapshotFile = values.snapshot ?? null;
  const snapshot = snapshotFile === null ? undefined : await readIfThere(snapshotFile);
  return {
    options: {
      port: readPort(values.port),
      scenario: readScenario(values.scenario),
      ...(values.fault === undefined ? {} : { fault: readFault(values.fault) }),
      ...(values['arc-folder'] === undefined ? {} : { arcFolder: values['arc-folder'] }),
      ...(snapshot === undefined ? {} : { snapshot }),
      approveDeviceCodes: values['approve-device-codes'] ?? false,
    },
    clock: values.clock === undefined ? 0 : readSeconds(values.clock),
    caFile: values['ca-out'] ?? null,
    credentialsFolder: values['credentials-out'] ?? null,
    snapshotFile,
    json: values.json ?? false,
  };
}

function readPort(text: string | undefined): number {
  if (text === undefined) return 0;
  const port = Number(text);
  if (!Number.isInteger(port) || port < 0 || port > 65535) throw new UsageError(`--port wants a number from 0 to 65535, got '${text}'.`);
  return port;
}

export function readScenario(text: string | undefined): ScenarioName {
  if (text === undefined) return 'normal';
  const scenario = scenarioNames.find(name => name === text);
  if (scenario === undefined) throw new UsageError(`unknown scenario '${text}'. Known: ${scenarioNames.join(', ')}.`);
  return scenario;
}

/** `NAME` strikes the vault, `token:NAME` the token endpoint, `everywhere:NAME` both. */
export function readFault(text: string): FaultSetting {
  const [, place = 'vault', name = ''] = /^(?:(vault|token|everywhere):)?(.*)$/s.exec(text) ?? [];
  const fault = faultNames.find(known => known === name);
  if (fault === undefined) throw new UsageError(`unknown fault '${text}'. Known, each also as token:NAME: ${faultNames.join(', ')}.`);
  return { fault, place: place as FaultPlace };
}

export function readSeconds(text: string): number {
  if (!/^[+-]?\d{1,9}$/.test(text)) throw new UsageError(`the clock is moved by whole seconds, got '${text}'.`);
  return Number(text);
}

async function readIfThere(file: string): Promise<string | undefined> {
  try {
    return await readFile(file, 'utf8');
  } catch (error) {
    const code = (error as NodeJS.ErrnoException).code;
    if (code === 'ENOENT') return undefined;
    throw new UsageError(`'${file}' cannot be read (${code ?? 'unknown error'}).`);
  }
}
