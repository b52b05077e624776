import * as vscode from 'vscode';
import type { CompletionFacts } from '../../core/language/completion/completionFacts.ts';
import type { Problem } from '../../core/language/problem.ts';
import type { OfflineFacts } from '../../core/resolve/checkRequest.ts';
import { variableScopeOf } from '../../core/resolve/variableScope.ts';
import { retell } from '../../core/timeline/retell.ts';
import { DisposableStore } from '../disposableStore.ts';
import { readersLanguage } from '../readersLanguage.ts';
import { adviser } from './documentAdvice.ts';
import type { DocumentTrees } from './documentTrees.ts';
import type { FactsOf } from './editorFacts.ts';
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
/** A longer file costs more, so it waits longer: a millisecond for so many lines. */
const linesPerMs = 100;
/** The editor shows no more of one owner for one file. */
const maxMarks = 1000;
/** For how long blocks are looked at in one go, and how long others have the thread then: an answer to an edit goes through it several times. */
const sliceMs = 2;
const pauseMs = 4;

/** Diagnostics of the open request files, a moment after the typing stops. They ask no network, file or credential. */
export class ProblemMarks {
  readonly #store = new DisposableStore();
  readonly #marks = this.#store.add(vscode.languages.createDiagnosticCollection('kvhttp'));
  readonly #timers = new Map<string, NodeJS.Timeout>();
  readonly #trees: DocumentTrees;
  #closed = false;
  readonly #sources: MarkSources;

  constructor(trees: DocumentTrees, sources: MarkSources) {
    this.#trees = trees;
    this.#sources = sources;
    this.#store.add(vscode.workspace.onDidOpenTextDocument(document => this.#schedule(document, openedMs)));
    this.#store.add(
      vscode.workspace.onDidChangeTextDocument(({ document }) => this.#schedule(document, quietMs + document.lineCount / linesPerMs)),
    );
    this.#store.add(vscode.workspace.onDidCloseTextDocument(({ uri }) => this.#forget(uri)));
    this.#store.add(sources.onDidChange(() => this.#scheduleAll()));
    this.#scheduleAll();
  }

  #scheduleAll(): void {
    for (const document of vscode.workspace.textDocuments) this.#schedule(document, 0);
  }

  #schedule(document: vscode.TextDocument, delay: number): void {
    if (document.languageId !== 'kvhttp') return;
    const key = document.uri.toString();
    clearTimeout(this.#timers.get(key));
    const show = () => {
      this.#timers.delete(key);
      if (!document.isClosed && document.languageId === 'kvhttp') void this.#mark(document);
    };
    this.#timers.set(key, setTimeout(show, delay));
  }

  /** Slice by slice; an edit in between makes the rest worthless, and has planned the next round already. */
  async #mark(document: vscode.TextDocument): Promise<void> {
    const { version } = document;
    const tree = this.#trees.treeOf(document);
    const scope = variableScopeOf(tree);
    const advise = adviser(scope, this.#sources.facts(document.uri.toString()));
    const problems = new Map<string, Problem>();
    const add = (problem: Problem) => {
      // A definition with a fault is met by every request that uses it.
      const key = `${problem.code} ${problem.span.start}`;
      if (!problems.has(key)) problems.set(key, problem);
    };
    tree.problems.forEach(add);
    let until = performance.now() + sliceMs;
    // One by one: of the block that is looked at, all parts are at hand.
    for (const block of tree.blocks) {
      if (performance.now() > until) {
        await new Promise(resolve => setTimeout(resolve, pauseMs));
        until = performance.now() + sliceMs;
      }
      if (this.#closed || document.isClosed || document.version !== version) return;
      advise([block]).forEach(add);
    }
    const all = [...problems.values()];
    const first = all.length > maxMarks ? all.toSorted(bySeverity).slice(0, maxMarks) : all;
    this.#marks.set(
      document.uri,
      first.map(problem => diagnosticOf(document, problem)),
    );
  }

  #forget(uri: vscode.Uri): void {
    clearTimeout(this.#timers.get(uri.toString()));
    this.#timers.delete(uri.toString());
    this.#marks.delete(uri);
  }

  dispose(): void {
    this.#closed = true;
    for (const timer of this.#timers.values()) clearTimeout(timer);
    this.#timers.clear();
    this.#store.dispose();
  }
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
