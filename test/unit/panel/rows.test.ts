import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { panelModel } from '../../../src/core/timeline/panelModel.ts';
import type { ExchangeRow, PanelRow } from '../../../src/core/timeline/panelView.ts';
import { rowFilter } from '../../../src/core/timeline/rowFilter.ts';
import { asItHappened, orderRows, type SortColumn } from '../../../src/core/timeline/rowOrder.ts';
import { panWindow, windowAround, windowTicks, zoomWindow } from '../../../src/core/timeline/timeWindow.ts';
import { manyCalls } from './manyCalls.ts';
import { scenes } from './scenes.ts';
import { startedAt } from './traceBuilders.ts';

const rowsOf = (name: keyof typeof scenes): readonly PanelRow[] => panelModel(scenes[name], startedAt).timeline.rows;
const idsOf = (rows: readonly PanelRow[]): readonly (number | 'note')[] => rows.map(row => (row.kind === 'note' ? 'note' : row.id));

describe('the filter', () => {
  // Rows of the handshake: call 0, note, call 1, note, call 2.
  for (const [text, left] of [
    ['', [0, 'note', 1, 'note', 2]],
    ['   - ', [0, 'note', 1, 'note', 2]],
    ['login', [1]],
    ['LOGIN', [1]],
    ['host:contoso', [0, 2]],
    ['host:contoso status:200', [2]],
    ['status:2xx', [1, 2]],
    ['status:4', [0]],
    ['status:40', [0]],
    ['status:401', [0]],
    ['purpose:token', [1]],
    ['method:post', [1]],
    ['path:/secrets/', [0, 2]],
    ['-purpose:token', [0, 'note', 'note', 2]],
    ['-token', ['note', 2]],
    ['challenge', [0, 'note']],
    ['host:', [0, 'note', 1, 'note', 2]],
    ['constructor:x', []],
    ['nothing-like-this', []],
  ] as const) {
    test(`"${text}" leaves ${left.join(' ')}`, () => expect(idsOf(rowsOf('handshake').filter(rowFilter(text)))).toEqual(left));
  }

  test('a failed call is found by its code, its state and its words; a pending one by its state', () => {
    for (const text of ['status:failed', 'status:net-refused', 'refused']) {
      expect(idsOf(rowsOf('refused').filter(rowFilter(text)))).toEqual([0]);
    }
    expect(idsOf(rowsOf('running').filter(rowFilter('status:pending')))).toEqual([1]);
  });

  test('no text makes it throw, and a word and its negation split the rows', () => {
    const rows = rowsOf('handshake');
    fc.assert(
      fc.property(fc.string(), text => {
        const word = text.replace(/\s/g, '').replace(/^-+/, '');
        if (word === '' || /^\w+:$/.test(word)) return;
        expect(rows.filter(rowFilter(word)).length + rows.filter(rowFilter(`-${word}`)).length).toBe(rows.length);
      }),
    );
  });
});

describe('the order', () => {
  const { rows } = panelModel(manyCalls(60), startedAt).timeline;
  const calls = (sorted: readonly PanelRow[]): readonly ExchangeRow[] => sorted.filter(row => row.kind === 'exchange');

  test('as it happened keeps the notes, every other order leaves them out and no call', () => {
    expect(orderRows(rows, asItHappened)).toBe(rows);
    for (const column of ['start', 'purpose', 'call', 'status', 'time'] as const satisfies readonly SortColumn[]) {
      const down = orderRows(rows, { column, down: true });
      expect(down.some(row => row.kind === 'note')).toBe(false);
      expect([...idsOf(down)].sort()).toEqual([...idsOf(calls(rows))].sort());
    }
  });

  test('by time, by status, by call; equal ones as they happened', () => {
    const times = calls(orderRows(rows, { column: 'time', down: true })).map(row => row.end - row.start);
    expect(times).toEqual([...times].sort((a, b) => b - a));
    const byStatus = calls(orderRows(rows, { column: 'status', down: false })).map(row => row.id);
    expect(byStatus.slice(-6)).toEqual([9, 19, 29, 39, 49, 59]);
    expect(byStatus.slice(0, 3)).toEqual([0, 1, 2]);
    expect(calls(orderRows(rows, { column: 'call', down: false }))[0]?.host).toBe('billing.vault.azure.net');
  });
});

describe('the window of time', () => {
  test('zooming keeps the place under the mouse and stays within the run', () => {
    expect(zoomWindow({ from: 0, to: 100 }, 0.5, 40, 100)).toEqual({ from: 20, to: 70 });
    expect(zoomWindow({ from: 0, to: 100 }, 0.5, 0, 100)).toEqual({ from: 0, to: 50 });
    expect(zoomWindow({ from: 20, to: 70 }, 4, 40, 100)).toEqual({ from: 0, to: 100 });
  });

  test('moving stops at both ends', () => {
    expect(panWindow({ from: 20, to: 40 }, 0.5, 100)).toEqual({ from: 30, to: 50 });
    expect(panWindow({ from: 20, to: 40 }, -9, 100)).toEqual({ from: 0, to: 20 });
    expect(panWindow({ from: 20, to: 40 }, 9, 100)).toEqual({ from: 80, to: 100 });
  });

  test('a call gets room at both sides', () => {
    expect(windowAround(40, 48, 100)).toEqual({ from: 39, to: 49 });
    const { from, to } = windowAround(40, 40, 100);
    expect(from < 40 && to > 40).toBe(true);
  });

  test('any sequence of steps stays within the run, with one to six marks inside the window', () => {
    const step = fc.oneof(
      fc.record({ zoom: fc.double({ min: 0.1, max: 4, noNaN: true }) }),
      fc.record({ pan: fc.double({ min: -2, max: 2, noNaN: true }) }),
    );
    fc.assert(
      fc.property(fc.array(step, { maxLength: 20 }), fc.integer({ min: 1, max: 100_000 }), (steps, scale) => {
        let window = { from: 0, to: scale };
        for (const one of steps) {
          window = 'zoom' in one ? zoomWindow(window, one.zoom, (window.from + window.to) / 2, scale) : panWindow(window, one.pan, scale);
        }
        expect(window.from).toBeGreaterThanOrEqual(0);
        expect(window.to).toBeLessThanOrEqual(scale * 1.000001);
        expect(window.to).toBeGreaterThan(window.from);
        const { ticks } = windowTicks(window);
        expect(ticks.length).toBeGreaterThanOrEqual(1);
        expect(ticks.length).toBeLessThanOrEqual(6);
      }),
    );
  });
});
