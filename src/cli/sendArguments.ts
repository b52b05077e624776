import { readFile } from 'node:fs/promises';
import { resolve } from 'node:path';
import { pathToFileURL } from 'node:url';
import type { RequestSelector } from '../core/model/requestSelector.ts';
import type { FlowKind } from '../core/model/trace.ts';
import { type CredentialConfig, credentialKinds, type VaultConfig } from '../core/model/vault.ts';
import type { Environment } from '../core/resolve/environment/environment.ts';
import { embeddedVaultName } from '../core/run/embeddedSetup.ts';
import type { EngineSettings } from '../protocol/engine.ts';
import { pair, readArguments } from './readArguments.ts';
import { chooseEnvironment } from './readEnvironmentFiles.ts';
import { readInputFile } from './readInputFile.ts';
import { requestText } from './requestText.ts';
import type { Terminal } from './terminal.ts';
import { UsageError } from './usageError.ts';

/** The command line of `kvhttp send`, read and checked, with the file's text. */
export interface SendArguments {
  readonly file: string;
  readonly document: string;
  readonly text: string;
  readonly selector: RequestSelector;
  readonly all: boolean;
  readonly flow: FlowKind | null;
  readonly embedded: boolean;
  readonly vaults: readonly VaultConfig[];
  readonly credentials: readonly CredentialConfig[];
  readonly defaultVault: string | null;
  readonly certificates: readonly string[];
  readonly connectTo: EngineSettings['connectTo'];
  readonly clientCertificates: NonNullable<EngineSettings['clientCertificates']>;
  readonly json: boolean;
  readonly har: string | null;
  /** Files for reports, null for none. */
  readonly junit: string | null;
  readonly sarif: string | null;
  readonly environment: Environment;
  readonly reveal: boolean;
}

const options = {
  name: { type: 'string' },
  line: { type: 'string' },
  all: { type: 'boolean' },
  flow: { type: 'string' },
  embedded: { type: 'boolean' },
  vault: { type: 'string', multiple: true },
  credential: { type: 'string', multiple: true },
  ca: { type: 'string', multiple: true },
  'connect-to': { type: 'string', multiple: true },
  'client-cert': { type: 'string', multiple: true },
  json: { type: 'boolean' },
  har: { type: 'string' },
  junit: { type: 'string' },
  sarif: { type: 'string' },
  env: { type: 'string' },
  reveal: { type: 'boolean' },
} as const;

export async function readSendArguments(args: readonly string[], terminal: Terminal): Promise<SendArguments> {
  const { values, positionals } = readArguments(args, options);
  const [file, ...more] = positionals;
  if (file === undefined) throw new UsageError('which file? kvhttp send FILE');
  if (more.length > 0) throw new UsageError(`one file at a time; '${more[0]}' is too many.`);
  const credentials = (values.credential ?? []).map(text => readCredential(text, terminal.env));
  const vaults = (values.vault ?? []).map(text => readVault(text, credentials));
  return {
    file,
    document: pathToFileURL(resolve(file)).href,
    text: requestText(file, await readInputFile(file, terminal)),
    selector: readSelector(values.name, values.line, values.all),
    all: values.all ?? false,
    flow: readFlow(values.flow),
    embedded: values.embedded ?? false,
    vaults,
    credentials,
    defaultVault: values.embedded ? embeddedVaultName : vaults.length === 1 ? (vaults[0]?.name ?? null) : null,
    certificates: await Promise.all((values.ca ?? []).map(readCertificate)),
    connectTo: (values['connect-to'] ?? []).map(readConnectTo),
    clientCertificates: (values['client-cert'] ?? []).map(readClientCertificate),
    json: values.json ?? false,
    har: values.har ?? null,
    junit: values.junit ?? null,
    sarif: values.sarif ?? null,
    environment: await chooseEnvironment(file, values.env),
    reveal: values.reveal ?? false,
  };
}

function readSelector(name: string | undefined, line: string | undefined, all: boolean | undefined): RequestSelector {
  if ([name, line, all].filter(value => value !== undefined).length > 1)
    throw new UsageError('--name, --line and --all exclude each other.');
  if (name !== undefined) return { kind: 'name', name };
  if (line === undefined) return { kind: 'first' };
  if (!/^[1-9]\d*$/.test(line)) throw new UsageError(`--line wants a line number from 1, got '${line}'.`);
  return { kind: 'line', line: Number(line) - 1 };
}

function readFlow(text: string | undefined): FlowKind | null {
  if (text === undefined || text === 'sdk' || text === 'rest' || text === 'anonymous') return text ?? null;
  throw new UsageError(`--flow wants sdk, rest or anonymous, got '${text}'.`);
}

function readVault(text: string, credentials: readonly CredentialConfig[]): VaultConfig {
  const [name, url] = pair('vault', text);
  if (!URL.canParse(url)) throw new UsageError(`--vault ${name}: '${url}' is no URL.`);
  return { name, url: new URL(url).origin, credential: credentials[0]?.name ?? 'default' };
}

/** The editor's account exists in the editor only. */
const cliKinds = credentialKinds.filter(kind => kind !== 'editor');

/** Ids come from the variables that the Azure SDKs read (EnvironmentCredential), since a command line shows them to everybody. */
function readCredential(text: string, env: Terminal['env']): CredentialConfig {
  const [name, wanted] = pair('credential', text);
  const kind = cliKinds.find(known => known === wanted);
  if (kind === undefined) throw new UsageError(`--credential ${name}: unknown kind '${wanted}'. Known: ${cliKinds.join(', ')}.`);
  return {
    name,
    kind,
    ...given('clientId', env.AZURE_CLIENT_ID),
    ...given('tenantId', env.AZURE_TENANT_ID),
    ...given('authority', env.AZURE_AUTHORITY_HOST),
    ...given('certificateFile', env.AZURE_CLIENT_CERTIFICATE_PATH),
    ...given('federatedTokenFile', env.AZURE_FEDERATED_TOKEN_FILE),
  };
}

function given<K extends string>(key: K, value: string | undefined): { readonly [key in K]?: string } {
  return value === undefined || value === '' ? {} : ({ [key]: value } as { readonly [key in K]: string });
}

async function readCertificate(file: string): Promise<string> {
  try {
    return await readFile(file, 'utf8');
  } catch (error) {
    throw new UsageError(`--ca: '${file}' cannot be read (${(error as NodeJS.ErrnoException).code ?? 'unknown error'}).`);
  }
}

/** `HOST=FILE`; the path is taken from where the command was typed. */
function readClientCertificate(text: string): SendArguments['clientCertificates'][number] {
  const [host, file] = pair('client-cert', text);
  if (!/^[a-z0-9.-]+$/i.test(host)) throw new UsageError(`--client-cert wants HOST=FILE, got '${text}'.`);
  return { host: host.toLowerCase(), file: resolve(file) };
}

/** `HOST[:PORT]=ADDRESS:PORT`; an IPv6 address stands in brackets. */
export function readConnectTo(text: string): EngineSettings['connectTo'][number] {
  const [from, to] = pair('connect-to', text);
  const target = /^(?:\[([0-9a-fA-F:.]+)\]|([^:[\]]+)):(\d{1,5})$/.exec(to);
  const source = /^([^:]+)(?::(\d{1,5}))?$/.exec(from);
  const address = target?.[1] ?? target?.[2];
  if (source?.[1] === undefined || address === undefined) {
    throw new UsageError(`--connect-to wants HOST=ADDRESS:PORT, got '${text}'.`);
  }
  return { host: source[1].toLowerCase(), port: Number(source[2] ?? 443), address, addressPort: Number(target?.[3]) };
}
