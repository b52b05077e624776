import { describe, expect, test } from 'vitest';
import { pictures } from './pictures.ts';
import { useWorkbench } from './useWorkbench.ts';

const requests = '### Read it\n# @name readIt\n# @vault sample\nGET /secrets/db-password?api-version=7.6\n';

describe('the history view', () => {
  const workbench = useWorkbench({ files: { 'requests.kvhttp': requests }, openFile: 'requests.kvhttp' });
  const runs = () => workbench().treeItem(/^200 |^200\s*\//);

  test('says what it will hold while there is nothing', async () => {
    await workbench().openView('Key Vault');
    await workbench().page.locator('.welcome-view').getByText('never stored').first().waitFor();
  });

  test('has a line for each run, which opens its trace', async () => {
    await workbench().placeCursor('GET /secrets');
    await workbench().runCommand('Key Vault: Send Request');
    await workbench()
      .treeItem(/^200 Read it/)
      .first()
      .waitFor();
    expect(
      await workbench()
        .treeItem(/^200 Read it/)
        .first()
        .textContent(),
    ).toContain('3 calls');
    await workbench().runCommand('View: Close All Editors');
    await workbench()
      .treeItem(/^200 Read it/)
      .first()
      .click();
    await workbench().panel.locator('h1').filter({ hasText: /^200 / }).waitFor();
    await pictures(workbench(), 'history');
  });

  test('outlives the window, without names of objects, and sends the request again', async () => {
    await workbench().reload();
    await workbench().treeItem('/secrets/{name}').first().waitFor();
    expect(await runs().first().textContent()).not.toContain('db-password');
    await workbench().treeItem('/secrets/{name}').first().hover();
    await workbench().treeItem('/secrets/{name}').first().locator('.action-label[aria-label^="Send Again"]').click();
    await workbench()
      .treeItem(/^200 Read it/)
      .first()
      .waitFor();
  });
});
