import { compareRuns } from '../../../src/core/timeline/compareRuns.ts';
import { panelModel } from '../../../src/core/timeline/panelModel.ts';
import type { ToPanel } from '../../../src/protocol/panel.ts';
import { manyCalls } from '../../unit/panel/manyCalls.ts';
import { repairedSlash, scenes, skewedClock } from '../../unit/panel/scenes.ts';
import { startedAt } from '../../unit/panel/traceBuilders.ts';

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
  'skewed-clock': { type: 'show', model: panelModel(skewedClock, startedAt + 420_000) },
};
