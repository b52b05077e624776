import type { EngineSettings } from '../../protocol/engine.ts';

export type ConnectTo = EngineSettings['connectTo'][number];

const form = /^([a-z0-9.-]+)(?::(\d{1,5}))?=(\[[0-9a-f:.]+\]|[a-z0-9.-]+)(?::(\d{1,5}))?$/i;

/** Reads `HOST[:PORT]=ADDRESS[:PORT]` (IPv6 addresses in brackets); undefined where the text has another form. Ports are 443 unless said. */
export function parseConnectTo(text: string): ConnectTo | undefined {
  const [, host, port, address, addressPort] = form.exec(text.trim()) ?? [];
  if (host === undefined || address === undefined) return undefined;
  const from = Number(port ?? 443);
  const to = Number(addressPort ?? port ?? 443);
  if (from < 1 || from > 65_535 || to < 1 || to > 65_535) return undefined;
  return { host: host.toLowerCase(), port: from, address: address.replace(/^\[|\]$/g, ''), addressPort: to };
}
