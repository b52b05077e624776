import { isObjectName, type ListRef, type VaultObject } from './vaultObject.ts';

/** One page of a list operation. `next` is path and query of the next page on the same vault. */
export interface ObjectPage {
  readonly objects: readonly VaultObject[];
  readonly next: string | null;
  /** Entries that have no name or another vault's: left out, but counted. */
  readonly unreadable: number;
}

const longestNext = 8192;

/**
 * Reads the body of `GET /secrets`, `/keys`, `/certificates` and of their `/deleted…` forms (REST API 7.x). Values that the
 * service never puts there are not looked at. undefined where the text is no list.
 */
export function readObjectPage(text: string, vaultUrl: string, list: ListRef): ObjectPage | undefined {
  const body = recordOf(parsed(text));
  if (body === undefined || !Array.isArray(body.value)) return undefined;
  const objects = body.value.flatMap(entry => readObject(recordOf(entry), vaultUrl, list) ?? []);
  return { objects, next: nextOf(body.nextLink, vaultUrl), unreadable: body.value.length - objects.length };
}

function readObject(entry: Fields | undefined, vaultUrl: string, list: ListRef): VaultObject | undefined {
  const id = entry?.id ?? entry?.kid;
  if (entry === undefined || typeof id !== 'string' || !URL.canParse(id)) return undefined;
  const url = new URL(id);
  const [, kind, name = ''] = url.pathname.split('/');
  if (url.origin !== new URL(vaultUrl).origin || kind !== list.objects || !isObjectName(name)) return undefined;
  const attributes = recordOf(entry.attributes) ?? {};
  return {
    name,
    id: `${url.origin}/${kind}/${name}`,
    enabled: attributes.enabled !== false,
    notBefore: timeOf(attributes.nbf),
    expires: timeOf(attributes.exp),
    managed: entry.managed === true,
    deleted: list.deleted ? { at: timeOf(entry.deletedDate), purgedAt: timeOf(entry.scheduledPurgeDate) } : null,
  };
}

/**
 * The rest of the list on the same vault. A link elsewhere is not followed: the token is for this vault alone. Braces are escaped,
 * since the link becomes a line of a request file, where two of them would name a variable.
 */
function nextOf(link: unknown, vaultUrl: string): string | null {
  if (typeof link !== 'string' || link.length > longestNext || !URL.canParse(link)) return null;
  const url = new URL(link);
  if (url.origin !== new URL(vaultUrl).origin) return null;
  return `${url.pathname}${url.search}`.replaceAll('{', '%7B').replaceAll('}', '%7D');
}

type Fields = Readonly<Record<string, unknown>>;

function parsed(text: string): unknown {
  try {
    return JSON.parse(text);
  } catch {
    // A proxy's or a gateway's page in place of the list.
    return undefined;
  }
}

function recordOf(value: unknown): Fields | undefined {
  return typeof value === 'object' && value !== null && !Array.isArray(value) ? (value as Fields) : undefined;
}

/** Epoch seconds that a Date can show. */
function timeOf(value: unknown): number | null {
  return typeof value === 'number' && Number.isFinite(value) && Math.abs(value) < 8.64e12 ? value : null;
}
