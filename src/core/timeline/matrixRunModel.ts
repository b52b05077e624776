import type { Run } from '../model/run.ts';
import { english, type Translate } from '../model/translate.ts';
import type { MatrixLine, MatrixModel } from './matrixView.ts';
import { panelModel } from './panelModel.ts';
import type { PanelModel } from './panelView.ts';

/** The run behind a row of the matrix, as the panel shows it: named as its case is, with its place in the table. */
export function matrixRunModel(run: Run, matrix: MatrixModel, t: Translate = english): PanelModel {
  const model = panelModel(run, run.trace.startedAt, t);
  const opened = matrix.parts.flatMap(part => part.lines).filter(line => runIdOf(line) !== null);
  const at = opened.findIndex(line => runIdOf(line) === run.trace.id);
  const line = opened[at];
  if (line?.outcome.kind !== 'done') return model;
  return {
    ...model,
    title: line.name,
    context: [line.group, ...model.context],
    // The name leads nowhere but to the vault of the matrix, which is gone.
    findings: model.findings.map(finding => (finding.action === 'look-up' ? { ...finding, action: null } : finding)),
    place: {
      matrixId: matrix.matrixId,
      number: line.number,
      of: matrix.of,
      expected: line.outcome.expected,
      previous: runIdOf(opened[at - 1]),
      next: runIdOf(opened[at + 1]),
    },
  };
}

function runIdOf(line: MatrixLine | undefined): string | null {
  return line?.outcome.kind === 'done' ? line.outcome.runId : null;
}
