import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { compareRuns } from '../../../src/core/timeline/compareRuns.ts';
import { exchangeDetails } from '../../../src/core/timeline/exchangeDetails.ts';
import { panelModel } from '../../../src/core/timeline/panelModel.ts';
import { isFromPanel, isToPanel } from '../../../src/protocol/panel.ts';
import { matrixScenes } from './matrixScenes.ts';
import { scenes } from './scenes.ts';
import { anExchange, startedAt } from './traceBuilders.ts';

const good = [
  { type: 'ready' },
  { type: 'select', runId: 'r', exchange: 0 },
  { type: 'resend', runId: 'r' },
  { type: 'resend-as', runId: 'r' },
  { type: 'cancel', runId: 'r' },
  { type: 'compare', runId: 'r' },
  { type: 'open-run', runId: 'r' },
  { type: 'open-matrix', matrixId: 'm' },
  { type: 'cancel-matrix', matrixId: 'm' },
  { type: 'copy-matrix', matrixId: 'm' },
  { type: 'run-matrix' },
  { type: 'look-up', runId: 'r' },
  { type: 'explain-handshake', runId: 'r' },
  { type: 'export-har', runId: 'r' },
  { type: 'copy-as', runId: 'r', exchange: null },
  { type: 'copy-as', runId: 'r', exchange: 3 },
  { type: 'reveal', runId: 'r', exchange: 1, part: 'response-body' },
  { type: 'open-body', runId: 'r', exchange: 1, part: 'request-body' },
  { type: 'open-link', runId: 'r', finding: 0, link: 0 },
];

describe('messages from the page', () => {
  for (const message of good) {
    test(`${JSON.stringify(message)} is one`, () => expect(isFromPanel(message)).toBe(true));
    for (const field of Object.keys(message)) {
      test(`${message.type} without ${field}, or with it wrong, is none`, () => {
        const { [field]: _, ...rest } = message as Record<string, unknown>;
        expect(isFromPanel(rest)).toBe(false);
        for (const wrong of [undefined, {}, [], true, Number.NaN, -1, 0.5, '', 'x'.repeat(200)]) {
          expect(isFromPanel({ ...message, [field]: wrong })).toBe(false);
        }
      });
    }
    test(`${message.type} with a field too many is none`, () =>
      expect(isFromPanel({ ...message, command: 'workbench.action.quit' })).toBe(false));
  }

  test('10,000 arbitrary values are none, and none throws', () => {
    const names = fc.constantFrom('type', 'runId', 'exchange', 'part', 'command', '__proto__', 'finding');
    const values = fc.oneof(fc.constantFrom(...good.map(m => m.type), 'toString', 'constructor', '__proto__'), fc.anything());
    const known = new Set(good.map(m => JSON.stringify(Object.keys(m).sort())));
    fc.assert(
      fc.property(fc.oneof(fc.anything(), fc.dictionary(names, values)), message => {
        // A lucky hit has exactly the fields of a real message.
        if (isFromPanel(message)) expect(known).toContain(JSON.stringify(Object.keys(message).sort()));
      }),
      { numRuns: 10_000 },
    );
  });
});

describe('messages to the page', () => {
  const model = panelModel(scenes.handshake, startedAt);
  const shows = Object.values(scenes).map(scene => ({ type: 'show', model: panelModel(scene, startedAt) }));
  const details = { type: 'details', runId: 'r', details: exchangeDetails(anExchange()) };

  test('every scene is one, and so are the others', () => {
    const all = [
      ...shows,
      ...Object.values(matrixScenes).map(({ model: table }) => ({ type: 'matrix', model: table })),
      details,
      { type: 'empty' },
      { type: 'compare', comparison: compareRuns(scenes.trailingSlash, scenes.handshake) },
      { type: 'gone', runId: 'r' },
      { type: 'revealed', runId: 'r', exchange: 0, part: 'response-body', text: null },
    ];
    expect(all.filter(message => !isToPanel(message))).toEqual([]);
  });

  for (const field of Object.keys(model)) {
    test(`a model without ${field} is none`, () => {
      const { [field]: _, ...rest } = model as unknown as Record<string, unknown>;
      expect(isToPanel({ type: 'show', model: rest })).toBe(false);
      expect(isToPanel({ type: 'show', model: { ...model, [field]: 7 } })).toBe(false);
    });
  }

  const matrix = matrixScenes['matrix-differs'].model;
  for (const field of Object.keys(matrix)) {
    test(`a matrix without ${field} is none`, () => {
      const { [field]: _, ...rest } = matrix as unknown as Record<string, unknown>;
      expect(isToPanel({ type: 'matrix', model: rest })).toBe(false);
      expect(isToPanel({ type: 'matrix', model: { ...matrix, [field]: {} } })).toBe(false);
    });
  }

  test('what VS Code and browsers post themselves is none', () => {
    for (const message of [undefined, null, 'x', 7, { type: 'did-load' }, { source: 'react-devtools' }, []])
      expect(isToPanel(message)).toBe(false);
  });
});
