import { isAbsolute } from 'node:path';
import type { Translate } from '../../core/model/translate.ts';
import type { CredentialConfig, VaultConfig } from '../../core/model/vault.ts';
import { type ConnectTo, parseConnectTo } from './parseConnectTo.ts';
import { type ClientCertificateFile, readClientCertificates } from './readClientCertificates.ts';
import { readCredentials, readVaults } from './readVaultSettings.ts';
import type { Report, SettingKey, SettingProblem } from './settingProblem.ts';
import { type Fields, isFields, isText } from './settingValues.ts';

/** What `WorkspaceConfiguration.inspect` answers, as far as we look: never a workspace, folder or language value. */
export interface Inspected {
  readonly defaultValue?: unknown;
  readonly globalValue?: unknown;
}
export type Inspect = (key: string) => Inspected | undefined;

export interface UserSettings {
  readonly vaults: readonly VaultConfig[];
  readonly credentials: readonly CredentialConfig[];
  readonly clientCertificates: readonly ClientCertificateFile[];
  /** Variables by environment name; `$shared` holds everywhere. */
  readonly environments: Readonly<Record<string, Readonly<Record<string, string>>>>;
  /** Proxy URL, `direct` for none, or empty for what the editor uses. */
  readonly proxy: string;
  readonly timeoutMs: number;
  readonly allowedHosts: readonly string[];
  readonly connectTo: readonly ConnectTo[];
  /** Absolute path of a JWKS file on this machine, or null. */
  readonly signingKeysFile: string | null;
  readonly problems: readonly SettingProblem[];
}

const defaultTimeoutSeconds = 30;
const maxTimeoutSeconds = 600;

/**
 * Reads the settings of the user (or machine) alone: a workspace must not move a token or a secret anywhere, whatever
 * form its settings file has and whether or not it is trusted.
 */
export function readSettings(inspect: Inspect, t: Translate): UserSettings {
  const problems: SettingProblem[] = [];
  const report: Report = (setting, entry, message) => problems.push({ setting, entry, message });
  const credentials = readCredentials(userValue(inspect, 'credentials'), report, t);
  return {
    credentials,
    vaults: readVaults(userValue(inspect, 'vaults'), credentials, report, t),
    clientCertificates: readClientCertificates(userValue(inspect, 'clientCertificates'), report, t),
    environments: readEnvironments(userValue(inspect, 'environments'), report, t),
    proxy: readProxy(userValue(inspect, 'proxy'), report, t),
    timeoutMs: readTimeout(userValue(inspect, 'timeout'), report, t),
    allowedHosts: readHosts(userValue(inspect, 'allowedHosts'), report, t),
    connectTo: readConnectTo(userValue(inspect, 'connectTo'), report, t),
    signingKeysFile: readKeyFile(userValue(inspect, 'signingKeys'), report, t),
    problems,
  };
}

function userValue(inspect: Inspect, key: SettingKey): unknown {
  const found = inspect(key);
  return found?.globalValue ?? found?.defaultValue;
}

function readEnvironments(value: unknown, report: Report, t: Translate): UserSettings['environments'] {
  if (value === undefined) return {};
  if (!isFields(value)) {
    report('environments', null, t('must be an object of environments.'));
    return {};
  }
  const read: [string, Readonly<Record<string, string>>][] = [];
  for (const [environment, variables] of Object.entries(value)) {
    if (isFields(variables)) read.push([environment, textsOf(environment, variables, report, t)]);
    else report('environments', environment, t('must be an object of variables.'));
  }
  return Object.fromEntries(read);
}

function textsOf(environment: string, variables: Fields, report: Report, t: Translate): Readonly<Record<string, string>> {
  const texts: [string, string][] = [];
  for (const [name, value] of Object.entries(variables)) {
    if (typeof value === 'string' || typeof value === 'number' || typeof value === 'boolean') texts.push([name, String(value)]);
    else report('environments', `${environment}.${name}`, t('must be a text.'));
  }
  return Object.fromEntries(texts);
}

function readProxy(value: unknown, report: Report, t: Translate): string {
  if (value === undefined || value === '' || value === 'direct') return value ?? '';
  if (isText(value) && URL.canParse(value) && /^https?:$/.test(new URL(value).protocol)) return value;
  report('proxy', null, t('must be an http:// or https:// address, "direct", or empty.'));
  return '';
}

function readTimeout(value: unknown, report: Report, t: Translate): number {
  if (typeof value === 'number' && value > 0 && value <= maxTimeoutSeconds) return Math.round(value * 1000);
  if (value !== undefined) report('timeout', null, t('must be a number of seconds up to {0}.', maxTimeoutSeconds));
  return defaultTimeoutSeconds * 1000;
}

function readHosts(value: unknown, report: Report, t: Translate): readonly string[] {
  if (value === undefined) return [];
  if (!Array.isArray(value)) {
    report('allowedHosts', null, t('must be a list of host names.'));
    return [];
  }
  return value.filter((host, index): host is string => {
    const good = isText(host) && /^[a-z0-9.-]+(:\d+)?$/i.test(host);
    if (!good)
      report('allowedHosts', String(index + 1), t('must be a host name (with a port if need be), without scheme, path or wildcard.'));
    return good;
  });
}

function readConnectTo(value: unknown, report: Report, t: Translate): readonly ConnectTo[] {
  if (value === undefined) return [];
  if (!Array.isArray(value)) {
    report('connectTo', null, t('must be a list of texts HOST[:PORT]=ADDRESS[:PORT].'));
    return [];
  }
  return value.flatMap((text, index) => {
    const parsed = isText(text) ? parseConnectTo(text) : undefined;
    if (parsed === undefined) report('connectTo', String(index + 1), t('must have the form HOST[:PORT]=ADDRESS[:PORT].'));
    return parsed ?? [];
  });
}

/** A share of the network is refused: hovering a token reads this file, and must not reach over a network. */
function readKeyFile(value: unknown, report: Report, t: Translate): string | null {
  if (value === undefined || value === '') return null;
  if (isText(value) && isAbsolute(value) && !/^[\\/]{2}/.test(value)) return value;
  report('signingKeys', null, t('must be the absolute path of a file on this machine.'));
  return null;
}
