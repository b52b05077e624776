import type { Browser } from 'playwright-core';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { exchangeId, runId } from '../../../src/core/model/ids.ts';
import type { Run } from '../../../src/core/model/run.ts';
import { compareRuns } from '../../../src/core/timeline/compareRuns.ts';
import { exchangeDetails } from '../../../src/core/timeline/exchangeDetails.ts';
import { panelModel } from '../../../src/core/timeline/panelModel.ts';
import { isToPanel, type ToPanel } from '../../../src/protocol/panel.ts';
import { launchBrowser } from '../../harness/findBrowser.mjs';
import { scenes } from '../../unit/panel/scenes.ts';
import { aChallenge, anExchange, aRequest, aResponse, aToken, aTrace, entry, note, startedAt } from '../../unit/panel/traceBuilders.ts';
import { buildPanel, type PanelFiles, PanelUnderTest } from './panelPage.ts';
import { xssPayloads } from './xssPayloads.ts';

/** A run that holds the payload wherever a server, a file or a token can put a text. */
function poisoned(text: string, index: number): { readonly run: Run; readonly messages: readonly ToPanel[] } {
  const response = aResponse(200, text, JSON.stringify({ [text]: text, list: [text] }), [
    [text, 'x'],
    ['x-evil', text],
    ['WWW-Authenticate', text],
  ]);
  const exchange = anExchange({
    request: { ...anExchange().request, url: `https://contoso.vault.azure.net/secrets/${text}` },
    outcome: { kind: 'response', response: { ...response, oddities: [{ code: 'http-odd-status', detail: text }] } },
  });
  const trace = aTrace({
    id: runId(`xss-${index}`),
    request: aRequest({ name: text, vault: text, credential: text }),
    entries: [entry(exchange), note(1, { kind: 'credential', credential: text, text, ms: null, ok: false })],
    challenge: aChallenge({ resource: text, authority: text, error: text, errorDescription: text, raw: [text], warnings: [text] }),
    token: aToken({ aud: text, [text]: text, upn: text }, { problems: [text] }),
    outcome: { kind: 'answered', exchange: exchangeId(0) },
  });
  const finding = { cause: 'missing-token', certainty: 'proven', candidates: [], title: text, explanation: text, fix: text } as const;
  const run: Run = {
    trace,
    verdict: 'failure',
    headline: text,
    findings: [{ ...finding, evidence: [{ exchange: exchangeId(0), where: text, value: text }], links: [{ title: text, url: text }] }],
    assertions: [{ text, line: 1, ok: false, expected: text, actual: text }],
  };
  return {
    run,
    messages: [
      { type: 'compare', comparison: compareRuns(scenes.handshake, run) },
      { type: 'show', model: panelModel(run, startedAt) },
      { type: 'details', runId: trace.id, details: exchangeDetails(exchange) },
      { type: 'revealed', runId: trace.id, exchange: 0, part: 'response-body', text },
    ],
  };
}

describe('hostile texts', () => {
  let browser: Browser;
  let files: PanelFiles;
  beforeAll(async () => {
    [browser, files] = await Promise.all([launchBrowser(), buildPanel()]);
  });
  afterAll(() => browser.close());

  test('the trap works: the same texts as HTML do run', async () => {
    const page = await browser.newPage();
    await page.setContent(`<script>window.tripped = []</script>${xssPayloads.slice(2, 5).join('')}`);
    const tripped = await page.evaluate(() => (window as unknown as { tripped: unknown[] }).tripped.length);
    expect(tripped).toBeGreaterThan(0);
    await page.close();
  });

  test(`${xssPayloads.length} payloads in every field: nothing runs, nothing is asked for`, { timeout: 900_000 }, async () => {
    expect(xssPayloads.length).toBeGreaterThanOrEqual(500);
    const panel = await PanelUnderTest.open(browser, files);
    const { page } = panel;
    for (let at = 0; at < xssPayloads.length; at += 50) {
      const batch = xssPayloads.slice(at, at + 50).map((text, i) => poisoned(text, at + i));
      expect(batch.flatMap(one => one.messages).every(isToPanel)).toBe(true);
      await page.evaluate(
        async runs => {
          for (const messages of runs) {
            for (const message of messages) {
              window.postMessage(message, '*');
              if (message.type === 'show') {
                await new Promise(done => setTimeout(done, 0));
                document.querySelector<HTMLElement>('.call')?.click();
              }
            }
            await new Promise(done => setTimeout(done, 0));
          }
        },
        batch.map(one => one.messages),
      );
      const shown = await page.evaluate(
        () => [document.querySelector('.headline')?.textContent, document.querySelectorAll('.details').length] as const,
      );
      expect(shown).toEqual([batch.at(-1)?.run.headline, 1]);
    }
    expect(await page.evaluate(() => (window as unknown as { tripped: unknown[] }).tripped)).toEqual([]);
    expect(
      await page.evaluate(
        () => document.querySelectorAll('main :is(script, img, iframe, object, embed, link, style, base, form, video, audio, a)').length,
      ),
    ).toBe(0);
    expect(panel.requests).toEqual([]);
    expect(panel.complaints).toEqual([]);
    await panel.close();
  });
});
