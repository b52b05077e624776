import * as tls from 'node:tls';
import type { Secret } from '../core/model/secret.ts';
import { plainHost } from './loopbackHost.ts';
import { TransportError } from './transportError.ts';

export interface TrustOptions {
  readonly certificates: readonly string[];
  readonly hostCertificates: readonly { readonly host: string; readonly certificates: readonly string[] }[];
  readonly clientCertificate: { readonly certificate: string; readonly key: Secret } | undefined;
}

/**
 * Whom TLS trusts: the bundled roots, the system's (where the runtime can read them), the settings' and, for single hosts, more.
 * A context costs tens of milliseconds to build, so each is built once, on first need.
 */
export class TrustStore {
  readonly #options: TrustOptions;
  readonly #contexts = new Map<string, tls.SecureContext>();

  constructor(options: TrustOptions) {
    this.#options = options;
  }

  /** @throws {TransportError} `certificate-unreadable` */
  contextFor(host: string): tls.SecureContext {
    const name = plainHost(host);
    const own = this.#options.hostCertificates.filter(entry => plainHost(entry.host) === name).flatMap(entry => entry.certificates);
    const key = own.length === 0 ? '' : name;
    let context = this.#contexts.get(key);
    if (context === undefined) {
      context = this.#build(own);
      this.#contexts.set(key, context);
    }
    return context;
  }

  #build(own: readonly string[]): tls.SecureContext {
    const client = this.#options.clientCertificate;
    try {
      return tls.createSecureContext({
        ca: [...baseCertificates(), ...this.#options.certificates, ...own],
        minVersion: 'TLSv1.2',
        ...(client === undefined ? {} : { cert: client.certificate, key: client.key.reveal() }),
      });
    } catch (cause) {
      throw new TransportError('certificate-unreadable', 'A certificate or key of the settings cannot be read.', { cause });
    }
  }
}

/** `getCACertificates` came with Node 22.15; before it the runtime cannot tell the system's certificates. */
function baseCertificates(): readonly string[] {
  if (typeof tls.getCACertificates !== 'function') return tls.rootCertificates;
  return [...new Set([...tls.getCACertificates('default'), ...tls.getCACertificates('system')])];
}
