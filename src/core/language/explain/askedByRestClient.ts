import { judgeAudience } from '../../token/judgeAudience.ts';

/** Who gets the token. */
interface Receiver {
  /** Null where it is not known yet. */
  readonly host: string | null;
  /** The audience that it takes. */
  readonly wanted: string;
  /** Azure Resource Manager; else a vault. */
  readonly isManagement: boolean;
}

const guid = /^[0-9a-f]{8}-(?:[0-9a-f]{4}-){3}[0-9a-f]{12}$/i;

/** What REST Client would make of `{{$aadToken …}}` or `{{$aadV2Token …}}`: which audience it asks for, and whether the receiver takes it. */
export function askedByRestClient(name: string, args: string, receiver: Receiver): string {
  if (name.toLowerCase() !== 'aadtoken') return askedByV2(args, receiver);
  // Whether to ask anew, and the cloud, stand before the tenant.
  const rest = args.replace(/^new(?=\s|$)\s*/, '').replace(/^(?:ppe|public|cn|de|us)(?=\s|$)\s*/, '');
  const [, tenant = '', audience] = /^(?:(\S+)\s+)?aud:(\S+)/.exec(rest) ?? [];
  if (audience === undefined) return askedByAddress(receiver);
  return isAudienceRead(rest, tenant) ? judged(audience, receiver) : swallowed(receiver);
}

/** Measured with REST Client's own patterns: a tenant reaches to the first dot, so one without a dot swallows what stands behind it. */
function isAudienceRead(rest: string, tenant: string): boolean {
  if (!rest.includes('.')) return tenant === '' || guid.test(tenant);
  return /^[a-z0-9-]+(?:\.[a-z0-9-]+)+$/i.test(tenant);
}

function judged(audience: string, { host, wanted, isManagement }: Receiver): string {
  const shown = audience.slice(0, 120);
  const { ok } = judgeAudience(audience, host === null ? null : `https://${host}`, null);
  if (ok === true) return `REST Client would ask for "${shown}", which is right.`;
  // Another API's: without a host there is nothing to compare it with.
  if (ok === null) return `REST Client would ask for "${shown}".`;
  return refused(`"${shown}"`, wanted, isManagement);
}

function askedByAddress({ host, wanted, isManagement }: Receiver): string {
  if (isManagement) return `REST Client would ask for "${wanted}/", which is right.`;
  return refused(host === null ? "the vault's own address with a slash at the end" : `"https://${host}/"`, wanted, false);
}

function swallowed({ isManagement }: Receiver): string {
  return isManagement
    ? 'REST Client takes "aud:" here for a part of the tenant, and no tenant has that name.'
    : 'REST Client takes "aud:" here for a part of the tenant and asks for the address of the vault instead: Key Vault would answer 401 (AKV10022).';
}

function askedByV2(args: string, { wanted, isManagement }: Receiver): string {
  const scopes = /scopes:(\S+)/i.exec(args)?.[1];
  return scopes === undefined
    ? refused('Microsoft Graph', wanted, isManagement)
    : `REST Client reads "scopes:" and "tenantId:" in one order only and ignores them otherwise; "${scopes.slice(0, 120)}" may not be asked for at all.`;
}

const refused = (asked: string, wanted: string, isManagement: boolean): string =>
  isManagement
    ? `REST Client would ask for a token for ${asked}; Azure Resource Manager would refuse it with 401.`
    : `REST Client would ask for a token for ${asked}; Key Vault accepts "${wanted}" alone and would answer 401 (AKV10022).`;
