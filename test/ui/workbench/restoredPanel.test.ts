import { describe, expect, test } from 'vitest';
import { pictures } from './pictures.ts';
import { useWorkbench } from './useWorkbench.ts';

/** The lens and no other: `Send as…` begins alike. */
const send = /Send$/;

const text = ['### One call', '# @name oneCall', '# @vault sample', 'GET /secrets/db-password?api-version=7.6', ''].join('\n');

describe('the panel after the window was loaded anew', () => {
  // A window that is told which file to open does not restore its editors: the file is opened by hand.
  const workbench = useWorkbench({ files: { 'one.kvhttp': text }, viewport: { width: 1600, height: 1000 } });
  const headline = (words: RegExp): Promise<void> => workbench().panel.locator('h1').filter({ hasText: words }).waitFor();

  test('it is there again, says that the run is gone, and holds nothing of it', async () => {
    await workbench().openFile('one.kvhttp');
    await workbench().clickLensAbove('GET /secrets/', send);
    await headline(/^200 after the usual 401 handshake/);
    await workbench().reload();
    await headline(/^This run is gone$/);
    await pictures(workbench(), 'panel-gone');
    const page = await workbench().panel.locator('body').innerText();
    expect(page).toContain('Runs are kept in memory only');
    expect(page).not.toContain('vault.azure.net');
    expect(await workbench().panel.locator('.call').count()).toBe(0);
  });

  test('the next run is shown in the same panel', async () => {
    await workbench().clickLensAbove('GET /secrets/', send);
    await headline(/^200 /);
    expect(await workbench().tab('Trace: oneCall').count()).toBe(1);
  });

  test('two runs of it are compared by the command', async () => {
    await workbench().clickLensAbove('GET /secrets/', send);
    await headline(/^200 with the cached token/);
    await workbench().panel.getByRole('button', { name: 'Compare' }).click();
    await headline(/2 calls fewer: challenge, token/);
    await pictures(workbench(), 'panel-comparison');
    await workbench().panel.getByRole('button', { name: 'Show this run' }).first().click();
    await headline(/^200 after the usual 401 handshake/);
  });
});
