import type { EngineSettings } from '../protocol/engine.ts';
import { createWireSender, shownCertificates, type WireDoors, type WireSender } from './createWireSender.ts';

/** A sender that one run holds; `release` may be called once. */
export interface WireLease {
  readonly send: WireSender['send'];
  release(): void;
}

interface Entry {
  readonly sender: WireSender;
  readonly key: string;
  /** Those that the key was last made of: most runs come with the very same. */
  settings: EngineSettings;
  users: number;
}

/** Keeps connections over runs as long as the settings they were made with last. A run keeps its own until it has ended. */
export class WirePool {
  readonly #doors: WireDoors;
  #current: Entry | undefined;
  readonly #closing = new Set<Promise<void>>();

  constructor(doors: WireDoors) {
    this.#doors = doors;
  }

  lease(settings: EngineSettings): WireLease {
    const entry = this.#entryFor(settings);
    entry.users++;
    return {
      send: entry.sender.send,
      release: () => {
        entry.users--;
        if (entry !== this.#current && entry.users === 0) this.#close(entry);
      },
    };
  }

  #entryFor(settings: EngineSettings): Entry {
    if (this.#current?.settings === settings) return this.#current;
    const key = keyOf(settings);
    if (this.#current?.key !== key) this.#retire();
    this.#current ??= { sender: createWireSender(settings, this.#doors), key, settings, users: 0 };
    this.#current.settings = settings;
    return this.#current;
  }

  /** Client certificates that were opened go with the connections on which they were shown; without any, connections stay. */
  forgetCertificates(): void {
    if (this.#current !== undefined && shownCertificates(this.#current.settings).length > 0) this.#retire();
  }

  /** Takes no more runs on the connections of now; they close when the last run on them has ended. */
  #retire(): void {
    const entry = this.#current;
    this.#current = undefined;
    if (entry?.users === 0) this.#close(entry);
  }

  /** Resolves when all connections without a run are closed. */
  async dispose(): Promise<void> {
    this.#retire();
    await Promise.all(this.#closing);
  }

  #close(entry: Entry): void {
    const closing = entry.sender.close().finally(() => this.#closing.delete(closing));
    this.#closing.add(closing);
  }
}

function keyOf(settings: EngineSettings): string {
  const { connectTo, certificates, systemCertificates, proxy, embedded } = settings;
  return JSON.stringify([connectTo, certificates, systemCertificates ?? true, shownCertificates(settings), proxy, embedded]);
}
