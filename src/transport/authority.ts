import type { Endpoint } from './chooseRoute.ts';

/** `host:port` as CONNECT carries it, IPv6 addresses in brackets (RFC 9110 section 9.3.6). */
export function authority({ host, port }: Endpoint): string {
  return `${host.includes(':') ? `[${host}]` : host}:${port}`;
}
