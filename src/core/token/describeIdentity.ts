import type { JsonObject } from '../model/tokenFacts.ts';

/** Who a token speaks for, as far as its claims tell. */
export interface TokenIdentity {
  readonly kind: 'user' | 'application' | 'managed-identity' | 'unknown';
  readonly text: string;
  readonly appid: string | null;
  readonly oid: string | null;
  readonly upn: string | null;
  /** Resource id of the managed identity (`xms_mirid`). */
  readonly resourceId: string | null;
}

export function describeIdentity(claims: JsonObject): TokenIdentity {
  const appid = text(claims, 'appid') ?? text(claims, 'azp');
  const oid = text(claims, 'oid');
  const upn = text(claims, 'upn') ?? text(claims, 'preferred_username') ?? text(claims, 'unique_name');
  const resourceId = text(claims, 'xms_mirid');
  const base = { appid, oid, upn, resourceId };
  const object = oid === null ? '' : ` (object id ${oid})`;
  if (resourceId !== null) return { kind: 'managed-identity', text: `managed identity ${resourceId}${object}`, ...base };
  if (upn !== null || text(claims, 'scp') !== null || text(claims, 'idtyp') === 'user') {
    const through = appid === null ? '' : ` through application ${appid}`;
    return { kind: 'user', text: `user ${upn ?? text(claims, 'name') ?? 'without a name'}${object}${through}`, ...base };
  }
  // A token for a user always has scp; idtyp is optional (Microsoft identity platform, access token claims).
  if (appid !== null || text(claims, 'idtyp') === 'app')
    return { kind: 'application', text: `application ${appid ?? 'without an id'}${object}`, ...base };
  return { kind: 'unknown', text: oid === null ? 'the claims name nobody' : `object id ${oid}`, ...base };
}

function text(claims: JsonObject, name: string): string | null {
  const value = claims[name];
  return typeof value === 'string' && value !== '' ? value.slice(0, 1024) : null;
}
