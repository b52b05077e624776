import * as vscode from 'vscode';
import type { RequestKey } from '../../core/language/requestKey.ts';
import { lensText } from '../../core/timeline/headline.ts';
import { readersLanguage } from '../readersLanguage.ts';
import type { RunStore } from './runStore.ts';

export interface LastResult {
  readonly text: string;
  readonly runId: string;
}

/** How the last Send of a request ended, for the lens above it: its calls in order, or its cause, and the checks that do not hold. */
export function lastResult(runs: RunStore, document: string, key: RequestKey): LastResult | undefined {
  const run = runs.lastOf(document, key)?.run;
  if (run === undefined) return undefined;
  const failed = run.assertions.filter(assertion => !assertion.ok).length;
  const checks = failed === 0 ? '' : ` · ${vscode.l10n.t('{0} of {1} checks failed', failed, run.assertions.length)}`;
  return { text: `${lensText(run.trace, run.findings, run.verdict, readersLanguage)}${checks}`, runId: run.trace.id };
}
