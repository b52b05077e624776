import { readFile } from 'node:fs/promises';
import { describe, expect, test } from 'vitest';
import { translator } from '../../../src/core/model/translate.ts';
import { panelModel } from '../../../src/core/timeline/panelModel.ts';
import { scenes } from '../../unit/panel/scenes.ts';
import { startedAt } from '../../unit/panel/traceBuilders.ts';
import type { PanelUnderTest } from './panelPage.ts';
import { panelSuite, type UsePanel } from './panelSuite.ts';

const open = panelSuite();
const withPanel = (use: UsePanel, state: unknown = null) => open(use, { state });

const focusedCall = (panel: PanelUnderTest): Promise<string | null> =>
  panel.page.evaluate(() => document.activeElement?.getAttribute('data-exchange') ?? null);

describe('keyboard', () => {
  test('one call is in the tab order; arrows, Home and End move; Enter opens, Escape closes and gives the focus back', () =>
    withPanel(async panel => {
      await panel.show(scenes.handshake);
      const { page } = panel;
      expect(await page.locator('.call[tabindex="0"]').count()).toBe(1);
      await page.locator('.call[tabindex="0"]').focus();
      const trail: (string | null)[] = [];
      for (const key of ['ArrowDown', 'ArrowDown', 'ArrowDown', 'ArrowUp', 'Home', 'End']) {
        await page.keyboard.press(key);
        trail.push(await focusedCall(panel));
      }
      expect(trail).toEqual(['1', '2', '2', '1', '0', '2']);
      await page.keyboard.press('Enter');
      await page.locator('.details').waitFor();
      expect([await focusedCall(panel), await page.locator('.call[aria-selected="true"]').getAttribute('data-exchange')]).toEqual([
        '2',
        '2',
      ]);
      await page.keyboard.press('Escape');
      await page.locator('.details').waitFor({ state: 'detached' });
      expect(await focusedCall(panel)).toBe('2');
    }));

  test('everything that can be clicked can be reached with Tab', () =>
    withPanel(async panel => {
      await panel.show(scenes.trailingSlash);
      const { page } = panel;
      const reached = new Set<string>();
      for (let i = 0; i < 40; i++) {
        await page.keyboard.press('Tab');
        reached.add(await page.evaluate(() => (document.activeElement?.textContent ?? '').trim().slice(0, 20)));
      }
      for (const label of [
        'Resend',
        'Resend as…',
        'Copy as…',
        'Export HAR',
        'Answer',
        'call 2 · token.audht',
        'Key Vault authentica',
        'All claims (16)',
        'Raw',
        'Open in editor',
      ]) {
        expect(reached).toContain(label);
      }
    }));
});

describe('what the page asks its host', () => {
  test('buttons name the run and the call, nothing else', () =>
    withPanel(async panel => {
      await panel.show(scenes.trailingSlash);
      const { page, posted } = panel;
      posted.length = 0;
      for (const name of ['Resend', 'Resend as…', 'Copy as…', 'Export HAR', 'Open in editor', 'Key Vault authentication']) {
        await page.getByRole('button', { name, exact: true }).click();
      }
      const runId = 'trailing-slash';
      expect(posted).toEqual([
        { type: 'resend', runId },
        { type: 'resend-as', runId },
        { type: 'copy-as', runId, exchange: null },
        { type: 'export-har', runId },
        { type: 'open-body', runId, exchange: 1, part: 'response-body' },
        { type: 'open-link', runId, finding: 0, link: 0 },
      ]);
    }));

  test('a running request can be cancelled, and nothing else', () =>
    withPanel(async panel => {
      await panel.show(scenes.running);
      await panel.page.getByRole('button', { name: 'Cancel' }).click();
      expect(panel.posted.at(-1)).toEqual({ type: 'cancel', runId: 'running' });
      expect(await panel.page.locator('vscode-button').count()).toBe(1);
    }));

  test('a secret is not in the page before it is revealed, and not after it is hidden', () =>
    withPanel(async panel => {
      const canary = 'canary-7f3a';
      const { page } = panel;
      await panel.show(scenes.handshake);
      await page.getByRole('button', { name: 'Reveal' }).click();
      expect(panel.posted.at(-1)).toEqual({ type: 'reveal', runId: 'handshake', exchange: 2, part: 'response-body' });
      await panel.send({ type: 'revealed', runId: 'another', exchange: 2, part: 'response-body', text: `{"value":"${canary}"}` });
      expect(await page.locator('body').innerText()).not.toContain(canary);
      await panel.send({ type: 'revealed', runId: 'handshake', exchange: 2, part: 'response-body', text: `{"value":"${canary}"}` });
      expect(await page.locator('#answer').innerText()).toContain(canary);
      await page.getByRole('button', { name: 'Hide' }).click();
      expect(await page.content()).not.toContain(canary);
      expect(JSON.stringify(await page.evaluate(() => (window as unknown as { panelState: unknown }).panelState))).not.toContain(canary);
    }));

  test('evidence opens its call and points at the header', () =>
    withPanel(async panel => {
      await panel.show(scenes.trailingSlash);
      await panel.page.getByRole('button', { name: /www-authenticate/ }).click();
      await panel.page.locator('.details[data-exchange="1"] tr.pointed').waitFor();
      expect(await panel.page.locator('tr.pointed th').innerText()).toBe('WWW-Authenticate');
      await panel.page.locator('.details').getByRole('button', { name: 'Copy as…' }).click();
      expect(panel.posted.at(-1)).toEqual({ type: 'copy-as', runId: 'trailing-slash', exchange: 1 });
    }));

  test('evidence in the token points at the card', () =>
    withPanel(async panel => {
      await panel.show(scenes.trailingSlash);
      await panel.page.getByRole('button', { name: /token\.aud/ }).click();
      expect(await panel.page.locator('.pointed-once').innerText()).toContain('https://vault.azure.net/');
    }));
});

