import { headerValue } from '../../model/headers.ts';
import type { Call, Case, ResolvedFacts } from '../case.ts';
import type { Proof } from '../prove.ts';

/** The address that the vault saw (`conn_type=Ipv4;addr=1.2.3.4;…`), also told in the refusal's text. */
export function seenAddress(call: Call): string | undefined {
  const header = call.headers === null ? undefined : headerValue(call.headers, 'x-ms-keyvault-network-info');
  return /(?:^|;)\s*addr=([^;]+)/i.exec(header ?? '')?.[1] ?? /client address:\s*([^\s,]+)/i.exec(call.message)?.[1];
}

/** Where the vault's name leads from here, beside the address that the vault saw. */
export function resolvedText(resolved: ResolvedFacts | undefined): string | undefined {
  if (resolved === undefined) return undefined;
  const { addresses, aliases = [], failure } = resolved;
  const places = addresses.map(address => `${address} (${isPrivateAddress(address) ? 'private' : 'public'})`);
  const through = aliases.length === 0 ? '' : ` through ${aliases.join(' → ')}`;
  return places.length === 0 ? (failure ?? 'no address') : `${places.join(', ')}${through}`;
}

export const networkProof = (c: Case): readonly Proof[] => [
  ['code', [...c.subject.codes].find(code => /^ForbiddenBy(?:Firewall|Connection)$/.test(code))],
  ['client address', seenAddress(c.subject)],
  [
    'response.header x-ms-keyvault-network-info',
    c.subject.headers === null ? null : headerValue(c.subject.headers, 'x-ms-keyvault-network-info'),
  ],
  ['connection.remoteAddress', c.subject.remoteAddress],
  ['resolved', resolvedText(c.environment.resolved)],
  ['vault', c.subject.host?.split('.')[0]],
  ['status', c.subject.status],
  ['message', c.subject.message.slice(0, 300)],
];

/** The vault's name leads to a public address although a private endpoint stands behind it. */
export function isPublicThoughPrivate(c: Case): boolean {
  const { resolved } = c.environment;
  return resolved?.privateLink === true && resolved.addresses.length > 0 && !resolved.addresses.some(isPrivateAddress);
}

export const hasNoPrivateEndpoint = ({ environment: { resolved } }: Case): boolean =>
  resolved?.privateLink === false && resolved.addresses.length > 0;

export function isPrivateAddress(address: string): boolean {
  return /^(?:10\.|192\.168\.|172\.(?:1[6-9]|2\d|3[01])\.|100\.(?:6[4-9]|[7-9]\d|1[01]\d|12[0-7])\.|fd|fc)/i.test(address);
}
