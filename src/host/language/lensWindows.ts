import * as vscode from 'vscode';
import type { SendPlace } from '../../core/language/sendPlaces.ts';
import { DisposableStore } from '../disposableStore.ts';
import { shownRanges } from './shownRanges.ts';

/** Files of up to so many requests have all lenses everywhere. */
const few = 40;
/** Lines around what is shown, or at the top of a file that no editor shows yet, that have all lenses; and how near to their end what is shown may come. */
const reach = 150;
const margin = 50;

interface Stretch {
  readonly from: number;
  readonly to: number;
}

/** Which lines of each long document have all their lenses: those that an editor shows, and what is around them. */
export class LensWindows {
  readonly #store = new DisposableStore();
  readonly #left = this.#store.add(new vscode.EventEmitter<void>());
  readonly #given = new WeakMap<vscode.TextDocument, readonly Stretch[]>();
  /** Somebody scrolled to where the lenses are not all there. */
  readonly onDidLeave = this.#left.event;

  constructor() {
    const look = ({ document, visibleRanges }: vscode.TextEditor) => {
      const given = this.#given.get(document);
      if (given !== undefined && !visibleRanges.every(range => isInside(range, given, document.lineCount))) this.#left.fire();
    };
    this.#store.add(vscode.window.onDidChangeTextEditorVisibleRanges(({ textEditor }) => look(textEditor)));
    this.#store.add(vscode.window.onDidChangeVisibleTextEditors(editors => editors.forEach(look)));
  }

  /** Whether a request at a line has all its lenses. */
  windowOf(document: vscode.TextDocument, places: readonly SendPlace[]): (line: number) => boolean {
    if (places.length <= few) {
      this.#given.delete(document);
      return () => true;
    }
    const shown = shownRanges(document);
    const stretches =
      shown.length === 0 ? [{ from: 0, to: reach }] : shown.map(({ start, end }) => ({ from: start.line - reach, to: end.line + reach }));
    this.#given.set(document, stretches);
    return line => stretches.some(({ from, to }) => from <= line && line <= to);
  }

  dispose(): void {
    this.#store.dispose();
  }
}

function isInside({ start, end }: vscode.Range, stretches: readonly Stretch[], lineCount: number): boolean {
  const first = Math.max(start.line - margin, 0);
  const last = Math.min(end.line + margin, lineCount - 1);
  return stretches.some(({ from, to }) => from <= first && last <= to);
}
