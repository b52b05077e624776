import { describe, test } from 'vitest';
import { pictures } from './pictures.ts';
import { useWorkbench } from './useWorkbench.ts';

describe('the vaults view', () => {
  const workbench = useWorkbench({
    copyOf: 'media/samples',
    openFile: 'quickstart.kvhttp',
    // A vault that was added is asked for its challenge: nothing must leave the machine here.
    settings: { 'kvhttp.connectTo': ['contoso.vault.azure.net=127.0.0.1:9'] },
  });
  const answer = async (text: string): Promise<void> => {
    const { quickInput } = workbench();
    const before = await quickInput.innerText();
    await quickInput.locator('input[type="text"], input[type="password"]').first().fill(text);
    await workbench().page.keyboard.press('Enter');
    await workbench().page.waitForFunction(
      was => (document.querySelector<HTMLElement>('.quick-input-widget:not([style*="display: none"])')?.innerText ?? '') !== was,
      before,
    );
  };

  test('is a welcome with the first two steps while there is no vault', async () => {
    await workbench().openView('Key Vault');
    await workbench().page.locator('.welcome-view').getByText('Open Sample Requests').first().waitFor();
  });

  test('adds a vault in steps; an address copied from the portal is cleaned', async () => {
    await workbench().runCommand('Key Vault: Add Vault');
    await answer('https://contoso.vault.azure.net/secrets/');
    await answer('contoso');
    await workbench().quickInput.getByText('Azure CLI', { exact: false }).first().click();
    await workbench().treeItem('contoso').first().waitFor();
  });

  test('shows the sample running once it was started', async () => {
    await workbench().runCommand('Key Vault: Start Embedded Vault');
    await workbench().quickInput.getByText('a vault that does what it should').first().click();
    await workbench()
      .treeItem(/Sample vault.*running/)
      .first()
      .waitFor();
    await pictures(workbench(), 'tree');
  });

  test('removes it after asking', async () => {
    await workbench()
      .treeItem(/^contoso/)
      .first()
      .click({ button: 'right' });
    const remove = workbench()
      .page.locator('.context-view .action-label, .monaco-menu .action-label')
      .filter({ hasText: 'Remove Vault' })
      .first();
    // A menu that has just opened takes a click for the end of the one that opened it: choose by key.
    await remove.hover();
    await workbench().page.keyboard.press('Enter');
    await workbench().page.locator('.monaco-dialog-box').getByRole('button', { name: 'Remove', exact: true }).click();
    // The history names it still.
    await workbench()
      .treeItem(/^contoso/)
      .first()
      .waitFor({ state: 'detached' });
  });
});