describe('states', () => {
  test('empty, then a run, then empty again', () =>
    withPanel(async panel => {
      expect(panel.posted).toEqual([{ type: 'ready' }]);
      await panel.send({ type: 'empty' });
      expect(await panel.page.locator('h1').innerText()).toBe('No run yet');
      await panel.show(scenes.cached);
      expect(await panel.page.locator('h1').innerText()).toBe(scenes.cached.headline);
      await panel.send({ type: 'empty' });
      expect(await panel.page.locator('.waterfall').count()).toBe(0);
    }));

  test('rows come live, the end is announced, an open call stays open', () =>
    withPanel(async panel => {
      const { page } = panel;
      const { trace } = scenes.running;
      await panel.show({ trace: { ...trace, entries: trace.entries.slice(0, 1) } });
      await page.locator('.call').first().click();
      await page.locator('.details').waitFor();
      await panel.show(scenes.running, startedAt + 300);
      expect(await page.locator('.call').count()).toBe(2);
      await page.locator('.details[data-exchange="0"]').waitFor();
      expect(await page.getByRole('status').innerText()).toBe('');
      await panel.show({ ...scenes.handshake, trace: { ...scenes.handshake.trace, id: trace.id } });
      expect(await page.getByRole('status').innerText()).toBe(`request finished: ${scenes.handshake.headline}`);
      await page.locator('.details[data-exchange="0"]').waitFor();
    }));

  test('a run that was over before it was drawn is announced too, one that comes back is not', async () => {
    const words = `request finished: ${scenes.handshake.headline}`;
    await withPanel(async panel => {
      await panel.show(scenes.handshake);
      expect(await panel.page.getByRole('status').innerText()).toBe(words);
    });
    await withPanel(
      async panel => {
        await panel.show(scenes.handshake);
        expect(await panel.page.getByRole('status').innerText()).toBe('');
      },
      { runId: scenes.handshake.trace.id, selected: null, scroll: 0 },
    );
  });

  test('where nothing was sent there is nothing to copy, to export, to filter or to zoom', () =>
    withPanel(async panel => {
      await panel.show(scenes.blocked);
      expect(await panel.page.locator('vscode-button').allInnerTexts()).toEqual(['Resend', 'Resend as…', 'Compare']);
      expect(await panel.page.locator('.waterfall-tools').isVisible()).toBe(false);
    }));

  test('a call that was cut off is drawn as one that ended', () =>
    withPanel(async panel => {
      await panel.show(scenes.cancelled);
      const last = panel.page.locator('.call').last();
      expect(await last.innerText()).toMatch(/–[\s\S]*346 ms/);
      expect(await last.locator('.c3').getAttribute('aria-label')).toBe('– stopped');
      expect(await panel.page.evaluate(() => document.getAnimations().length)).toBe(0);
    }));

  test('after a reload: the run is gone, and the page says so', () =>
    withPanel(
      async panel => {
        await panel.send({ type: 'gone', runId: 'old' });
        expect(await panel.page.locator('h1').innerText()).toBe('This run is gone');
      },
      { runId: 'old', selected: 1, scroll: 300 },
    ));

  test('hidden and shown again: the selection comes back; what is remembered are names', () =>
    withPanel(
      async panel => {
        await panel.show(scenes.handshake);
        await panel.page.locator('.details[data-exchange="1"]').waitFor();
        const state = await panel.page.evaluate(() => (window as unknown as { panelState: unknown }).panelState);
        expect(state).toEqual({ runId: 'handshake', selected: 1, scroll: expect.any(Number) });
      },
      { runId: 'handshake', selected: 1, scroll: 40 },
    ));

  test('messages that are none of ours change nothing', () =>
    withPanel(async panel => {
      await panel.show(scenes.cached);
      const before = await panel.page.locator('main').innerHTML();
      await panel.page.evaluate(() => {
        for (const message of [null, 'show', { type: 'show' }, { type: 'show', model: {} }, { type: 'gone' }, { type: 'eval', code: '1' }])
          window.postMessage(message, '*');
      });
      await panel.page.evaluate(() => new Promise(done => setTimeout(done, 0)));
      expect(await panel.page.locator('main').innerHTML()).toBe(before);
    }));

  test('the waterfall is a grid with rows, headers and cells for a screen reader', () =>
    withPanel(async panel => {
      await panel.show(scenes.handshake);
      const grid = panel.page.getByRole('grid', { name: 'Calls of this run' });
      expect(await grid.getByRole('columnheader').count()).toBe(6);
      expect(await grid.getByRole('row').count()).toBe(6);
      const first = grid.getByRole('row', { name: /challenge GET/ });
      expect(await first.getByRole('gridcell').count()).toBe(6);
      const cells = first.getByRole('gridcell');
      expect(await cells.evaluateAll(all => all.map(one => one.getAttribute('aria-label') ?? one.textContent))).toEqual([
        '1',
        'challenge',
        expect.stringContaining('GET'),
        '401 the usual answer to a call without a token',
        expect.stringContaining('ms'),
        expect.stringMatching(/^starts at 0 ms, DNS 6 ms, connect 11 ms, TLS 24 ms/),
      ]);
    }));
});

