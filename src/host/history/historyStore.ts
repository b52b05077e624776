import type { StoredRun } from '../send/runStore.ts';
import { type HistoryEntry, historyEntry } from './historyEntry.ts';
import { historyCapacity, readHistory } from './readHistory.ts';

const stateKey = 'kvhttp.history';

/** The part of `vscode.Memento` that is used. */
export interface HistoryMemory {
  get(key: string): unknown;
  update(key: string, value: unknown): Thenable<void>;
}

/** The last runs, kept across windows. Newest first. */
export class HistoryStore {
  readonly #memory: HistoryMemory;
  #entries: readonly HistoryEntry[] | undefined;

  constructor(memory: HistoryMemory) {
    this.#memory = memory;
  }

  /** Read when it is first looked at. */
  get entries(): readonly HistoryEntry[] {
    this.#entries ??= readHistory(this.#memory.get(stateKey));
    return this.#entries;
  }

  find(id: string): HistoryEntry | undefined {
    return this.entries.find(entry => entry.id === id);
  }

  /** What could not be read again is not written either: such an entry would cost all the others. */
  add(stored: StoredRun): void {
    const entry = historyEntry(stored);
    const next = [entry, ...this.entries.filter(other => other.id !== entry.id)].slice(0, historyCapacity);
    if (readHistory([entry]).length === 1) this.#write(next);
  }

  clear(): void {
    this.#write([]);
  }

  #write(entries: readonly HistoryEntry[]): void {
    this.#entries = entries;
    void this.#memory.update(stateKey, entries);
  }
}
