import { mkdirSync, readFileSync } from 'node:fs';
import { fileURLToPath } from 'node:url';
import type { Browser } from 'playwright-core';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { translator } from '../../../src/core/model/translate.ts';
import { compareRuns } from '../../../src/core/timeline/compareRuns.ts';
import { panelModel } from '../../../src/core/timeline/panelModel.ts';
import { CauseWords } from '../../../src/host/causeWords.ts';
import { launchBrowser } from '../../harness/findBrowser.mjs';
import { germanMatrix } from '../../unit/panel/germanMatrix.ts';
import { matrixScenes } from '../../unit/panel/matrixScenes.ts';
import { repairedSlash, scenes } from '../../unit/panel/scenes.ts';
import { startedAt } from '../../unit/panel/traceBuilders.ts';
import { buildPanel, type PanelFiles, PanelUnderTest } from './panelPage.ts';

const l10n = fileURLToPath(new URL('../../../l10n/', import.meta.url));
const german = JSON.parse(readFileSync(`${l10n}bundle.l10n.de.json`, 'utf8')) as Readonly<Record<string, string>>;
const causes = new CauseWords(l10n, 'de', translator(german));
const folder = fileURLToPath(new URL('../../../test-results/panel/', import.meta.url));

describe('the panel in little and in much room', () => {
  let browser: Browser;
  let files: PanelFiles;
  beforeAll(async () => {
    mkdirSync(folder, { recursive: true });
    [browser, files] = await Promise.all([launchBrowser(), buildPanel()]);
  });
  afterAll(() => browser.close());

  for (const [title, width, scale] of [
    ['320 px', 320, 1],
    ['640 px at 200 % zoom', 320, 2],
    ['wide', 1200, 1],
  ] as const) {
    for (const name of ['handshake', 'trailingSlash', 'refused'] as const) {
      test(`${title}: ${name} fits, its details too`, async () => {
        const panel = await PanelUnderTest.open(browser, files, { width, scale });
        const source = scenes[name];
        await panel.show(source);
        const last = source.trace.entries.filter(entry => entry.kind === 'exchange').length - 1;
        await panel.page.locator(`.call[data-exchange="${last}"]`).click();
        await panel.page.locator('.details').waitFor();
        for (const fold of await panel.page.locator('.fold summary').all()) await fold.click();
        await panel.page.screenshot({ path: `${folder}${name}-${width}x${scale}.png`, fullPage: true });
        expect(await panel.page.evaluate(() => document.documentElement.scrollWidth - innerWidth)).toBeLessThanOrEqual(0);
        expect(panel.complaints).toEqual([]);
        await panel.close();
      });
    }
  }

  for (const width of [320, 1200]) {
    test(`a comparison fits ${width} px`, async () => {
      const panel = await PanelUnderTest.open(browser, files, { width });
      await panel.send({ type: 'compare', comparison: compareRuns(scenes.trailingSlash, repairedSlash) });
      for (const fold of await panel.page.locator('.fold summary').all()) await fold.click();
      await panel.page.screenshot({ path: `${folder}compared-${width}x1.png`, fullPage: true });
      expect(await panel.page.evaluate(() => document.documentElement.scrollWidth - innerWidth)).toBeLessThanOrEqual(0);
      await panel.close();
    });
  }

  for (const [width, scale] of [
    [320, 1],
    [320, 2],
    [1200, 1],
  ] as const) {
    for (const name of ['matrix-running', 'matrix-differs', 'matrix-failed'] as const) {
      test(`${name} fits ${width} px at scale ${scale}`, async () => {
        const panel = await PanelUnderTest.open(browser, files, { width, scale });
        await panel.send({ type: 'matrix', model: matrixScenes[name].model });
        await panel.page.screenshot({ path: `${folder}${name}-${width}x${scale}.png`, fullPage: true });
        expect(await panel.page.evaluate(() => document.documentElement.scrollWidth - innerWidth)).toBeLessThanOrEqual(0);
        expect(panel.complaints).toEqual([]);
        await panel.close();
      });
    }
  }

  for (const width of [320, 760]) {
    test(`the matrix in German fits ${width} px`, async () => {
      const panel = await PanelUnderTest.open(browser, files, { width, language: 'de', strings: german });
      await panel.send({ type: 'matrix', model: germanMatrix.model });
      await panel.page.screenshot({ path: `${folder}matrix-german-${width}.png`, fullPage: true });
      expect(await panel.page.evaluate(() => document.documentElement.scrollWidth - innerWidth)).toBeLessThanOrEqual(0);
      expect(panel.complaints).toEqual([]);
      await panel.close();
    });

    for (const name of ['trailingSlash', 'cancelled', 'noAnswer'] as const) {
      test(`in German, whose words are longer: ${name} fits ${width} px`, async () => {
        const panel = await PanelUnderTest.open(browser, files, { width, language: 'de', strings: german });
        await panel.send({ type: 'show', model: panelModel(causes.run(scenes[name]), startedAt, translator(german)) });
        await panel.page.screenshot({ path: `${folder}${name}-german-${width}.png`, fullPage: true });
        expect(await panel.page.evaluate(() => document.documentElement.scrollWidth - innerWidth)).toBeLessThanOrEqual(0);
        expect(panel.complaints).toEqual([]);
        await panel.close();
      });
    }
  }

  test('the bundle stays small', () => {
    expect(files.script.length).toBeLessThan(200 * 1024);
  });
});
