import { describe, expect, test } from 'vitest';
import { manyCalls } from '../../unit/panel/manyCalls.ts';
import { scenes } from '../../unit/panel/scenes.ts';
import type { PanelUnderTest } from './panelPage.ts';
import { panelSuite, type UsePanel } from './panelSuite.ts';

const open = panelSuite();
const withPanel = (use: UsePanel, width = 760) => open(use, { width });

const focusedRow = (panel: PanelUnderTest): Promise<readonly [string | null, string | null]> =>
  panel.page.evaluate(() => {
    const active = document.activeElement;
    return [active?.getAttribute('data-exchange') ?? null, active?.getAttribute('aria-rowindex') ?? null] as const;
  });

describe('a timeline of 10,000 calls', { timeout: 300_000 }, () => {
  test('draws what is in view, tells how many there are, and scrolls to the last one', () =>
    withPanel(async panel => {
      await panel.show(manyCalls(10_000));
      const { page } = panel;
      expect(await page.locator('.waterfall').getAttribute('aria-rowcount')).toBe('10201');
      expect(await page.locator('.rows .row').count()).toBeLessThan(120);
      expect(await page.locator('.rows .row').first().getAttribute('aria-rowindex')).toBe('2');
      await page.locator('.rows').evaluate(rows => rows.scrollTo(0, rows.scrollHeight));
      await page.locator('.call[data-exchange="9999"]').waitFor();
      expect(await page.locator('.call[data-exchange="9999"]').getAttribute('aria-rowindex')).toBe('10201');
      // The row with the tab stop stays, though it is out of view.
      expect(await page.locator('.call[tabindex="0"]').getAttribute('data-exchange')).toBe('0');
      const order = await page.locator('.rows .row').evaluateAll(rows => rows.map(row => Number(row.getAttribute('aria-rowindex'))));
      expect(order).toEqual([...order].sort((a, b) => a - b));
    }));

  test('after jumps every row in view says what its own call did', () =>
    withPanel(async panel => {
      await panel.show(manyCalls(10_000));
      const { page } = panel;
      for (const call of [4321, 8765, 1234]) {
        const notesBefore = Math.floor(call / 50) + 1;
        await page.locator('.rows').evaluate((rows, top) => rows.scrollTo(0, top), (call + notesBefore) * 24);
        await page.locator(`.call[data-exchange="${call}"]`).waitFor();
        const rows = await page.locator('.rows .call').evaluateAll(all =>
          all.map(row => {
            const words = (cell: string): string => row.querySelector(cell)?.textContent ?? '';
            const label = row.querySelector('.c3')?.getAttribute('aria-label');
            return [Number(row.getAttribute('data-exchange')), words('.c0'), words('.method'), words('.path'), label] as const;
          }),
        );
        expect(rows).toEqual(
          rows.map(([id]) => [
            id,
            String(id + 1),
            id % 7 === 0 ? 'PUT' : 'GET',
            `/secrets/name-${id}`,
            id % 10 === 9 ? '403 Forbidden' : '200 OK',
          ]),
        );
      }
    }));

  test('a bar without room is one block, and shows its phases when there is room', () =>
    withPanel(async panel => {
      await panel.show(manyCalls(10_000));
      const { page } = panel;
      const call = page.locator('.call[data-exchange="4"]');
      expect(await call.locator('.segment').count()).toBe(0);
      expect(await call.locator('.bar').getAttribute('class')).toBe('bar phase-tls');
      await call.focus();
      await page.keyboard.press('z');
      expect(await call.locator('.segment').count()).toBe(6);
      expect(await call.locator('.bar').getAttribute('class')).toBe('bar');
    }));

  test('the keyboard reaches the end and back, and opens a call', () =>
    withPanel(async panel => {
      await panel.show(manyCalls(10_000));
      const { page } = panel;
      await page.locator('.call[tabindex="0"]').focus();
      await page.keyboard.press('End');
      expect(await focusedRow(panel)).toEqual(['9999', '10201']);
      expect(await page.locator('.call[data-exchange="9999"]').isVisible()).toBe(true);
      await page.keyboard.press('ArrowUp');
      expect((await focusedRow(panel))[0]).toBe('9998');
      await page.keyboard.press('PageUp');
      expect(Number((await focusedRow(panel))[0])).toBeLessThan(9990);
      await page.keyboard.press('Home');
      expect(await focusedRow(panel)).toEqual(['0', '3']);
      await page.keyboard.press('End');
      await page.keyboard.press('Enter');
      await page.locator('.details[data-exchange="9999"]').waitFor();
      expect((await focusedRow(panel))[0]).toBe('9999');
    }));

  test('filter and order work on all of them', () =>
    withPanel(async panel => {
      await panel.show(manyCalls(10_000));
      const { page } = panel;
      const box = page.getByRole('searchbox', { name: 'Filter the calls' });
      await box.fill('status:403 host:payroll');
      expect(await page.locator('.filter-count').innerText()).toBe('500 of 10000 calls');
      expect(await page.locator('.waterfall').getAttribute('aria-rowcount')).toBe('501');
      await page.getByRole('button', { name: 'Sort by time' }).click();
      await page.getByRole('button', { name: 'Sort by time' }).click();
      expect(await page.locator('[aria-sort="descending"]').innerText()).toContain('time');
      const times = await page.locator('.rows .c4').evaluateAll(cells => cells.map(cell => Number.parseFloat(cell.textContent ?? '')));
      expect(times).toEqual([...times].sort((a, b) => b - a));
      await box.focus();
      await page.keyboard.press('Escape');
      expect(await page.locator('.waterfall').getAttribute('aria-rowcount')).toBe('10001');
    }));

  test('a narrow panel shows three lines for each call, none over another', () =>
    withPanel(async panel => {
      await panel.show(manyCalls(10_000));
      const overlaps = await panel.page.locator('.rows .call').evaluateAll(rows => {
        const boxes = rows.map(row => [row.getBoundingClientRect(), row.scrollHeight - row.clientHeight] as const);
        return boxes.filter(([box, over], i) => over > 1 || (i > 0 && box.top < (boxes[i - 1]?.[0].bottom ?? 0) - 1)).length;
      });
      expect(overlaps).toBe(0);
    }, 320));
});

