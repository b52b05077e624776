import { asFields, type Fields } from '../jsonFields.ts';

/** One row of a vault's audit log, whichever of the three shapes it came in. */
export interface AuditRow {
  /** Epoch ms. */
  readonly time: number;
  /** Name of the vault, lower case. */
  readonly vault: string;
  readonly operation: string;
  readonly status: number | null;
  readonly description: string;
  /** Address of the caller as the vault saw it. */
  readonly caller: string;
  /** User agent. */
  readonly client: string;
  readonly uri: string;
  /** Somebody is named: the call carried a token that could be read. */
  readonly isIdentified: boolean;
  /** null where the shape does not tell. */
  readonly addressAuthorized: boolean | null;
  readonly roleAuthorized: boolean | null;
  readonly policyMatch: boolean | null;
}

const reasons: Readonly<Record<string, number>> = {
  unauthorized: 401,
  forbidden: 403,
  ok: 200,
  'not found': 404,
  created: 201,
  accepted: 202,
  conflict: 409,
};

/** Reads a record of a storage blob, of `AzureDiagnostics` or of `AZKVAuditLogs`; undefined for what is no audit row. */
export function readAuditRow(value: unknown): AuditRow | undefined {
  const record = asFields(value);
  if (record === undefined) return undefined;
  const names = namesOf(record);
  const text = (...keys: readonly string[]): string => {
    for (const key of keys) {
      const found = names.get(key);
      if (typeof found === 'string' || typeof found === 'number' || typeof found === 'boolean') return String(found);
    }
    return '';
  };
  const flag = (key: string): boolean | null => {
    const found = text(key).toLowerCase();
    return found === 'true' ? true : found === 'false' ? false : null;
  };
  const operation = text('operationname');
  const time = timeOf(text('time', 'timegenerated'));
  if (operation === '' || time === null) return undefined;
  const uri = text('requesturi');
  return {
    time,
    vault: vaultOf(text('_resourceid', 'resourceid'), text('resource'), uri, text('id')),
    operation,
    status: statusOf(text('httpstatuscode'), text('resultsignature')),
    description: text('resultdescription').slice(0, 4096),
    caller: text('calleripaddress'),
    client: text('clientinfo').slice(0, 512),
    uri: uri.slice(0, 2048),
    isIdentified: [...names].some(([name, claim]) => name.startsWith('identity.') && claim !== '' && claim !== null),
    addressAuthorized: flag('isaddressauthorized'),
    roleAuthorized: flag('isrbacauthorized'),
    policyMatch: flag('isaccesspolicymatch'),
  };
}

/** Names in lower case without the type suffix of a column; what is nested stands beside, claims under `identity.`. */
function namesOf(record: Fields): ReadonlyMap<string, unknown> {
  const names = new Map<string, unknown>();
  for (const [key, value] of Object.entries(record)) {
    const name = key
      .toLowerCase()
      .replace(/ \[utc\]$/, '')
      .replace(/_(?:s|d|g|b|t)$/, '');
    if (name === 'identity') addClaims(names, parsed(value));
    else if (name.startsWith('identity_claim_')) names.set(`identity.${name.slice(15)}`, value);
    else if (name === 'properties' || name === 'additionalfields') {
      for (const [inner, item] of namesOf(asFields(parsed(value)) ?? {})) if (!names.has(inner)) names.set(inner, item);
    } else names.set(name, value);
  }
  return names;
}

/** `{claim:{…}}`, or the claims themselves; other members (`isAuthorizedBy…`) name nobody. */
function addClaims(names: Map<string, unknown>, value: unknown): void {
  const identity = asFields(value) ?? {};
  const claims =
    asFields(identity['claim']) ??
    Object.fromEntries(Object.entries(identity).filter(([name]) => /oid|appid|upn|objectidentifier/i.test(name)));
  for (const [name, claim] of Object.entries(claims)) names.set(`identity.${name.toLowerCase()}`, claim);
}

function parsed(value: unknown): unknown {
  if (typeof value !== 'string' || !/^\s*\{/.test(value)) return value;
  try {
    return JSON.parse(value);
  } catch {
    // A column that was cut off says nothing.
    return undefined;
  }
}

function statusOf(code: string, signature: string): number | null {
  const status = Number.parseInt(code, 10);
  return status >= 100 && status <= 599 ? status : (reasons[signature.toLowerCase()] ?? null);
}

function vaultOf(resourceId: string, resource: string, uri: string, id: string): string {
  const named = /\/(?:vaults|managedhsms)\/([^/]+)/i.exec(resourceId)?.[1] ?? /^https?:\/\/([^./:]+)/i.exec(uri === '' ? id : uri)?.[1];
  return (resource !== '' && named === undefined ? resource : (named ?? '')).toLowerCase();
}

/** ISO 8601, also with seven digits of a second; a table’s export writes `3/4/2026, 9:15:02.100 AM` in UTC. */
function timeOf(text: string): number | null {
  const iso = /^(\d{4}-\d\d-\d\d)[T ](\d\d:\d\d:\d\d)(\.\d{1,3})?\d*(Z|[+-]\d\d:?\d\d)?$/.exec(text.trim());
  const ms = Date.parse(iso === null ? `${text.trim()} UTC` : `${iso[1]}T${iso[2]}${iso[3] ?? ''}${iso[4] ?? 'Z'}`);
  return Number.isNaN(ms) ? null : ms;
}