test('in German: buttons, headline and cards speak it, values stay', async () => {
  const strings = JSON.parse(await readFile(new URL('../../../l10n/bundle.l10n.de.json', import.meta.url), 'utf8')) as Record<
    string,
    string
  >;
  await open(
    async panel => {
      await panel.send({ type: 'show', model: panelModel(scenes.trailingSlash, startedAt, translator(strings)) });
      const { page } = panel;
      expect(await page.locator('html').getAttribute('lang')).toBe('de');
      await page.getByRole('button', { name: 'Erneut senden', exact: true }).waitFor();
      expect(await page.locator('h2').allInnerTexts()).toEqual(
        ['Befunde', 'Zeitlinie', 'Challenge und Token', 'Antwort', 'Prüfungen'].map(
          text => expect.stringMatching(new RegExp(`^${text}`, 'i')) as string,
        ),
      );
      expect(await page.locator('body').innerText()).toContain('https://vault.azure.net/');
    },
    { language: 'de', strings },
  );
});

test('a body can be read formatted, raw and as bytes', () =>
  withPanel(async panel => {
    await panel.show(scenes.trailingSlash);
    const answer = panel.page.locator('#answer');
    const text = answer.locator('.body-text');
    expect(await text.innerText()).toMatch(/^\{\n {2}"error"/);
    await answer.getByRole('button', { name: 'Raw' }).click();
    expect(await text.innerText()).toMatch(/^\{"error":\{"code"/);
    await answer.getByRole('button', { name: 'Hex' }).click();
    expect(await text.innerText()).toMatch(/^000000 {2}7b 22 65 72 72 6f 72 22 3a 7b 22 63 6f 64 65 22 {2}\{"error":\{"code"/);
    expect(await answer.getByRole('button', { name: 'Hex' }).getAttribute('aria-pressed')).toBe('true');
    await answer.getByRole('button', { name: 'Pretty' }).click();
    expect(await text.innerText()).toMatch(/^\{\n {2}"error"/);
  }));

test('without motion, nothing moves', () =>
  withPanel(async panel => {
    await panel.page.emulateMedia({ reducedMotion: 'reduce' });
    await panel.show(scenes.running);
    expect(await panel.page.evaluate(() => document.getAnimations().length)).toBe(0);
    await panel.page.emulateMedia({ reducedMotion: 'no-preference' });
    expect(await panel.page.evaluate(() => document.getAnimations().length)).toBeGreaterThan(0);
  }));
