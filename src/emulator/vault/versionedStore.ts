/** One version of an object. `version` is 32 hex digits. */
export interface Versioned {
  readonly version: string;
  /** Belongs to a certificate of the same name, and lives and dies with it. */
  readonly managed?: true;
}

/** What a certificate does to its key and its secret, whatever they hold. */
export interface Companion {
  delete(name: string, at: number): void;
  recover(name: string, at: number): void;
  purge(name: string, at: number): void;
  backUp(ticket: string, name: string, now: number): void;
  restore(ticket: string): void;
}

/**
 * Where an object stands. The service needs some seconds for each change, and answers differently meanwhile;
 * times are epoch ms of the vault's clock.
 */
export type Lifecycle =
  | { readonly kind: 'live' }
  | { readonly kind: 'being-deleted'; readonly deletedAt: number }
  | { readonly kind: 'deleted'; readonly deletedAt: number }
  | { readonly kind: 'being-recovered' }
  | { readonly kind: 'being-purged' };

export interface Entry<V extends Versioned> {
  readonly name: string;
  /** Oldest first; never empty. */
  readonly versions: readonly V[];
  readonly lifecycle: Lifecycle;
}

interface Stored<V extends Versioned> {
  readonly name: string;
  readonly versions: readonly V[];
  readonly change:
    | { readonly kind: 'none' }
    | { readonly kind: 'deleted' | 'recovered' | 'purged'; readonly at: number; readonly settlesAt: number };
}

export const retentionDays = 90;
/** The real service takes about ten seconds; long enough to be met by a client that does not wait. */
export const settlingMs = 1500;
const maxBackups = 1000;

/** The objects of one kind: names compare without case and are kept as first written. */
export class VersionedStore<V extends Versioned> implements Companion {
  readonly #entries = new Map<string, Stored<V>>();
  readonly #backups = new Map<string, Entry<V>>();

  find(name: string, now: number): Entry<V> | undefined {
    const stored = this.#entries.get(name.toLowerCase());
    if (stored === undefined) return undefined;
    const lifecycle = lifecycleAt(stored, now);
    return lifecycle === undefined ? undefined : { name: stored.name, versions: stored.versions, lifecycle };
  }

  /** Sorted by name, as the service's pages are. */
  list(kind: Lifecycle['kind'], now: number): readonly Entry<V>[] {
    const all = [...this.#entries.keys()].sort().map(key => this.find(key, now));
    return all.filter(entry => entry !== undefined).filter(entry => entry.lifecycle.kind === kind);
  }

  add(name: string, version: V, now: number): void {
    const known = this.find(name, now);
    this.#put({ name: known?.name ?? name, versions: [...(known?.versions ?? []), version], change: { kind: 'none' } });
  }

  replace(name: string, version: V): void {
    this.#change(name, stored => ({ ...stored, versions: stored.versions.map(old => (old.version === version.version ? version : old)) }));
  }

  /** Changes fields of one version; nothing where there is none such. */
  change(name: string, version: string, changes: Partial<V>): void {
    const known = this.#entries.get(name.toLowerCase())?.versions.find(candidate => candidate.version === version);
    if (known !== undefined) this.replace(name, { ...known, ...changes });
  }

  delete(name: string, at: number, settlesAt = at + settlingMs): void {
    this.#change(name, stored => ({ ...stored, change: { kind: 'deleted', at, settlesAt } }));
  }

  recover(name: string, at: number): void {
    this.#change(name, stored => ({ ...stored, change: { kind: 'recovered', at, settlesAt: at + settlingMs } }));
  }

  purge(name: string, at: number): void {
    this.#change(name, stored => ({ ...stored, change: { kind: 'purged', at, settlesAt: at + settlingMs } }));
  }

  /** Puts an object as it is, whatever was under its name. */
  set(name: string, versions: readonly V[]): void {
    this.#put({ name, versions, change: { kind: 'none' } });
  }

  /** Keeps a copy under a ticket; the oldest of too many is forgotten. */
  keepBackup(ticket: string, entry: Entry<V>): void {
    this.#backups.set(ticket, entry);
    const [oldest] = this.#backups.keys();
    if (this.#backups.size > maxBackups && oldest !== undefined) this.#backups.delete(oldest);
  }

  findBackup(ticket: string): Entry<V> | undefined {
    return this.#backups.get(ticket);
  }

  backUp(ticket: string, name: string, now: number): void {
    const entry = this.find(name, now);
    if (entry !== undefined) this.keepBackup(ticket, entry);
  }

  restore(ticket: string): void {
    const kept = this.findBackup(ticket);
    if (kept !== undefined) this.set(kept.name, kept.versions);
  }

  #put(stored: Stored<V>): void {
    this.#entries.set(stored.name.toLowerCase(), stored);
  }

  #change(name: string, to: (stored: Stored<V>) => Stored<V>): void {
    const stored = this.#entries.get(name.toLowerCase());
    if (stored !== undefined) this.#put(to(stored));
  }
}

function lifecycleAt<V extends Versioned>({ change }: Stored<V>, now: number): Lifecycle | undefined {
  if (change.kind === 'none') return { kind: 'live' };
  const settled = now >= change.settlesAt;
  // What is kept is purged on its date, whoever wants it or not.
  if (change.kind === 'deleted' && now >= change.at + retentionDays * 86_400_000) return undefined;
  if (change.kind === 'deleted') return { kind: settled ? 'deleted' : 'being-deleted', deletedAt: change.at };
  if (change.kind === 'recovered') return { kind: settled ? 'live' : 'being-recovered' };
  return settled ? undefined : { kind: 'being-purged' };
}
