import type { Browser } from 'playwright-core';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { diagnoseTrace } from '../../../src/core/diagnosis/diagnoseTrace.ts';
import { withResolvedName } from '../../../src/core/diagnosis/withResolvedName.ts';
import type { Run } from '../../../src/core/model/run.ts';
import { launchBrowser } from '../../harness/findBrowser.mjs';
import { aKeyVaultTrace, anExchange, aResponse } from '../../unit/builders/aKeyVaultTrace.ts';
import { scenes } from '../../unit/panel/scenes.ts';
import { buildPanel, type PanelFiles, PanelUnderTest } from './panelPage.ts';

let browser: Browser;
let files: PanelFiles;
beforeAll(async () => {
  [browser, files] = await Promise.all([launchBrowser(), buildPanel()]);
});
afterAll(() => browser.close());

const button = { name: 'Look up where the vault’s name leads' };
const denied = aResponse(
  403,
  '{"error":{"code":"Forbidden","message":"Client address: 203.0.113.7","innererror":{"code":"ForbiddenByFirewall"}}}',
);
const trace = aKeyVaultTrace([anExchange(0, 'request', denied)]);
const run: Run = { trace, ...diagnoseTrace(trace, { now: 0 }), assertions: [], headline: '403' };

test('a finding of the firewall asks for the name on a click, and shows it beside the address that the vault saw', async () => {
  const panel = await PanelUnderTest.open(browser, files);
  try {
    await panel.show(run);
    const { page } = panel;
    await page.getByRole('button', button).click();
    expect(panel.posted.at(-1)).toEqual({ type: 'look-up', runId: trace.id });
    await panel.show({ ...run, findings: withResolvedName(run, { addresses: ['20.0.0.1'], privateLink: true }, 0) });
    const proof = await page.locator('.evidence').innerText();
    expect(proof).toMatch(/client address\s+203\.0\.113\.7/);
    expect(proof).toMatch(/resolved\s+20\.0\.0\.1 \(public\)/);
    expect(await page.locator('.slug code').innerText()).toBe('private-dns-misconfigured');
    await panel.show(scenes.forbidden);
    expect(await page.getByRole('button', button).count()).toBe(0);
    expect(panel.complaints).toEqual([]);
  } finally {
    await panel.close();
  }
});

test('the handshake’s line opens the text for whoever asks about the 401', async () => {
  const panel = await PanelUnderTest.open(browser, files);
  try {
    await panel.show(scenes.handshake);
    const { page } = panel;
    await page.getByText('What this means').click();
    await page.getByRole('button', { name: 'Why the first 401' }).click();
    expect(panel.posted.at(-1)).toEqual({ type: 'explain-handshake', runId: scenes.handshake.trace.id });
    expect(panel.complaints).toEqual([]);
  } finally {
    await panel.close();
  }
});
