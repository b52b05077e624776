import { X509Certificate } from 'node:crypto';
import * as tls from 'node:tls';
import { plainHost } from './loopbackHost.ts';
import type { ClientCertificate } from './transport.ts';
import { TransportError } from './transportError.ts';

type ReadRoots = (store: 'default' | 'system') => readonly string[];

export interface TrustOptions {
  readonly certificates: readonly string[];
  readonly systemCertificates: boolean;
  readonly hostCertificates: readonly { readonly host: string; readonly certificates: readonly string[] }[];
  /** Certificates (PEM) of the runtime and of the system; `tls.getCACertificates`, which came with Node 22.15. undefined: the system's cannot be read. */
  readonly readRoots?: ReadRoots | undefined;
}

/**
 * Whom TLS trusts: the bundled roots, the system's (where they are wanted and the runtime can read them) and the settings'; for a host with certificates
 * of its own, those alone.
 *
 * To read and parse all roots costs a fifth of a second, and most servers are vouched for by the bundled ones, which cost nothing.
 * So the system's are looked at only when the bundled did not suffice (`widen`).
 */
export class TrustStore {
  readonly #options: TrustOptions;
  readonly #readRoots: ReadRoots | undefined;
  readonly #contexts = new Map<string, tls.SecureContext>();
  #wide: boolean;

  constructor(options: TrustOptions) {
    this.#options = options;
    this.#readRoots = 'readRoots' in options ? options.readRoots : tls.getCACertificates;
    this.#wide = options.certificates.length > 0;
  }

  /** @throws {TransportError} `certificate-unreadable` */
  contextFor(host: string, client?: ClientCertificate): tls.SecureContext {
    const own = this.#ownOf(host);
    const trusted = own.length > 0 ? plainHost(host) : this.#wide ? '*' : '';
    const key = client === undefined ? trusted : `${trusted} ${client.id}`;
    let context = this.#contexts.get(key);
    if (context === undefined) {
      context = this.#build(own.length > 0 ? own : this.#wide ? this.#allRoots() : undefined, client);
      this.#contexts.set(key, context);
    }
    return context;
  }

  /** From now on the system's authorities are trusted too; false where that changes nothing for this host. */
  widen(host: string): boolean {
    const changes = !this.#wide && this.#readsSystem && this.#ownOf(host).length === 0;
    if (changes) this.#wide = true;
    return changes;
  }

  get #readsSystem(): boolean {
    return this.#options.systemCertificates && this.#readRoots !== undefined;
  }

  #allRoots(): readonly string[] {
    const bundled = this.#readRoots?.('default') ?? tls.rootCertificates;
    const system = this.#readsSystem ? (this.#readRoots?.('system') ?? []) : [];
    return [...new Set([...bundled, ...system]), ...this.#options.certificates];
  }

  #ownOf(host: string): readonly string[] {
    const name = plainHost(host);
    return this.#options.hostCertificates.filter(entry => plainHost(entry.host) === name).flatMap(entry => entry.certificates);
  }

  #build(authorities: readonly string[] | undefined, client: ClientCertificate | undefined): tls.SecureContext {
    try {
      // The runtime ignores an authority that it cannot read: the user would be told of an unknown authority instead.
      for (const pem of [...this.#options.certificates, ...this.#options.hostCertificates.flatMap(entry => entry.certificates)]) {
        new X509Certificate(pem);
      }
      return tls.createSecureContext({
        minVersion: 'TLSv1.2',
        ...(authorities === undefined ? {} : { ca: [...authorities] }),
        ...(client === undefined ? {} : { cert: client.certificate, key: client.key.reveal() }),
      });
    } catch (cause) {
      throw new TransportError('certificate-unreadable', 'A certificate or key of the settings cannot be read.', { cause });
    }
  }
}
