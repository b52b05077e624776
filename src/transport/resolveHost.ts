import { lookup } from 'node:dns/promises';
import { isIP } from 'node:net';
import { rawCodes } from './rawCodes.ts';
import type { HostAddress, Lookup } from './transport.ts';
import { WireFault } from './wireFault.ts';

/** The system's resolver, in the order in which it answers. */
export const systemLookup: Lookup = async hostname => {
  const found = await lookup(hostname, { all: true, order: 'verbatim' });
  return found.map(({ address, family }) => ({ address, family: family === 6 ? 6 : 4 }));
};

/** The address that a literal already is, or undefined for a name. */
export function literalAddress(host: string): HostAddress | undefined {
  const family = isIP(host);
  return family === 0 ? undefined : { address: host, family: family === 6 ? 6 : 4 };
}

const notFound = new Set(['ENOTFOUND', 'ENODATA', 'EAI_NODATA', 'EAI_NONAME']);

/** @throws {WireFault} `net-dns-not-found`, `net-dns-temporary` */
export async function resolveHost(host: string, lookupHost: Lookup): Promise<readonly HostAddress[]> {
  let found: readonly HostAddress[];
  try {
    found = await lookupHost(host);
  } catch (cause) {
    const codes = rawCodes(cause);
    throw codes.some(code => notFound.has(code))
      ? new WireFault('net-dns-not-found', `The name ${host} does not exist in DNS.`, { rawCodes: codes, cause })
      : new WireFault('net-dns-temporary', `DNS could not answer for ${host}.`, { rawCodes: codes, cause });
  }
  if (found.length === 0) throw new WireFault('net-dns-not-found', `The name ${host} has no address.`);
  return found;
}
