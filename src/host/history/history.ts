import * as vscode from 'vscode';
import { runOf } from '../commandArguments.ts';
import type { RunStore } from '../send/runStore.ts';
import type { RunView } from '../send/sender.ts';
import { treeItemOf } from '../treeItemOf.ts';
import { placeOf } from './historyEntry.ts';
import type { HistoryStore } from './historyStore.ts';
import { type HistoryNode, historyTree } from './historyTree.ts';
import type { HistoryLines } from './historyView.ts';

const t = vscode.l10n.t;

export interface HistoryParts {
  readonly store: HistoryStore;
  readonly runs: RunStore;
  readonly view: RunView;
  resend(run: string): unknown;
  /** Epoch ms. */
  now(): number;
  changed(): void;
}

/** The lines of the history view and what can be done with them. */
export class History implements HistoryLines {
  readonly #parts: HistoryParts;

  constructor(parts: HistoryParts) {
    this.#parts = parts;
  }

  nodes(): readonly HistoryNode[] {
    const { store, runs, now } = this.#parts;
    const today = new Date(now()).toDateString();
    return historyTree(
      {
        entries: store.entries,
        titleOf: id => {
          const request = runs.get(id)?.run.trace.request;
          return request && (request.title ?? request.name ?? `${request.method} ${placeOf(request.url).path}`);
        },
        timeText: at => {
          const date = new Date(at);
          return date.toDateString() === today ? date.toLocaleTimeString(vscode.env.language) : date.toLocaleString(vscode.env.language);
        },
      },
      t,
    );
  }

  item(node: HistoryNode): vscode.TreeItem {
    return treeItemOf(node);
  }

  /** The trace where it is still in memory; else the offer to send the request again. */
  async open(argument: unknown): Promise<void> {
    const { runs, view, store } = this.#parts;
    const id = runOf(argument);
    const stored = id === undefined ? undefined : runs.get(id);
    if (stored !== undefined) return view.showRun(stored.run);
    if (id === undefined || store.find(id) === undefined) return;
    const again = t('Send Again');
    const answer = await vscode.window.showInformationMessage(t('This trace is no longer in memory: it was not stored.'), again);
    if (answer === again) await this.#parts.resend(id);
  }

  async clear(): Promise<void> {
    const clear = t('Clear');
    const answer = await vscode.window.showWarningMessage(t('Clear the history of requests?'), { modal: true }, clear);
    if (answer !== clear) return;
    this.#parts.store.clear();
    this.#parts.changed();
  }
}
