import { describe, expect, test } from 'vitest';
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
    const { quickInput } = workbench();
    await quickInput.locator('input[type="text"]').fill('https://contoso.vault.azure.net/secrets/');
    await quickInput.getByText('The path was left out: a request names its own.').waitFor();
    expect(await quickInput.innerText()).toContain('1/3');
    await answer('https://contoso.vault.azure.net/secrets/');
    await answer('contoso');
    await workbench().quickInput.getByText('Azure CLI', { exact: false }).first().click();
    await workbench().treeItem('contoso').first().waitFor();
  });

  test('asks it for its challenge at the end, and says what came of it', async () => {
    // Nobody answers at its address here.
    await workbench()
      .treeItem(/^contoso.*connection was refused/)
      .first()
      .waitFor();
  });

  test('changes it: the answers of before are there, Back goes back', async () => {
    await workbench().chooseFromMenu(
      workbench()
        .treeItem(/^contoso/)
        .first(),
      'Edit Vault',
    );
    const { quickInput } = workbench();
    const input = quickInput.locator('input[type="text"]');
    await quickInput.getByText('Address of the vault').waitFor();
    expect(await input.inputValue()).toBe('https://contoso.vault.azure.net');
    await answer('https://contoso.vault.azure.net');
    await quickInput.getByRole('button', { name: 'Back' }).click();
    await quickInput.getByText('Address of the vault').waitFor();
    await answer('https://contoso.vault.azure.net');
    await answer('payroll');
    await quickInput.getByText('azureCli', { exact: false }).first().click();
    await workbench()
      .treeItem(/^payroll/)
      .first()
      .waitFor();
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
    await workbench().chooseFromMenu(
      workbench()
        .treeItem(/^payroll/)
        .first(),
      'Remove Vault',
    );
    await workbench().page.locator('.monaco-dialog-box').getByRole('button', { name: 'Remove', exact: true }).click();
    // The history names it still.
    await workbench()
      .treeItem(/^payroll/)
      .first()
      .waitFor({ state: 'detached' });
  });
});
