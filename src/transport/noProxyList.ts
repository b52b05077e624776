import { BlockList, isIP } from 'node:net';
import { plainHost } from './loopbackHost.ts';

/**
 * Whether a `no_proxy` list names this host, read as curl reads it: `example.com`, `.example.com` and `*.example.com` also cover
 * subdomains, an entry may end in `:port`, IP addresses may be CIDR blocks, `*` is everything.
 */
export function inNoProxyList(list: readonly string[], host: string, port: number): boolean {
  const name = plainHost(host);
  return list.some(entry => covers(entry.trim().toLowerCase(), name, port));
}

function covers(entry: string, name: string, port: number): boolean {
  if (entry === '') return false;
  if (entry === '*') return true;
  if (entry.includes('/')) return inBlock(entry, name);
  const { host, port: wanted } = splitPort(entry);
  if (wanted !== undefined && wanted !== port) return false;
  const suffix = plainHost(host.replace(/^\*?\./, ''));
  if (suffix === '') return false;
  if (name === suffix) return true;
  return isIP(name) === 0 && name.endsWith(`.${suffix}`);
}

function splitPort(entry: string): { host: string; port: number | undefined } {
  const match = /^(\[[^\]]+\]|[^:]+):(\d{1,5})$/.exec(entry);
  return match ? { host: match[1] ?? '', port: Number(match[2]) } : { host: entry, port: undefined };
}

function inBlock(entry: string, name: string): boolean {
  const [address = '', length = ''] = entry.split('/');
  const family = isIP(name);
  if (family === 0 || isIP(address) !== family || !/^\d{1,3}$/.test(length)) return false;
  if (Number(length) > (family === 4 ? 32 : 128)) return false;
  const kind = family === 4 ? 'ipv4' : 'ipv6';
  const block = new BlockList();
  block.addSubnet(address, Number(length), kind);
  return block.check(name, kind);
}
