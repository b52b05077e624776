import { writeFile } from 'node:fs/promises';
import { type EmbeddedVaultInfo, type ScenarioName, scenarioNames } from '../../core/model/embeddedVault.ts';
import { startEmbeddedVaultInWorker } from '../../emulator/emulatorClient.ts';
import type { CliContext } from '../cliContext.ts';
import { type ExitCode, exitCodes } from '../exitCodes.ts';
import { readArguments } from '../readArguments.ts';
import { UsageError } from '../usageError.ts';

/** `kvhttp emulator`: starts the embedded vault, says where it is, and stays until it is interrupted. */
export async function emulatorCommand(args: readonly string[], context: CliContext): Promise<ExitCode> {
  const { values, positionals } = readArguments(args, {
    port: { type: 'string' },
    'ca-out': { type: 'string' },
    scenario: { type: 'string' },
    json: { type: 'boolean' },
  });
  if (positionals.length > 0) throw new UsageError(`'${positionals[0]}' is not expected.`);
  const vault = await startEmbeddedVaultInWorker(context.emulatorFile, {
    port: readPort(values.port),
    scenario: readScenario(values.scenario),
  });
  try {
    const caFile = values['ca-out'] ?? null;
    if (caFile !== null) await writeFile(caFile, vault.info.caCertificate);
    context.terminal.out(values.json ? `${JSON.stringify(emulatorJson(vault.info, caFile))}\n` : describe(vault.info, caFile));
    await aborted(context.signal);
  } finally {
    await vault.stop();
  }
  return exitCodes.ok;
}

/** The one line of `kvhttp emulator --json`. */
export function emulatorJson(info: EmbeddedVaultInfo, caFile: string | null): Record<string, unknown> {
  const { vaultUrl, localUrl, authority, tenantId, imdsUrl, clients, tokens, objects } = info;
  return { vaultUrl, localUrl, authority, tenantId, caFile, imdsUrl, clients, tokens, objects };
}

function describe(info: EmbeddedVaultInfo, caFile: string | null): string {
  return [
    'The embedded vault is running; Ctrl-C stops it. Everything in it is made up and gone when it stops.',
    `  vault      ${info.localUrl}   (as ${info.vaultUrl} through --connect-to kvhttp--sample.vault.azure.net=127.0.0.1:${info.port})`,
    `  authority  ${info.authority}/${info.tenantId}`,
    `  identity   ${info.imdsUrl}`,
    `  CA         ${caFile ?? 'not written (--ca-out FILE)'}`,
    ...info.clients.map(client => `  client     ${client.clientId}  secret ${client.clientSecret}  ${client.note}`),
    `  secrets    ${info.objects.secrets.join(', ')}`,
    '',
  ].join('\n');
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

function aborted(signal: AbortSignal): Promise<void> {
  if (signal.aborted) return Promise.resolve();
  return new Promise(resolve => signal.addEventListener('abort', () => resolve(), { once: true }));
}
