import * as vscode from 'vscode';
import type { CompletionFacts } from '../../core/language/completion/completionFacts.ts';
import { FoundProblems } from '../../core/language/foundProblems.ts';
import type { Problem } from '../../core/language/problem.ts';
import type { Block } from '../../core/language/syntax.ts';
import type { OfflineFacts } from '../../core/resolve/checkRequest.ts';
import { retell } from '../../core/timeline/retell.ts';
import { DisposableStore } from '../disposableStore.ts';
import { readersLanguage } from '../readersLanguage.ts';
import { adviser } from './documentAdvice.ts';
import type { DocumentTrees } from './documentTrees.ts';
import type { FactsOf } from './editorFacts.ts';
import { shownRanges } from './shownRanges.ts';
import { rangeOf } from './spans.ts';

export interface ProblemSources {
  /** What is known for a document without asking anybody. */
  facts(documentUri: string): OfflineFacts & Pick<CompletionFacts, 'origins'>;
  /** Vaults, environments or the document's default vault may have changed. */
  onDidChange(listener: () => void): { dispose(): unknown };
}

/** The same with everything that the rules want to know. */
export interface MarkSources extends Omit<ProblemSources, 'facts'> {
  readonly facts: FactsOf;
}

const quietMs = 300;
/** What an opened file draws comes first. */
const openedMs = 100;
/** In a file with more lines the blocks that an editor shows come first, and the others so much later; later still, the longer it is. */
const longFrom = 400;
const restMs = 2000;
const linesPerMs = 20;
/** The editor shows no more of one owner for one file. */
const maxMarks = 1000;
/** For how long blocks are looked at in one go, and how long others have the thread then: an answer to an edit goes through it several times. */
const sliceMs = 2;
const pauseMs = 10;
/** For a file that no editor shows nobody waits. */
const hiddenPauseMs = 50;

type Choose = (blocks: readonly Block[], document: vscode.TextDocument) => readonly Block[];

/** Diagnostics of the open request files, a moment after the typing stops. They ask no network, file or credential. */
export class ProblemMarks {
  readonly #store = new DisposableStore();
  readonly #marks = this.#store.add(vscode.languages.createDiagnosticCollection('kvhttp'));
  readonly #timers = new Map<vscode.TextDocument, Map<Choose, NodeJS.Timeout>>();
  readonly #found = new FoundProblems();
  readonly #trees: DocumentTrees;
  #closed = false;
  readonly #sources: MarkSources;

  constructor(trees: DocumentTrees, sources: MarkSources) {
    this.#trees = trees;
    this.#sources = sources;
    this.#store.add(vscode.workspace.onDidOpenTextDocument(document => this.#schedule(document, openedMs)));
    this.#store.add(vscode.workspace.onDidChangeTextDocument(({ document }) => this.#schedule(document, quietMs)));
    this.#store.add(vscode.workspace.onDidCloseTextDocument(document => this.#forget(document)));
    this.#store.add(vscode.window.onDidChangeVisibleTextEditors(editors => editors.forEach(this.#reveal)));
    this.#store.add(vscode.window.onDidChangeTextEditorVisibleRanges(({ textEditor }) => this.#reveal(textEditor)));
    this.#store.add(sources.onDidChange(() => this.#scheduleAll()));
    this.#scheduleAll();
  }

  #scheduleAll(): void {
    for (const document of vscode.workspace.textDocuments) this.#schedule(document, 0);
  }

  #schedule(document: vscode.TextDocument, delay: number): void {
    if (isLong(document)) this.#plan(document, shown, delay);
    this.#plan(document, all, isLong(document) ? delay + restMs + document.lineCount / linesPerMs : delay);
  }

  /** While the rest of a file is not looked at yet, what comes to be seen is. */
  readonly #reveal = ({ document }: vscode.TextEditor): void => {
    if (isLong(document) && this.#timers.get(document)?.has(all)) this.#plan(document, shown, openedMs);
  };

  #plan(document: vscode.TextDocument, choose: Choose, delay: number): void {
    if (document.languageId !== 'kvhttp') return;
    const timers = this.#timers.get(document) ?? new Map<Choose, NodeJS.Timeout>();
    this.#timers.set(document, timers);
    clearTimeout(timers.get(choose));
    const mark = () => {
      timers.delete(choose);
      if (!document.isClosed && document.languageId === 'kvhttp') void this.#mark(document, choose);
    };
    timers.set(choose, setTimeout(mark, delay));
  }

  /**
   * Looks at some blocks anew, slice by slice, and shows what is known of all. An edit or new facts in between make the rest worthless,
   * and have planned the next round already.
   */
  async #mark(document: vscode.TextDocument, choose: Choose): Promise<void> {
    const { version } = document;
    const tree = this.#trees.treeOf(document);
    const blocks = choose(tree.blocks, document);
    if (choose === shown && blocks.length === 0) return;
    const advise = adviser(tree, this.#sources.facts(document.uri.toString()));
    let until = performance.now() + sliceMs;
    // One by one: of the block that is looked at, all parts are at hand.
    for (const block of blocks) {
      if (performance.now() > until) {
        const pause = shownRanges(document).length > 0 ? pauseMs : hiddenPauseMs;
        await new Promise(resolve => setTimeout(resolve, pause));
        until = performance.now() + sliceMs;
      }
      if (this.#closed || document.isClosed || document.version !== version || this.#timers.get(document)?.has(choose)) return;
      this.#found.set(block, advise([block]), tree);
    }
    this.#marks.set(
      document.uri,
      worstOf(this.#found.inDocument(tree)).map(problem => diagnosticOf(document, problem)),
    );
  }

  #stop(document: vscode.TextDocument): void {
    for (const timer of this.#timers.get(document)?.values() ?? []) clearTimeout(timer);
    this.#timers.delete(document);
  }

  #forget(document: vscode.TextDocument): void {
    this.#stop(document);
    this.#marks.delete(document.uri);
  }

  dispose(): void {
    this.#closed = true;
    for (const document of [...this.#timers.keys()]) this.#stop(document);
    this.#store.dispose();
  }
}

function isLong({ lineCount }: vscode.TextDocument): boolean {
  return lineCount > longFrom;
}

const all: Choose = blocks => blocks;

/** The blocks that an editor shows now. */
const shown: Choose = (blocks, document) => {
  const ranges = shownRanges(document);
  return blocks.filter(({ line, syntax }) =>
    ranges.some(({ start, end }) => line <= end.line && start.line < line + syntax.lineMarks.length),
  );
};

function worstOf(problems: readonly Problem[]): readonly Problem[] {
  return problems.length > maxMarks ? problems.toSorted(bySeverity).slice(0, maxMarks) : problems;
}

const severities = {
  error: vscode.DiagnosticSeverity.Error,
  warning: vscode.DiagnosticSeverity.Warning,
  hint: vscode.DiagnosticSeverity.Hint,
} satisfies Record<Problem['severity'], vscode.DiagnosticSeverity>;

function bySeverity(a: Problem, b: Problem): number {
  return severities[a.severity] - severities[b.severity];
}

function diagnosticOf(document: vscode.TextDocument, { code, severity, message, span }: Problem): vscode.Diagnostic {
  const diagnostic = new vscode.Diagnostic(rangeOf(document, span), retell(message, readersLanguage), severities[severity]);
  diagnostic.source = 'kvhttp';
  diagnostic.code = code;
  return diagnostic;
}
