import { describe, expect, test } from 'vitest';
import { useWorkbench } from './useWorkbench.ts';

/** With the samples, more secrets than the service gives at once. */
const extra = Array.from({ length: 24 }, (_, index) => `extra-${String(index).padStart(2, '0')}`);
const fill = extra.map(
  name => `### ${name}\n# @vault sample\nPUT /secrets/${name}?api-version=7.6\nContent-Type: application/json\n\n{"value":"x"}\n`,
);

describe('what can be done with a vault and below it', () => {
  const workbench = useWorkbench({
    files: { 'fill.kvhttp': fill.join('\n'), 'requests.kvhttp': '### Own\n# @vault sample\nGET /secrets/db-password?api-version=7.6\n' },
    openFile: 'fill.kvhttp',
    // High enough for all that is listed: a tree draws only what is in view.
    viewport: { width: 1600, height: 2000 },
  });
  const sample = () =>
    workbench()
      .treeItem(/^Sample vault/)
      .first();
  const item = (name: string) => workbench().treeItem(name).first();
  const line = (text: string) => workbench().page.locator('.editor-instance .view-line').filter({ hasText: text }).first();
  const choose = (entry: string): Promise<void> => workbench().chooseFromMenu(sample(), entry);

  test('a long list comes in pages', async () => {
    await workbench().openView('Key Vault');
    await workbench().runCommand('Key Vault: Send All Requests in File');
    await workbench().panel.locator('h1').filter({ hasText: /^200 / }).waitFor();
    await workbench()
      .treeItem(/^200 extra-23/)
      .first()
      .waitFor();
    await workbench().runCommand('View: Close All Editors');
    await workbench().expand(/^Sample vault/);
    await workbench().expand(/^Secrets/);
    await item('extra-00').waitFor();
    await workbench()
      .treeItem(/^Secrets.*25\+/)
      .first()
      .waitFor();
    const more = workbench().page.getByRole('treeitem', { name: 'Load more' });
    await more.click();
    await item('storage-key').waitFor();
    expect(await more.count()).toBe(0);
    await workbench()
      .treeItem(/^Secrets.*31/)
      .first()
      .waitFor();
  });

  test('disabled and expired objects are marked', async () => {
    await workbench()
      .treeItem(/^disabled-secret.*disabled/)
      .first()
      .waitFor();
    await workbench()
      .treeItem(/^expired-secret.*expired 2020-01-01/)
      .first()
      .waitFor();
  });

  test('a request for an object goes into the editor', async () => {
    await workbench().openFile('requests.kvhttp');
    await line('### Own').waitFor();
    await item('api-key').hover();
    await item('api-key').locator('.action-label[aria-label^="Insert Request"]').click();
    await line('GET /secrets/api-key?api-version=7.6').waitFor();
  });

  test('the ID of an object is copied', async () => {
    await workbench().chooseFromMenu(item('api-key'), 'Copy ID');
    expect(await workbench().clipboard(/api-key/)).toBe('https://kvhttp--sample.vault.azure.net/secrets/api-key');
  });

  test('a probe goes without a token and shows the challenge', async () => {
    await choose('Probe Without a Token');
    await workbench()
      .panel.locator('h1')
      .filter({ hasText: /^401: /i })
      .waitFor();
    expect(await workbench().panel.locator('.call').count()).toBe(1);
    expect(await workbench().panel.locator('#token').innerText()).toContain('https://vault.azure.net');
  });

  test('the token is shown decoded; it and the challenge can be forgotten, each by itself', async () => {
    await choose('Show Token');
    await line('"aud": "https://vault.azure.net"').waitFor();
    expect(await workbench().editorText()).not.toMatch(/eyJ/);
    await choose('Forget Token');
    await workbench().openFile('requests.kvhttp');
    await workbench().clickLensAbove('GET /secrets/db-password', /^\s*Send$/);
    await workbench()
      .panel.locator('h1')
      .filter({ hasText: /^200 with a new token · 2 calls/ })
      .waitFor();
    await choose('Forget Challenge');
    await workbench().clickLensAbove('GET /secrets/db-password', /^\s*Send$/);
    await workbench()
      .panel.locator('h1')
      .filter({ hasText: /^200 after the usual 401 handshake, with a token at hand · 2 calls/ })
      .waitFor();
  });

  test('vaults are found at the management plane: account, tenant, subscription, and which to add', async () => {
    const { quickInput } = workbench();
    const pick = (text: string): Promise<void> => quickInput.getByText(text).first().click();
    await workbench().runCommand('Key Vault: Find Vaults in Azure');
    await pick('Account of the sample vault');
    await pick('Another tenant…');
    await pick('11111111-1111-4111-8111-111111111111');
    await pick('kvhttp sample subscription');
    await quickInput.getByText('kvhttp--sample.managedhsm.azure.net').first().waitFor();
    await workbench().screenshot('discovery');
    await quickInput.locator('.monaco-list-row').first().click();
    await quickInput.getByRole('button', { name: 'OK' }).click();
    await workbench()
      .treeItem(/^kvhttp--sample.*never contacted/)
      .first()
      .waitFor();
  });

  test('a managed HSM has keys and nothing else below it', async () => {
    await sample().locator('.monaco-tl-twistie').click();
    await workbench()
      .treeItem(/^Secrets/)
      .first()
      .waitFor({ state: 'detached' });
    await workbench().expand(/^kvhttp--sample/);
    await workbench().expand(/^Keys/);
    await item('No keys').waitFor();
    expect(
      await workbench()
        .treeItem(/^(?:Secrets|Certificates)/)
        .count(),
    ).toBe(0);
    await workbench()
      .treeItem(/^kvhttp--sample.*tenant 1111… · token/)
      .first()
      .waitFor();
  });

  test('a vault that was probed shows what its challenge asks for', async () => {
    await workbench().runCommand('Key Vault: Forget Cached Challenges and Tokens');
    const hsm = workbench()
      .treeItem(/^kvhttp--sample/)
      .first();
    await workbench().chooseFromMenu(hsm, 'Probe Without a Token');
    await workbench()
      .treeItem(/^kvhttp--sample.*tenant 1111…$/)
      .first()
      .waitFor();
  });

  test('two lines of the history are compared', async () => {
    const runs = workbench().treeItem(/^\d{3} .*(Own|GET)/);
    const before = workbench().treeItem(/^401 /).first();
    const after = workbench()
      .treeItem(/^200 Own/)
      .first();
    expect(await runs.count()).toBeGreaterThan(0);
    await before.click();
    await after.click({ modifiers: ['Control'] });
    await workbench().chooseFromMenu(after, 'Compare Two Traces');
    await workbench().panel.locator('.ties, .compare-table, .hops').first().waitFor();
    await workbench().screenshot('history-compared');
  });
});
