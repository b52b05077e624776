import { readdir, readFile } from 'node:fs/promises';
import { join } from 'node:path';
import { describe, expect, test } from 'vitest';
import { pictures } from './pictures.ts';
import { useWorkbench } from './useWorkbench.ts';

/** The lens and no other: `Send as…` begins alike. */
const send = /^\s*Send$/;
const text = ['### Read it', '# @name readIt', '# @vault sample', 'GET /secrets/db-password?api-version=7.6', ''].join('\n');

describe('what the panel shows and can do', () => {
  const workbench = useWorkbench({
    files: { 'one.kvhttp': text },
    openFile: 'one.kvhttp',
    viewport: { width: 1600, height: 1000 },
    settings: { 'editor.minimap.enabled': false },
  });
  const headline = (words: RegExp): Promise<void> => workbench().panel.locator('h1').filter({ hasText: words }).waitFor();
  const press = (name: string): Promise<void> => workbench().panel.getByRole('button', { name, exact: true }).first().click();
  const choose = (words: string): Promise<void> => workbench().quickInput.getByText(words, { exact: true }).first().click();

  test('a call that takes its time is there while it runs, and Cancel ends it', async () => {
    // An editor that has just opened knows no themes yet.
    await workbench().lens(send).first().waitFor();
    await workbench().setTheme('dark');
    await workbench().runCommand('Key Vault: Start Embedded Vault');
    await workbench().quickInput.getByText('tokens take five seconds').first().click();
    await workbench().clickLensAbove('GET /secrets/', send);
    await headline(/^Waiting for localhost/);
    const calls = await workbench().panel.locator('.call').allInnerTexts();
    expect(calls.map(call => call.replace(/\s+/g, ' '))).toEqual([
      expect.stringMatching(/challenge.* 401/),
      expect.stringMatching(/token/),
    ]);
    await workbench().panel.locator('.note').filter({ hasText: 'challenge read: tenant' }).waitFor();
    await workbench().screenshot('panel-running-dark');
    await press('Cancel');
    await headline(/^cancelled · 2 calls/);
    expect(await workbench().panel.locator('#findings').count()).toBe(0);
    await pictures(workbench(), 'panel-cancelled');
  });

  test('Resend sends the same request again', async () => {
    await workbench().runCommand('Key Vault: Start Embedded Vault');
    await workbench().quickInput.getByText('a vault that does what it should').first().click();
    await press('Resend');
    await headline(/^200 /);
  });

  test('Resend as… sends it in another flow', async () => {
    await press('Resend as…');
    await workbench().quickInput.getByText('anonymous').first().click();
    await headline(/^401: the call carried no token/);
    await pictures(workbench(), 'panel-no-token');
    await press('Resend as…');
    await workbench().quickInput.getByText('sdk').first().click();
    await headline(/^200 /);
  });

  test('Copy as… puts a program without a token into the clipboard', async () => {
    await press('Copy as…');
    await choose('cURL');
    const copied = await workbench().clipboard(/^curl /);
    expect(copied).toContain('ACCESS_TOKEN');
    expect(copied).not.toContain('eyJ');
  });

  test('Export HAR writes a file, without secrets unless it is asked for twice', async () => {
    await press('Export HAR');
    await workbench().quickInput.getByText('Without secrets').first().click();
    await workbench().quickInput.locator('input').first().waitFor();
    await workbench().page.keyboard.press('Enter');
    await expect.poll(() => readdir(workbench().folder)).toContain('readIt.har');
    const har = await readFile(join(workbench().folder, 'readIt.har'), 'utf8');
    expect(JSON.parse(har).log.entries.length).toBeGreaterThan(0);
    expect(har).not.toMatch(/sample-not-a-secret|eyJ[\w-]{20}/);
  });

  test('a body opens in a read-only document of the editor', async () => {
    await press('Open in editor');
    await workbench().tab('readIt-').waitFor();
    await workbench().page.locator('.editor-instance .view-line').filter({ hasText: '"value": "[redacted]"' }).first().waitFor();
    await workbench().page.keyboard.type('x');
    await workbench().page.locator('.monaco-editor-overlaymessage').filter({ hasText: 'read-only' }).waitFor();
    await workbench().runCommand('View: Close Editor');
  });

  test('the timeline is filtered, sorted and zoomed', async () => {
    await workbench().runCommand('Key Vault: Forget Cached Challenges and Tokens');
    await press('Resend');
    await headline(/^200 after the usual 401 handshake/);
    const { panel } = workbench();
    const ids = () => panel.locator('.call').evaluateAll(calls => calls.map(call => call.getAttribute('data-exchange')));
    await panel.getByRole('button', { name: 'Filter the calls' }).click();
    await panel.getByRole('searchbox').fill('purpose:token');
    await expect.poll(ids).toEqual(['1']);
    await panel.getByRole('searchbox').press('Escape');
    await expect.poll(ids).toEqual(['0', '1', '2']);
    await panel.getByRole('button', { name: 'Sort by status' }).click();
    await expect.poll(async () => (await ids()).at(-1)).toBe('0');
    await panel.getByRole('button', { name: 'Sort by number' }).click();
    await expect.poll(ids).toEqual(['0', '1', '2']);
    await panel.getByRole('button', { name: /^Zoom in/ }).click();
    await panel.locator('.lane.zoomed').first().waitFor();
  });

  test('a call opens with its headers, its certificate and its times', async () => {
    const { panel } = workbench();
    await panel.locator('.call').last().click();
    const details = panel.locator('.details');
    await details.getByText('x-ms-request-id').first().waitFor();
    await pictures(workbench(), 'panel-details');
  });
});
