import { mkdirSync } from 'node:fs';
import { fileURLToPath } from 'node:url';
import type { Browser } from 'playwright-core';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { launchBrowser } from '../../harness/findBrowser.mjs';
import { scenes } from '../../unit/panel/scenes.ts';
import { startedAt } from '../../unit/panel/traceBuilders.ts';
import { otherViews } from './otherViews.ts';
import { buildPanel, type PanelFiles, PanelUnderTest } from './panelPage.ts';
import { themeNames } from './themes.ts';

const folder = fileURLToPath(new URL('../../../test-results/panel/', import.meta.url));

describe('every state of the panel in every theme', () => {
  let browser: Browser;
  let files: PanelFiles;
  beforeAll(async () => {
    mkdirSync(folder, { recursive: true });
    [browser, files] = await Promise.all([launchBrowser(), buildPanel()]);
  }, 120_000);
  afterAll(() => browser.close());

  for (const theme of themeNames) {
    for (const [name, source] of Object.entries(scenes)) {
      test(`${name}, ${theme}`, async () => {
        const panel = await PanelUnderTest.open(browser, files, { theme });
        await panel.show(source, startedAt + 420);
        await panel.page.screenshot({ path: `${folder}${name}-${theme}.png`, fullPage: true });
        expect(panel.complaints).toEqual([]);
        expect(await panel.page.evaluate(() => document.documentElement.scrollWidth <= innerWidth)).toBe(true);
        await panel.close();
      });
    }
    for (const [name, message] of Object.entries(otherViews)) {
      test(`${name}, ${theme}`, async () => {
        const panel = await PanelUnderTest.open(browser, files, { theme });
        await panel.send(message);
        for (const fold of await panel.page.locator('.hop .fold summary').all()) await fold.click();
        await panel.page.screenshot({ path: `${folder}${name}-${theme}.png`, fullPage: true });
        expect(panel.complaints).toEqual([]);
        expect(await panel.page.evaluate(() => document.documentElement.scrollWidth <= innerWidth)).toBe(true);
        await panel.close();
      });
    }
  }
});
