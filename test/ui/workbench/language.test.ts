import { describe, expect, test } from 'vitest';
import { useWorkbench } from './useWorkbench.ts';

const slow = { timeout: 60_000 };

describe('writing a request', () => {
  const workbench = useWorkbench({
    files: { 'write.kvhttp': '# @vault sample\n# @flow rest\n# @resource https://vault.azure.net/\nGET /secrets/db-password\n' },
    openFile: 'write.kvhttp',
  });

  test('completes a parameter and its version', async () => {
    const { page } = workbench();
    await workbench().lens('Send').first().waitFor(slow);
    await workbench().placeCursor('GET /secrets');
    await page.keyboard.press('End');
    await page.keyboard.type('?api');
    const list = page.locator('.suggest-widget.visible .monaco-list-row');
    await list.filter({ hasText: 'api-version' }).first().waitFor(slow);
    await page.keyboard.press('Enter');
    await list.filter({ hasText: '2025-07-01' }).first().waitFor(slow);
    await page.keyboard.type('7.6');
    await list.filter({ hasText: '7.6' }).first().waitFor(slow);
    await page.keyboard.press('Enter');
    await page.locator('.view-line').filter({ hasText: 'db-password?api-version=7.6' }).first().waitFor(slow);
  });

  test('repairs the slash that would end in a 401', async () => {
    const { page } = workbench();
    await page.locator('.squiggly-warning').first().waitFor(slow);
    await workbench().placeCursor('https://vault.azure.net/');
    await page.keyboard.press('Control+.');
    await page
      .locator('.action-widget .action-item, .action-widget .monaco-list-row')
      .filter({ hasText: 'Write https://vault.azure.net' })
      .first()
      .waitFor(slow);
    await page.keyboard.press('Enter');
    await page
      .locator('.squiggly-warning')
      .first()
      .waitFor({ state: 'detached', ...slow });
    expect(await page.locator('.view-line').filter({ hasText: 'https://vault.azure.net/' }).count()).toBe(0);
  });

  test('sends it by the lens, which then shows how it ended', async () => {
    await workbench().clickLensAbove('GET /secrets', /Send$/);
    await workbench().lens(/200/).first().waitFor(slow);
    expect(await workbench().lens(/200/).count()).toBe(1);
  });
});
