import { createHash } from 'node:crypto';
import { Secret } from '../core/model/secret.ts';
import { RequestRefused } from '../core/run/requestRefused.ts';
import type { EngineSettings } from '../protocol/engine.ts';
import type { ClientCertificate } from '../transport/transport.ts';

export interface ClientCertificateDoors {
  /** undefined where the file is not there, cannot be read or is longer than `mostBytes`. */
  readFile(path: string, mostBytes: number): Promise<Uint8Array | undefined>;
  /** Of the file for a host; asked for only where the file wants one. */
  password(host: string): Promise<string | undefined>;
}

type Configured = NonNullable<EngineSettings['clientCertificates']>[number];

interface Opened {
  /** SHA-256 of the file: one that was renewed is opened anew. */
  readonly print: string;
  readonly certificate: Promise<ClientCertificate>;
}

const mostBytes = 1024 * 1024;

/** The client certificates of the settings (PEM or PKCS#12), each opened when its host is first called. */
export class ClientCertificates {
  readonly #configured: readonly Configured[];
  readonly #doors: ClientCertificateDoors;
  readonly #opened = new Map<string, Opened>();

  constructor(configured: readonly Configured[], doors: ClientCertificateDoors) {
    this.#configured = configured;
    this.#doors = doors;
  }

  /**
   * What is shown to the server of `url`; undefined for nothing.
   * @throws {RequestRefused} where the file cannot be used: to go on without would only end in the server's refusal.
   */
  async of(url: string): Promise<ClientCertificate | undefined> {
    const configured = this.#configuredFor(url);
    if (configured === undefined) return undefined;
    const { host, file } = configured;
    const bytes = await this.#doors.readFile(file, mostBytes);
    if (bytes === undefined) throw unusable(host, 'the file cannot be read, or is longer than 1 MiB');
    const print = createHash('sha256').update(bytes).digest('hex');
    const known = this.#opened.get(host);
    if (known?.print === print) return known.certificate;
    const opened = { print, certificate: this.#open(host, Buffer.from(bytes), print) };
    this.#opened.set(host, opened);
    // One that could not be opened is tried again: the next answer to the question for its password may be the right one.
    opened.certificate.catch(() => this.#opened.get(host) === opened && this.#opened.delete(host));
    return opened.certificate;
  }

  #configuredFor(url: string): Configured | undefined {
    if (this.#configured.length === 0 || !URL.canParse(url)) return undefined;
    const { protocol, hostname } = new URL(url);
    return protocol === 'https:' ? this.#configured.find(({ host }) => host.toLowerCase() === hostname) : undefined;
  }

  async #open(host: string, bytes: Buffer, id: string): Promise<ClientCertificate> {
    // Loaded late: most runs need no certificate, and the worker is to be ready soon.
    const { openCertificate, certificateChain } = await import('./certificate/openCertificate.ts');
    let opened = openCertificate(bytes, null);
    if (opened.kind === 'password-wanted') {
      const password = await this.#doors.password(host);
      if (password === undefined || password === '') throw unusable(host, 'the file wants a password, and none is stored');
      opened = openCertificate(bytes, password);
    }
    if (opened.kind === 'password-wanted') throw unusable(host, 'the password does not open the file');
    if (opened.kind === 'unusable') throw unusable(host, opened.message);
    const chain = certificateChain(opened);
    if (chain === undefined) throw unusable(host, 'the key in the file belongs to none of its certificates');
    const key = new Secret(opened.key.export({ type: 'pkcs8', format: 'pem' }).toString());
    return { id, certificate: chain.map(each => each.toString()).join(''), key };
  }
}

const unusable = (host: string, why: string): RequestRefused =>
  new RequestRefused(`The client certificate for ${host} (kvhttp.clientCertificates) cannot be used: ${why}.`);
