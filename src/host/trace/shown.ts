import * as vscode from 'vscode';
import { assertNever } from '../../core/model/assertNever.ts';
import type { Run } from '../../core/model/run.ts';
import { compareRuns } from '../../core/timeline/compareRuns.ts';
import { matrixRunModel } from '../../core/timeline/matrixRunModel.ts';
import type { MatrixModel } from '../../core/timeline/matrixView.ts';
import { type PanelSource, panelModel } from '../../core/timeline/panelModel.ts';
import type { ToPanel } from '../../protocol/panel.ts';
import { readersLanguage } from '../readersLanguage.ts';

/** A matrix with the redacted run behind each of its rows. */
export interface PanelMatrix {
  readonly model: MatrixModel;
  readonly runs: ReadonlyMap<string, Run>;
}

/** What the panel shows. */
export type Shown =
  | { readonly kind: 'nothing' }
  /** The run or the matrix that a page of an earlier session showed. */
  | { readonly kind: 'gone'; readonly id: string }
  /** A run keeps the time `at` which it was shown: it stays as it was when it ended. In epoch ms. */
  | { readonly kind: 'run'; readonly source: PanelSource; readonly at: number }
  | { readonly kind: 'comparison'; readonly one: Run; readonly other: Run }
  | { readonly kind: 'matrix'; readonly matrix: PanelMatrix }
  | { readonly kind: 'row'; readonly run: Run; readonly matrix: PanelMatrix };

/** The message that draws it, and the title of the tab; null keeps the one that is there. */
export function drawing(shown: Shown): { readonly title: string | null; readonly message: ToPanel } {
  const { t } = vscode.l10n;
  switch (shown.kind) {
    case 'nothing':
      return { title: null, message: { type: 'empty' } };
    case 'gone':
      return { title: null, message: { type: 'gone', runId: shown.id } };
    case 'run': {
      const model = panelModel(shown.source, shown.at, readersLanguage);
      return { title: t('Trace: {0}', model.title), message: { type: 'show', model } };
    }
    case 'comparison': {
      const comparison = compareRuns(shown.other, shown.one, readersLanguage);
      return { title: t('Two traces: {0}', comparison.right.title), message: { type: 'compare', comparison } };
    }
    case 'matrix':
      return { title: t('Matrix of refusals'), message: { type: 'matrix', model: shown.matrix.model } };
    case 'row': {
      const model = matrixRunModel(shown.run, shown.matrix.model, readersLanguage);
      return { title: t('Trace: {0}', model.title), message: { type: 'show', model } };
    }
    default:
      return assertNever(shown);
  }
}

/** The trace of the run that is shown; undefined where none, or two, or the table of many are. */
export function sourceOf(shown: Shown): PanelSource | undefined {
  if (shown.kind === 'run') return shown.source;
  return shown.kind === 'row' ? shown.run : undefined;
}
