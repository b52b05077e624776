import { cleanVaultUrl } from '../vaults/vaultUrl.ts';

/** A page of a list of the management plane. `next` is path and query of the next page at the same host. */
export interface ArmPage<T> {
  readonly items: readonly T[];
  readonly next: string | null;
}

export interface NamedId {
  readonly id: string;
  readonly name: string;
}

export interface FoundVault {
  readonly name: string;
  /** Origin of the data plane. */
  readonly url: string;
  /** Resource group and region, for people. */
  readonly place: string;
  readonly tenant: string | null;
}

type Fields = Readonly<Record<string, unknown>>;
const isId = (value: unknown): value is string => typeof value === 'string' && /^[0-9a-f]{8}(-[0-9a-f]{4}){3}-[0-9a-f]{12}$/i.test(value);

/** Tenants (`GET /tenants`); entries without an ID are left out. undefined where the text is no list. */
export const readTenants = (text: string, arm: string): ArmPage<NamedId> | undefined =>
  readList(text, arm, entry =>
    isId(entry.tenantId)
      ? { id: entry.tenantId, name: textOf(entry.displayName) ?? textOf(entry.defaultDomain) ?? entry.tenantId }
      : undefined,
  );

/** Subscriptions (`GET /subscriptions`). */
export const readSubscriptions = (text: string, arm: string): ArmPage<NamedId> | undefined =>
  readList(text, arm, entry =>
    isId(entry.subscriptionId) ? { id: entry.subscriptionId, name: textOf(entry.displayName) ?? entry.subscriptionId } : undefined,
  );

/** Vaults and managed HSMs of a subscription; one whose address is of no known cloud is left out. */
export const readVaults = (text: string, arm: string): ArmPage<FoundVault> | undefined =>
  readList(text, arm, entry => {
    const properties = fieldsOf(entry.properties) ?? {};
    const cleaned = cleanVaultUrl(textOf(properties.vaultUri) ?? textOf(properties.hsmUri) ?? '');
    if (!cleaned.ok || !cleaned.known) return undefined;
    const group = /\/resourceGroups\/([^/]+)/i.exec(textOf(entry.id) ?? '')?.[1];
    const place = [group, textOf(entry.location)].filter(part => part !== undefined).join(' · ');
    return { name: cleaned.name, url: cleaned.url, place, tenant: isId(properties.tenantId) ? properties.tenantId : null };
  });

function readList<T>(text: string, arm: string, read: (entry: Fields) => T | undefined): ArmPage<T> | undefined {
  const body = fieldsOf(parsed(text));
  if (body === undefined || !Array.isArray(body.value)) return undefined;
  const items = body.value.flatMap(entry => {
    const item = fieldsOf(entry) && read(entry as Fields);
    return item === undefined ? [] : [item];
  });
  return { items, next: nextOf(body.nextLink, arm) };
}

/** A link elsewhere is not followed. Braces are escaped: the link becomes a line of a request file, where two of them name a variable. */
function nextOf(link: unknown, arm: string): string | null {
  if (typeof link !== 'string' || link.length > 8192 || !URL.canParse(link)) return null;
  const url = new URL(link);
  return url.origin === arm ? `${url.pathname}${url.search}`.replaceAll('{', '%7B').replaceAll('}', '%7D') : null;
}

function parsed(text: string): unknown {
  try {
    return JSON.parse(text);
  } catch {
    // A gateway's page in place of the list.
    return undefined;
  }
}

const fieldsOf = (value: unknown): Fields | undefined =>
  typeof value === 'object' && value !== null && !Array.isArray(value) ? (value as Fields) : undefined;
const textOf = (value: unknown): string | undefined => (typeof value === 'string' && value !== '' ? value : undefined);
