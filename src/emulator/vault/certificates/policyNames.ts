import type { JsonObject, JsonValue } from '../../../core/model/tokenFacts.ts';
import type { AlternativeNames } from '../../x509/extensions.ts';

/** `sans` of a policy as callers write it. */
export interface ShownNames {
  readonly emails?: readonly string[];
  readonly dns_names?: readonly string[];
  readonly upns?: readonly string[];
  readonly uris?: readonly string[];
  readonly ipAddresses?: readonly string[];
}

const members = ['emails', 'dns_names', 'upns', 'uris', 'ipAddresses'] as const;

/** undefined where there is no name at all, null where one is not acceptable. */
export function readAlternativeNames(sans: JsonObject): ShownNames | undefined | null {
  const given = members.map(member => [member, sans[member] ?? []] as const);
  if (!given.every(([, names]) => isNames(names))) return null;
  if (!(sans.ipAddresses === undefined || (sans.ipAddresses as readonly string[]).every(isIpv4))) return null;
  const present = given.filter(([, names]) => (names as readonly string[]).length > 0);
  return present.length === 0 ? undefined : (Object.fromEntries(present) as ShownNames);
}

export const toAlternativeNames = (names: ShownNames): AlternativeNames => ({
  emails: names.emails ?? [],
  dnsNames: names.dns_names ?? [],
  upns: names.upns ?? [],
  uris: names.uris ?? [],
  ipAddresses: names.ipAddresses ?? [],
});

const isNames = (value: JsonValue): boolean =>
  Array.isArray(value) && value.every(name => typeof name === 'string' && name !== '' && name.length <= 512);

const isIpv4 = (address: string): boolean =>
  /^\d{1,3}(\.\d{1,3}){3}$/.test(address) && address.split('.').every(part => Number(part) < 256);
