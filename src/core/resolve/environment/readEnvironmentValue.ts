import { authVariable, type FetchedValue } from './environment.ts';

export interface ReadValues {
  readonly variables: Record<string, string>;
  readonly fetched: Record<string, FetchedValue>;
  readonly messages: string[];
}

type Fields = Readonly<Record<string, unknown>>;

const maxDepth = 8;
/** Objects of JetBrains' files that hold no variables. */
const noVariables: ReadonlySet<string> = new Set(['Security', 'SSLConfiguration']);

/** Reads one environment of a file. Nested objects and lists become `a.b` and `a[0]`, as httpYac reads them. */
export function readEnvironmentValue(environment: Fields): ReadValues {
  const read: ReadValues = { variables: {}, fetched: {}, messages: [] };
  for (const [name, value] of Object.entries(environment)) {
    if (name === 'Security' && isFields(value)) readSecurity(value, read);
    else if (!noVariables.has(name)) readValue(name, value, read, 0);
  }
  return read;
}

function readValue(name: string, value: unknown, read: ReadValues, depth: number): void {
  if (typeof value === 'string') set(read.variables, name, value);
  else if (typeof value === 'number' || typeof value === 'boolean') set(read.variables, name, String(value));
  else if (isFields(value) && typeof value.provider === 'string') readProvided(name, value, value.provider, read);
  else if (depth < maxDepth && Array.isArray(value))
    value.forEach((item: unknown, index) => {
      readValue(`${name}[${index}]`, item, read, depth + 1);
    });
  else if (depth < maxDepth && isFields(value)) {
    for (const [key, item] of Object.entries(value)) readValue(`${name}.${key}`, item, read, depth + 1);
  }
}

/** The forms of Visual Studio. */
function readProvided(name: string, value: Fields, provider: string, read: ReadValues): void {
  if (provider === 'AzureKeyVault') {
    const vaultName = textOf(value.keyVaultName) ?? vaultOfResource(textOf(value.resourceId) ?? '');
    const secretName = textOf(value.secretName) ?? textOf(value.value);
    if (isObjectName(vaultName) && isObjectName(secretName)) set(read.fetched, name, { kind: 'vault', vaultName, secretName });
    else read.messages.push(`"${name}" names no vault and secret. It needs "keyVaultName" (or "resourceId") and "secretName".`);
    return;
  }
  const what =
    provider === 'Encrypted'
      ? 'was encrypted by Visual Studio for one user of one machine'
      : provider === 'AspnetUserSecrets'
        ? 'is a user secret of an ASP.NET project, which this client does not read'
        : `has the provider "${provider.slice(0, 40)}", which is not known here`;
  read.messages.push(`"${name}" ${what}. Use "# @prompt ${name}", or put the value into a vault and write {"provider": "AzureKeyVault"}.`);
}

function vaultOfResource(id: string): string | undefined {
  return /\/vaults\/([^/]+)\/?$/i.exec(id)?.[1];
}

/** Rules for vault and object names: letters, digits and "-", at most 127. */
function isObjectName(name: string | undefined): name is string {
  return name !== undefined && /^[0-9A-Za-z-]{1,127}$/.test(name);
}

function readSecurity(security: Fields, read: ReadValues): void {
  const auth = isFields(security.Auth) ? security.Auth : {};
  for (const [id, entry] of Object.entries(auth)) {
    if (!isFields(entry)) continue;
    const client = readClient(entry);
    if (client !== undefined) set(read.fetched, authVariable(id), client);
    else {
      read.messages.push(
        `"Security.Auth.${id}" is not read: only "OAuth2" with the grant "Client Credentials", "Token URL", "Client ID" and "Client Secret" is. Requests to a vault get their token by themselves.`,
      );
    }
  }
}

function readClient(entry: Fields): FetchedValue | undefined {
  const grant = textOf(entry['Grant Type'])
    ?.toLowerCase()
    .replaceAll(/[\s_-]/g, '');
  const tokenUrl = textOf(entry['Token URL']);
  const clientId = textOf(entry['Client ID']);
  const clientSecret = textOf(entry['Client Secret']);
  if (textOf(entry.Type)?.toLowerCase() !== 'oauth2' || grant !== 'clientcredentials') return undefined;
  if (tokenUrl === undefined || clientId === undefined || clientSecret === undefined) return undefined;
  if (/[\s\p{Cc}]/u.test(tokenUrl)) return undefined;
  const more: Record<string, string> = {};
  const custom = isFields(entry['Custom Request Parameters']) ? entry['Custom Request Parameters'] : {};
  for (const [key, value] of Object.entries(custom)) if (typeof value === 'string') set(more, key, value);
  return { kind: 'client', tokenUrl, clientId, clientSecret, scope: textOf(entry.Scope) ?? null, more };
}

export function isFields(value: unknown): value is Fields {
  return typeof value === 'object' && value !== null && !Array.isArray(value);
}

function textOf(value: unknown): string | undefined {
  return typeof value === 'string' && value !== '' ? value : undefined;
}

/** A name such as `__proto__` is a variable like any other. */
function set<T>(target: Record<string, T>, name: string, value: T): void {
  Object.defineProperty(target, name, { value, enumerable: true, configurable: true, writable: true });
}
