import { describe, expect, test } from 'vitest';
import { matrixCases } from '../../../src/core/run/matrix/matrixCases.ts';
import { pictures } from './pictures.ts';
import { useWorkbench } from './useWorkbench.ts';

const all = matrixCases.length;
const command = 'Key Vault: Run the Matrix of Refusals on the Embedded Vault';

describe('the matrix of refusals', () => {
  // A window that is told which file to open does not restore its editors.
  const workbench = useWorkbench({ viewport: { width: 1600, height: 1000 } });
  const headline = (words: RegExp): Promise<void> => workbench().panel.locator('h1').filter({ hasText: words }).waitFor();
  const found = new RegExp(`^${all} of ${all} causes were found as expected$`);
  const openCase = (name: string) => workbench().panel.getByRole('button', { name, exact: true });

  test('the command opens the panel with the table, and every cause is found', async () => {
    await workbench().openView('Key Vault');
    await workbench().runCommand(command);
    await headline(found);
    await workbench().tab('Matrix of refusals').waitFor();
    expect(await workbench().panel.locator('.m-row').count()).toBe(all);
    expect(await workbench().panel.locator('.m-row.is-done').count()).toBe(all);
    expect(await workbench().toasts.count()).toBe(0);
    await pictures(workbench(), 'panel-matrix');
  });

  test('a row leads to its trace, and from there back to where one was', async () => {
    const { panel, page } = workbench();
    await openCase('audience with a trailing slash').click();
    await headline(/^401: the token's audience ends in a slash/);
    await workbench().tab('Trace: audience with a trailing slash').waitFor();
    expect(await panel.locator('#token').innerText()).toContain('https://vault.azure.net/');
    await panel.locator('.call').last().click();
    await panel.locator('.details').getByText('x-ms-request-id').first().waitFor();
    await page.keyboard.press('Escape');
    await panel.locator('.details').waitFor({ state: 'detached' });
    await page.keyboard.press('Escape');
    await headline(found);
    expect(await openCase('audience with a trailing slash').evaluate(button => button === document.activeElement)).toBe(true);
  });

  test('a row that has a handshake tells why the first 401 is none to worry about', async () => {
    const { panel, page } = workbench();
    await openCase('the handshake of an SDK').press('Enter');
    await headline(/^200 after the usual 401 handshake/);
    expect(await panel.locator('body').innerText()).not.toContain('sample-not-a-secret');
    expect(await panel.getByRole('button', { name: 'Reveal' }).count()).toBe(0);
    await panel.getByText('What this means').click();
    await panel.getByRole('button', { name: 'Why the first 401' }).click();
    await workbench().tab('Why the first 401').waitFor();
    await workbench().runCommand('View: Close Editor');
    await panel.getByRole('button', { name: 'Back to the matrix' }).waitFor();
    await page.keyboard.press('Escape');
    await headline(found);
  });

  test('run again, it finds the same; closed in the middle, it is gone without a trace of trouble', async () => {
    const { panel } = workbench();
    await workbench().runCommand(command);
    await headline(found);
    await panel.getByRole('button', { name: 'Copy as Markdown' }).click();
    expect(await workbench().clipboard(/Every refusal/)).toContain(`${all} of ${all} causes were found as expected`);
    await panel.getByRole('button', { name: 'Run again' }).click();
    await workbench().runCommand('View: Close All Editors');
    await workbench().tab('Matrix of refusals').waitFor({ state: 'detached' });
    expect(await workbench().toasts.count()).toBe(0);
  });

  test('after the window was loaded anew it is gone, and can be run again from there', async () => {
    await workbench().runCommand(command);
    await headline(found);
    await workbench().reload();
    await headline(/^This matrix is gone$/);
    await workbench().panel.getByRole('button', { name: 'Run again' }).click();
    await headline(found);
  });
});
