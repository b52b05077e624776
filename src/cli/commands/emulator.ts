import { mkdir, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import type { ControlledVault, EmbeddedVaultInfo } from '../../core/model/embeddedVault.ts';
import { noChanges } from '../../core/model/tokenChanges.ts';
import { EmulatorStartError, startEmbeddedVaultInWorker } from '../../emulator/emulatorClient.ts';
import type { CliContext } from '../cliContext.ts';
import { type EmulatorArguments, readEmulatorArguments } from '../emulatorArguments.ts';
import { obeyLine, wordsHelp } from '../emulatorWords.ts';
import { type ExitCode, exitCodes } from '../exitCodes.ts';
import { UsageError } from '../usageError.ts';

/** `kvhttp emulator`: starts the embedded vault, says where it is, and stays until it is interrupted; lines on standard input are orders to it. */
export async function emulatorCommand(args: readonly string[], context: CliContext): Promise<ExitCode> {
  const wanted = await readEmulatorArguments(args);
  const vault = await start(wanted, context);
  try {
    if (wanted.clock !== 0) await vault.control.moveClock(wanted.clock);
    if (wanted.caFile !== null) await writeFile(wanted.caFile, vault.info.caCertificate);
    if (wanted.credentialsFolder !== null) await writeCredentials(vault, wanted.credentialsFolder);
    context.terminal.out(
      wanted.json ? `${JSON.stringify(emulatorJson(vault.info, wanted.caFile))}\n` : describe(vault.info, wanted.caFile),
    );
    void obeyLines(vault, context);
    await aborted(context.signal);
    // Secrets in it are the user's own test values: for the user alone to read.
    if (wanted.snapshotFile !== null) await writeFile(wanted.snapshotFile, await vault.control.snapshot(), { mode: 0o600 });
  } finally {
    await vault.stop();
  }
  return exitCodes.ok;
}

async function start(wanted: EmulatorArguments, context: CliContext): Promise<ControlledVault> {
  try {
    return await startEmbeddedVaultInWorker(context.emulatorFile, wanted.options);
  } catch (error) {
    if (error instanceof EmulatorStartError) throw new UsageError(`the embedded vault did not start: ${error.message}`);
    throw error;
  }
}

/** A certificate with its key and a federated token, both good at the embedded Entra ID alone. */
async function writeCredentials({ control }: ControlledVault, folder: string): Promise<void> {
  await mkdir(folder, { recursive: true });
  await writeFile(join(folder, 'client.pem'), await control.makeClientCertificate(), { mode: 0o600 });
  await writeFile(join(folder, 'federated-token.txt'), await control.mintFederatedToken(noChanges), { mode: 0o600 });
}

async function obeyLines({ control }: ControlledVault, { terminal, signal }: CliContext): Promise<void> {
  for await (const line of terminal.lines?.(signal) ?? []) {
    if (line.trim() === '') continue;
    const answer = await obeyLine(line, control, Math.floor(terminal.now() / 1000)).catch(error =>
      error instanceof Error ? error.message : String(error),
    );
    terminal.out(`${answer}\n`);
  }
}

/** The one line of `kvhttp emulator --json`. */
export function emulatorJson(info: EmbeddedVaultInfo, caFile: string | null): Record<string, unknown> {
  const { vaultUrl, hsmUrl, localUrl, authority, tenantId, imdsUrl, clients, tokens, objects } = info;
  const { managementUrl, vaultResourceId, person, managedIdentities } = info;
  const first = { vaultUrl, localUrl, authority, tenantId, caFile, imdsUrl, clients, tokens, objects };
  return { ...first, hsmUrl, managementUrl, vaultResourceId, person, managedIdentities };
}

function describe(info: EmbeddedVaultInfo, caFile: string | null): string {
  return [
    'The embedded vault is running; Ctrl-C stops it. Everything in it is made up and gone when it stops.',
    `  vault      ${info.localUrl}   (as ${info.vaultUrl} through --connect-to kvhttp--sample.vault.azure.net=127.0.0.1:${info.port})`,
    `  HSM        ${info.hsmUrl}   (through --connect-to ${new URL(info.hsmUrl).hostname}=127.0.0.1:${info.port})`,
    `  authority  ${info.authority}/${info.tenantId}`,
    `  management ${info.managementUrl}${info.vaultResourceId}`,
    `  CA         ${caFile ?? 'not written (--ca-out FILE)'}`,
    ...info.clients.map(client => `  client     ${client.clientId}  secret ${client.clientSecret}  ${client.note}`),
    `  person     ${info.person?.userName} through the public client ${info.person?.clientId}`,
    ...(info.managedIdentities ?? []).map(
      ({ note, environment }) =>
        `  identity   ${note}: ${Object.entries(environment)
          .map(([name, value]) => `${name}=${value}`)
          .join(' ')}`,
    ),
    `  secrets    ${info.objects.secrets.join(', ')}`,
    `Type to change it: ${wordsHelp}`,
    '',
  ].join('\n');
}

function aborted(signal: AbortSignal): Promise<void> {
  if (signal.aborted) return Promise.resolve();
  return new Promise(resolve => signal.addEventListener('abort', () => resolve(), { once: true }));
}
