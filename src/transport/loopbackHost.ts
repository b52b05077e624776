import { isIP } from 'node:net';

/** A host name without brackets, trailing dot and capitals, as it is compared. */
export function plainHost(host: string): string {
  const bare = host.startsWith('[') && host.endsWith(']') ? host.slice(1, -1) : host;
  return bare.replace(/\.$/, '').toLowerCase();
}

/** True for this very machine: `localhost` and its subdomains (RFC 6761 section 6.3), 127.0.0.0/8 and ::1. */
export function isLoopbackHost(host: string): boolean {
  const name = plainHost(host);
  if (name === 'localhost' || name.endsWith('.localhost')) return true;
  if (isIP(name) === 4) return name.startsWith('127.');
  return name === '::1' || /^::ffff:127\.\d+\.\d+\.\d+$/.test(name);
}

/** Link-local addresses (RFC 3927) are answered by the own host alone: the identity endpoint of a virtual machine, never a proxy's. */
export function isLinkLocalAddress(host: string): boolean {
  const name = plainHost(host);
  return isIP(name) === 4 && name.startsWith('169.254.');
}
