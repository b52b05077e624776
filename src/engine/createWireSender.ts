import { withSignal } from '../core/auth/withSignal.ts';
import { RequestRefused } from '../core/run/requestRefused.ts';
import type { RunPorts } from '../core/run/runPorts.ts';
import type { EngineSettings } from '../protocol/engine.ts';
import { createTransport } from '../transport/createTransport.ts';
import {
  type ConnectTo,
  type Deadlines,
  defaultDeadlines,
  defaultLimits,
  type Lookup,
  type TransportOptions,
} from '../transport/transport.ts';
import { TransportError } from '../transport/transportError.ts';
import { type ClientCertificateDoors, ClientCertificates } from './clientCertificates.ts';

export interface WireDoors extends ClientCertificateDoors {
  /** How names are resolved, where not by this machine. */
  readonly lookup?: Lookup | undefined;
}

export interface WireSender {
  readonly send: RunPorts['sendWire'];
  close(): Promise<void>;
}

/** The transport as the settings want it; refusals come out in the core's own words. */
export function createWireSender(settings: EngineSettings, doors: WireDoors): WireSender {
  const transport = createTransport({ ...transportOptions(settings), lookup: doors.lookup });
  const configured = shownCertificates(settings);
  const certificates = configured.length === 0 ? null : new ClientCertificates(configured, doors);
  return {
    async send(request, timeoutMs, signal) {
      try {
        const clientCertificate = certificates === null ? undefined : await withSignal(certificates.of(request.url), signal);
        return await transport.send(request, { deadlines: deadlinesOf(timeoutMs), limits: defaultLimits, signal, clientCertificate });
      } catch (error) {
        if (TransportError.is(error)) throw new RequestRefused(error.message, { cause: error });
        throw error;
      }
    },
    close: () => transport.close(),
  };
}

/** In an untrusted workspace no file is read. */
export const shownCertificates = ({ trusted, clientCertificates }: EngineSettings): NonNullable<EngineSettings['clientCertificates']> =>
  trusted ? (clientCertificates ?? []) : [];

/** The embedded vault and its managed HSM are reached at one port under their own names, and their CA counts for these names alone. */
export function transportOptions({ connectTo, certificates, systemCertificates, proxy, embedded }: EngineSettings): TransportOptions {
  if (embedded === null) return { connectTo, certificates, systemCertificates, proxy };
  const hosts = [embedded.vaultUrl, embedded.hsmUrl].map(url => new URL(url).hostname);
  const there = { address: '127.0.0.1', addressPort: embedded.port };
  const ways: readonly ConnectTo[] = [
    ...hosts.map(host => ({ host, port: 443, ...there })),
    { host: 'localhost', port: embedded.port, ...there },
  ];
  return {
    connectTo: [...ways, ...connectTo],
    certificates,
    systemCertificates,
    hostCertificates: [...hosts, 'localhost'].map(name => ({ host: name, certificates: [embedded.caCertificate] })),
    proxy,
  };
}

function deadlinesOf(total: number): Deadlines {
  const { dns, connect, proxy, tls } = defaultDeadlines;
  const upTo = (ms: number): number => Math.min(ms, total);
  return { dns: upTo(dns), connect: upTo(connect), proxy: upTo(proxy), tls: upTo(tls), headers: total, body: total, total };
}
