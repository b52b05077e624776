import { describe, expect, test } from 'vitest';
import { pictures } from './pictures.ts';
import { useWorkbench } from './useWorkbench.ts';

const requests = '### Own\n# @vault sample\nGET /secrets/db-password?api-version=7.6\n';
/** A vault at an address where nobody answers: its lists fail, and nothing leaves the machine. */
const settings = {
  'kvhttp.vaults': [{ name: 'contoso', url: 'https://contoso.vault.azure.net', credential: 'default' }],
  'kvhttp.connectTo': ['contoso.vault.azure.net=127.0.0.1:9'],
};

describe('the lists below a vault', () => {
  const workbench = useWorkbench({ files: { 'requests.kvhttp': requests }, openFile: 'requests.kvhttp', settings });

  test('shows each vault with its state, and asks nobody for it', async () => {
    await workbench().openView('Key Vault');
    await workbench().treeItem('contoso').first().waitFor();
    expect(await workbench().treeItem('contoso').first().textContent()).toContain('never contacted');
    expect(
      await workbench()
        .treeItem(/embedded, stopped/)
        .count(),
    ).toBe(1);
  });

  test('a list that fails has a line to try again, whose trace can be opened', async () => {
    await workbench().expand('contoso');
    await workbench().expand(/^Secrets/);
    await workbench().treeItem('Retry').first().waitFor();
    await workbench().treeItem('Retry').first().click();
    await workbench().treeItem('Retry').first().waitFor();
    await workbench()
      .treeItem(/contoso.*2 calls|List secrets of contoso|listSecrets/)
      .first()
      .waitFor();
  });

  test('lists what the embedded vault holds', async () => {
    await workbench().treeItem('contoso').first().locator('.monaco-tl-twistie').click();
    await workbench().runCommand('Key Vault: Start Embedded Vault');
    await workbench().quickInput.getByText('a vault that does what it should').first().click();
    await workbench()
      .treeItem(/embedded, running/)
      .first()
      .waitFor();
    await workbench().expand(/embedded, running/);
    await workbench().expand(/^Secrets/);
    await workbench().treeItem('db-password').first().waitFor();
  });

  test('is drawn in every theme', async () => {
    await pictures(workbench(), 'vaults', () => workbench().treeItem('db-password').first().waitFor());
  });

  test('a secret dragged into a request file becomes a request', async () => {
    const { page } = workbench();
    const line = page.locator('.editor-instance .view-line').filter({ hasText: 'Own' }).first();
    await line.waitFor();
    const from = await workbench().treeItem('db-password').first().boundingBox();
    const to = await line.boundingBox();
    if (from === null || to === null) throw new Error('nothing to drag');
    await page.mouse.move(from.x + 60, from.y + from.height / 2);
    await page.mouse.down();
    await page.mouse.move(to.x + 80, to.y + 40, { steps: 8 });
    await page.keyboard.down('Shift');
    await page.mouse.move(to.x + 60, to.y + 45, { steps: 4 });
    await page.mouse.up();
    await page.keyboard.up('Shift');
    await page.locator('.editor-instance .view-line').filter({ hasText: 'readSecretDbPassword' }).first().waitFor();
  });

  test('the status bar names the environment while a request file is active', async () => {
    await workbench().placeCursor('Own');
    await workbench().page.locator('.statusbar-item').filter({ hasText: 'no environment' }).waitFor();
  });
});

describe('the lists below a vault in a folder that is not trusted', () => {
  const workbench = useWorkbench({ files: { 'requests.kvhttp': requests }, openFile: 'requests.kvhttp', settings, trusted: false });

  test('lists the embedded vault, and sends nothing to another', async () => {
    await workbench().page.getByRole('button', { name: "No, I don't trust the authors" }).click();
    await workbench().openView('Key Vault');
    await workbench().expand('contoso');
    await workbench().expand(/^Secrets/);
    await workbench()
      .treeItem(/untrusted/)
      .first()
      .waitFor();
    await workbench().treeItem('contoso').first().locator('.monaco-tl-twistie').click();
    await workbench().runCommand('Key Vault: Start Embedded Vault');
    await workbench().quickInput.getByText('a vault that does what it should').first().click();
    await workbench().expand(/embedded, running/);
    await workbench().expand(/^Secrets/);
    await workbench().treeItem('db-password').first().waitFor();
  });
});
