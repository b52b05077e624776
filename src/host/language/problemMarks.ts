import * as vscode from 'vscode';
import type { Problem } from '../../core/language/problem.ts';
import { checkRequests, type OfflineFacts } from '../../core/resolve/checkRequest.ts';
import { createVariableScope } from '../../core/resolve/variableScope.ts';
import { DisposableStore } from '../disposableStore.ts';
import type { DocumentTrees } from './documentTrees.ts';

export interface ProblemSources {
  /** What is known for a document without asking anybody. */
  facts(documentUri: string): OfflineFacts;
  /** Vaults, environments or the document's default vault may have changed. */
  onDidChange(listener: () => void): { dispose(): unknown };
}

const quietMs = 300;
/** The editor shows no more of one owner for one file. */
const maxMarks = 1000;

/** Diagnostics of the open request files, a moment after the typing stops. They ask no network, file or credential. */
export class ProblemMarks {
  readonly #store = new DisposableStore();
  readonly #marks = this.#store.add(vscode.languages.createDiagnosticCollection('kvhttp'));
  readonly #timers = new Map<string, NodeJS.Timeout>();
  readonly #trees: DocumentTrees;
  readonly #sources: ProblemSources;

  constructor(trees: DocumentTrees, sources: ProblemSources) {
    this.#trees = trees;
    this.#sources = sources;
    this.#store.add(vscode.workspace.onDidOpenTextDocument(document => this.#schedule(document, 0)));
    this.#store.add(vscode.workspace.onDidChangeTextDocument(({ document }) => this.#schedule(document, quietMs)));
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
      if (!document.isClosed && document.languageId === 'kvhttp') this.#marks.set(document.uri, this.#diagnose(document));
    };
    this.#timers.set(key, setTimeout(show, delay));
  }

  #diagnose(document: vscode.TextDocument): vscode.Diagnostic[] {
    const tree = this.#trees.treeOf(document);
    const checked = checkRequests(tree.blocks, createVariableScope(tree), this.#sources.facts(document.uri.toString()));
    const problems = [...tree.problems, ...checked];
    const first = problems.length > maxMarks ? problems.toSorted(bySeverity).slice(0, maxMarks) : problems;
    return first.map(problem => diagnosticOf(document, problem));
  }

  #forget(uri: vscode.Uri): void {
    clearTimeout(this.#timers.get(uri.toString()));
    this.#timers.delete(uri.toString());
    this.#marks.delete(uri);
  }

  dispose(): void {
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
  const range = new vscode.Range(document.positionAt(span.start), document.positionAt(span.end));
  const diagnostic = new vscode.Diagnostic(range, message, severities[severity]);
  diagnostic.source = 'kvhttp';
  diagnostic.code = code;
  return diagnostic;
}
