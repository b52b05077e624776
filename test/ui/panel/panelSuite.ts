import type { Browser } from 'playwright-core';
import { afterAll, beforeAll, expect } from 'vitest';
import { launchBrowser } from '../../harness/findBrowser.mjs';
import { buildPanel, type PanelFiles, type PanelOptions, PanelUnderTest } from './panelPage.ts';

export type UsePanel = (panel: PanelUnderTest) => Promise<void>;

/** One browser and one built page for the tests around; each use gets a panel of its own, which must complain of nothing and ask for nothing. */
export function panelSuite(defaults: Partial<PanelOptions> = {}): (use: UsePanel, options?: Partial<PanelOptions>) => Promise<void> {
  let browser: Browser;
  let files: PanelFiles;
  beforeAll(async () => {
    [browser, files] = await Promise.all([launchBrowser(), buildPanel()]);
  });
  afterAll(() => browser.close());
  return async (use, options = {}) => {
    const panel = await PanelUnderTest.open(browser, files, { ...defaults, ...options });
    try {
      await use(panel);
      expect(panel.complaints).toEqual([]);
      expect(panel.requests).toEqual([]);
    } finally {
      await panel.close();
    }
  };
}