describe('a short timeline', () => {
  test('is drawn whole, its filter opens with / and closes with Escape', () =>
    withPanel(async panel => {
      await panel.show(scenes.handshake);
      const { page } = panel;
      expect(await page.locator('.filter').isVisible()).toBe(false);
      await page.locator('.call[tabindex="0"]').focus();
      await page.keyboard.press('/');
      await page.keyboard.type('purpose:token');
      expect(await page.locator('.call').count()).toBe(1);
      await page.keyboard.press('Enter');
      expect((await focusedRow(panel))[0]).toBe('1');
      await page.keyboard.press('/');
      await page.keyboard.press('Escape');
      expect(await page.locator('.call').count()).toBe(3);
      expect(await page.locator('.filter').isVisible()).toBe(false);
    }));

  test('zooms to a call with z, moves with the arrows, and shows all again with 0', () =>
    withPanel(async panel => {
      await panel.show(scenes.handshake);
      const { page } = panel;
      const width = (): Promise<number> =>
        page.locator('.call[data-exchange="2"] .bar').evaluate(bar => Number.parseFloat(bar.style.width));
      const before = await width();
      await page.locator('.call[data-exchange="2"]').focus();
      await page.keyboard.press('z');
      expect(await width()).toBeGreaterThan(4 * before);
      const left = await page.locator('.call[data-exchange="2"] .bar').evaluate(bar => Number.parseFloat(bar.style.left));
      await page.keyboard.press('ArrowLeft');
      expect(await page.locator('.call[data-exchange="2"] .bar').evaluate(bar => Number.parseFloat(bar.style.left))).toBeGreaterThan(left);
      expect((await focusedRow(panel))[0]).toBe('2');
      await page.keyboard.press('0');
      expect(await width()).toBe(before);
      await page.getByRole('button', { name: 'Zoom in (+)' }).click();
      expect(await width()).toBeCloseTo(2 * before, 1);
      await page.getByRole('button', { name: 'Show all (0)' }).click();
      expect(await width()).toBe(before);
    }));

  test('sorted by status and back: what happened between the calls is there again', () =>
    withPanel(async panel => {
      await panel.show(scenes.handshake);
      const { page } = panel;
      await page.getByRole('button', { name: 'Sort by status' }).click();
      expect(await page.locator('.rows .row').evaluateAll(rows => rows.map(row => row.getAttribute('data-exchange')))).toEqual([
        '1',
        '2',
        '0',
      ]);
      expect(await page.evaluate(() => document.activeElement?.getAttribute('data-sort'))).toBe('status');
      await page.getByRole('button', { name: 'Sort by number' }).click();
      expect(await page.locator('.rows .row').count()).toBe(5);
    }));
});
