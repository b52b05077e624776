import type { Run } from '../../../src/core/model/run.ts';
import { compareRuns } from '../../../src/core/timeline/compareRuns.ts';
import { matrixRunModel } from '../../../src/core/timeline/matrixRunModel.ts';
import { panelModel } from '../../../src/core/timeline/panelModel.ts';
import type { ToPanel } from '../../../src/protocol/panel.ts';
import { manyCalls } from '../../unit/panel/manyCalls.ts';
import { matrixScenes } from '../../unit/panel/matrixScenes.ts';
import { repairedSlash, scenes, skewedClock } from '../../unit/panel/scenes.ts';
import { startedAt } from '../../unit/panel/traceBuilders.ts';

function runOfRow(number: number): Run {
  const run = matrixScenes['matrix-differs'].runs.get(`row-${number}`);
  if (run === undefined) throw new Error(`the matrix has no row ${number}`);
  return run;
}

/** What the page shows besides single runs of a few calls. */
export const otherViews: Readonly<Record<string, ToPanel>> = {
  empty: { type: 'empty' },
  gone: { type: 'gone', runId: 'old' },
  compared: { type: 'compare', comparison: compareRuns(scenes.trailingSlash, repairedSlash) },
  'compared-calls': {
    type: 'compare',
    comparison: compareRuns(scenes.handshake, { ...scenes.cached, trace: { ...scenes.cached.trace, startedAt: startedAt + 60_000 } }),
  },
  'compared-same': { type: 'compare', comparison: compareRuns(scenes.handshake, scenes.handshake) },
  imported: { type: 'show', model: panelModel(manyCalls(400), startedAt) },
  ...Object.fromEntries(Object.entries(matrixScenes).map(([name, { model }]) => [name, { type: 'matrix', model } as const])),
  'matrix-row': { type: 'show', model: matrixRunModel(runOfRow(5), matrixScenes['matrix-differs'].model) },
  'matrix-row-differs': { type: 'show', model: matrixRunModel(runOfRow(3), matrixScenes['matrix-differs'].model) },
  'skewed-clock': { type: 'show', model: panelModel(skewedClock, startedAt + 420_000) },
};
