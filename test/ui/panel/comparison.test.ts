import { describe, expect, test } from 'vitest';
import { compareRuns } from '../../../src/core/timeline/compareRuns.ts';
import { repairedSlash, scenes } from '../../unit/panel/scenes.ts';
import { panelSuite, type UsePanel } from './panelSuite.ts';

describe('two runs side by side', () => {
  const open = panelSuite();
  const withPanel = (use: UsePanel) =>
    open(async panel => {
      await panel.show(repairedSlash);
      await use(panel);
    });

  test('Compare asks for it; the page says what changed, shows the slash, and folds away what did not', () =>
    withPanel(async panel => {
      const { page } = panel;
      await page.getByRole('button', { name: 'Compare' }).click();
      expect(panel.posted.at(-1)).toEqual({ type: 'compare', runId: repairedSlash.trace.id });
      await panel.send({ type: 'compare', comparison: compareRuns(scenes.trailingSlash, repairedSlash) });
      expect(await page.locator('h1').innerText()).toBe('aud lost its slash');
      expect(await page.locator('#compare-token [data-name="aud"] mark').allInnerTexts()).toEqual(['/']);
      expect(await page.locator('#compare-token [data-name="tid"]').isVisible()).toBe(false);
      await page.locator('#compare-token .fold summary').click();
      expect(await page.locator('#compare-token [data-name="tid"]').isVisible()).toBe(true);
      await page.locator('.hop .fold summary').click();
      expect(await page.locator('.hop [data-name="status"]').innerText()).toMatch(/401[\s\S]*200/);
    }));

  test('either run can be opened; what is remembered is an id', () =>
    withPanel(async panel => {
      await panel.send({ type: 'compare', comparison: compareRuns(scenes.trailingSlash, repairedSlash) });
      const { page, posted } = panel;
      await page.getByRole('button', { name: 'Show this run' }).first().click();
      await page.getByRole('button', { name: 'Show this run' }).last().click();
      expect(posted.slice(-2)).toEqual([
        { type: 'open-run', runId: scenes.trailingSlash.trace.id },
        { type: 'open-run', runId: repairedSlash.trace.id },
      ]);
      const state = await page.evaluate(() => (window as unknown as { panelState: unknown }).panelState);
      expect(state).toEqual({ runId: repairedSlash.trace.id, selected: null, scroll: 0 });
      await panel.show(scenes.trailingSlash);
      expect(await page.locator('h1').innerText()).toBe(scenes.trailingSlash.headline);
      expect(await page.locator('.call').count()).toBe(2);
    }));
});
