import { readFile } from 'node:fs/promises';
import { createRequire } from 'node:module';
import type { AxeResults } from 'axe-core';
import type { Browser } from 'playwright-core';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { launchBrowser } from '../../harness/findBrowser.mjs';
import { scenes } from '../../unit/panel/scenes.ts';
import { startedAt } from '../../unit/panel/traceBuilders.ts';
import { otherViews } from './otherViews.ts';
import { buildPanel, type PanelFiles, PanelUnderTest } from './panelPage.ts';
import { themeNames } from './themes.ts';

const allScenes = Object.keys(scenes) as (keyof typeof scenes)[];

describe('axe finds nothing', { timeout: 600_000 }, () => {
  let browser: Browser;
  let files: PanelFiles;
  let axe = '';
  beforeAll(async () => {
    axe = await readFile(createRequire(import.meta.url).resolve('axe-core/axe.min.js'), 'utf8');
    [browser, files] = await Promise.all([launchBrowser(), buildPanel()]);
  });
  afterAll(() => browser.close());

  async function faults(panel: PanelUnderTest): Promise<readonly string[]> {
    await panel.page.evaluate(axe);
    const result = await panel.page.evaluate(() => (window as unknown as { axe: { run(): Promise<AxeResults> } }).axe.run());
    return result.violations.flatMap(one => one.nodes.map(node => `${one.id}: ${node.html.slice(0, 120)} ${node.any[0]?.message ?? ''}`));
  }

  for (const theme of themeNames) {
    // The structure is the same in every theme, the colours are not.
    const names = theme === 'light' ? allScenes : allScenes.filter(name => ['handshake', 'trailingSlash', 'running'].includes(name));
    test(`in ${theme}: ${names.join(', ')}, with details and all folds open`, async () => {
      const panel = await PanelUnderTest.open(browser, files, { theme });
      const found: Record<string, readonly string[]> = {};
      for (const name of names) {
        await panel.show(scenes[name], startedAt + 420);
        const row = panel.page.locator('.call').last();
        if ((await row.count()) > 0) {
          await row.click();
          await panel.page.locator('.details').waitFor();
        }
        for (const fold of await panel.page.locator('.fold summary').all()) await fold.click();
        found[name] = await faults(panel);
      }
      for (const [name, message] of Object.entries(otherViews)) {
        await panel.send(message);
        for (const fold of await panel.page.locator('.fold summary').all()) await fold.click();
        found[name] = await faults(panel);
      }
      expect(Object.fromEntries(Object.entries(found).filter(([, list]) => list.length > 0))).toEqual({});
      await panel.close();
    });
  }
});
