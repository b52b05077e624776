import { describe, expect, test } from 'vitest';
import { matrixCases } from '../../../src/core/run/matrix/matrixCases.ts';
import { matrixRunModel } from '../../../src/core/timeline/matrixRunModel.ts';
import { aMatrix, type MatrixScene, matrixScenes } from '../../unit/panel/matrixScenes.ts';
import { scenes } from '../../unit/panel/scenes.ts';
import type { PanelUnderTest } from './panelPage.ts';
import { panelSuite, type UsePanel } from './panelSuite.ts';

const all = matrixCases.length;
const running = matrixScenes['matrix-running'];
const done = matrixScenes['matrix-done'];
const differs = matrixScenes['matrix-differs'];

const open = panelSuite({ height: 500 });
const withPanel = (use: UsePanel, state: unknown = null) => open(use, { state });

const show = (panel: PanelUnderTest, { model }: MatrixScene): Promise<void> => panel.send({ type: 'matrix', model });

async function openRow(panel: PanelUnderTest, scene: MatrixScene, number: number): Promise<void> {
  const run = scene.runs.get(`row-${number}`);
  if (run === undefined) throw new Error(`no run for row ${number}`);
  await panel.send({ type: 'show', model: matrixRunModel(run, scene.model) });
}

const rowOf = (panel: PanelUnderTest, number: number) => panel.page.locator(`.m-row[data-number="${number}"]`);
const headline = (panel: PanelUnderTest): Promise<string> => panel.page.locator('h1').innerText();
const focused = (panel: PanelUnderTest): Promise<string> => panel.page.evaluate(() => document.activeElement?.textContent ?? '');
const told = (panel: PanelUnderTest): Promise<string> => panel.page.locator('[aria-live]').innerText();
const stateOf = (panel: PanelUnderTest) => panel.page.evaluate(() => (window as unknown as { panelState: unknown }).panelState);
const scrollOf = (panel: PanelUnderTest): Promise<number> => panel.page.evaluate(() => Math.round(scrollY));

describe('while it runs', () => {
  test('every row is there, those that are done say what became of them', () =>
    withPanel(async panel => {
      await show(panel, running);
      expect(await headline(panel)).toBe(`17 of ${all} rows done`);
      expect(await panel.page.locator('.m-row').count()).toBe(all);
      expect(await rowOf(panel, 12).innerText()).toMatch(/401[\s\S]*AKV10032[\s\S]*The token comes from a tenant[\s\S]*wrong-tenant/);
      expect(await rowOf(panel, 18).innerText()).toMatch(/no access policy\s+running/);
      expect(await rowOf(panel, 19).innerText()).toMatch(/waiting/);
      const bar = panel.page.getByRole('progressbar', { name: 'Progress' });
      expect(await bar.getAttribute('aria-valuetext')).toBe(`17 of ${all}`);
    }));

  test('rows come in while one reads: focus and scroll position stay, so does the button under the mouse', () =>
    withPanel(async panel => {
      await show(panel, aMatrix({ done: 10 }));
      const { page } = panel;
      await rowOf(panel, 9).locator('button').focus();
      await page.evaluate(() => scrollTo(0, 120));
      const cancel = await page.getByRole('button', { name: 'Cancel' }).elementHandle();
      await show(panel, aMatrix({ done: 11 }));
      expect(await focused(panel)).toBe('audience with the prefix spn:');
      expect(await scrollOf(panel)).toBe(120);
      expect(await cancel?.evaluate(button => button.isConnected)).toBe(true);
      await cancel?.click();
      expect(panel.posted.at(-1)).toEqual({ type: 'cancel-matrix', matrixId: 'matrix' });
    }));

  test('begin and end are announced, what is between is not', () =>
    withPanel(async panel => {
      const heard: string[] = [];
      for (const scene of [aMatrix({ done: 0 }), aMatrix({ done: 1 }), aMatrix({ done: 20 }), done]) {
        await show(panel, scene);
        heard.push(await told(panel));
      }
      const begin = `The matrix runs: ${all} rows`;
      expect(heard).toEqual([begin, begin, begin, `${all} of ${all} causes were found as expected`]);
    }));

  test('a row that has no run yet leads nowhere', () =>
    withPanel(async panel => {
      await show(panel, running);
      panel.posted.length = 0;
      await rowOf(panel, 30).click();
      await rowOf(panel, 30).locator('button').press('Enter');
      expect(panel.posted).toEqual([]);
    }));
});

describe('when it has ended', () => {
  test('it can be run again and copied', () =>
    withPanel(async panel => {
      await show(panel, done);
      expect(await headline(panel)).toBe(`${all} of ${all} causes were found as expected`);
      expect(await panel.page.getByRole('progressbar').count()).toBe(0);
      panel.posted.length = 0;
      await panel.page.getByRole('button', { name: 'Run again' }).click();
      await panel.page.getByRole('button', { name: 'Copy as Markdown' }).click();
      expect(panel.posted).toEqual([{ type: 'run-matrix' }, { type: 'copy-matrix', matrixId: 'matrix' }]);
    }));

  test('what differs comes first, with what was expected; the row with the focus keeps it', () =>
    withPanel(async panel => {
      await show(panel, aMatrix({ done: 30, wrong: [3, 25] }));
      await rowOf(panel, 25).locator('button').focus();
      await show(panel, differs);
      expect(await focused(panel)).toBe('connection reset');
      const first = panel.page.locator('tbody').first();
      expect(await first.innerText()).toMatch(/^not as expected 2/i);
      expect(await first.locator('.m-row').first().innerText()).toMatch(/expired\s+token[\s\S]*expected: 401, The token has expired/);
    }));

  for (const [name, words] of [
    ['matrix-cancelled', /^Cancelled after 12 of/],
    ['matrix-failed', /^The matrix did not start/],
  ] as const)
    test(`${name}: says so, and offers to run again`, () =>
      withPanel(async panel => {
        await show(panel, matrixScenes[name]);
        expect(await headline(panel)).toMatch(words);
        expect(await panel.page.locator('.m-row').last().innerText()).toContain('not run');
        await panel.page.getByRole('button', { name: 'Run again' }).waitFor();
      }));

  test('why it broke off stands below the headline; where nothing ran, nothing invites to open it', () =>
    withPanel(async panel => {
      await show(panel, matrixScenes['matrix-failed']);
      expect(await panel.page.locator('.head').innerText()).toContain('address already in use');
      expect(await panel.page.getByText('Each row is a request that was sent').isVisible()).toBe(false);
    }));

  test('a new one begins at its top, with rows of its own', () =>
    withPanel(async panel => {
      await show(panel, done);
      await panel.page.evaluate(() => scrollTo(0, 400));
      await show(panel, aMatrix({ done: 0, id: 'next' }));
      expect(await scrollOf(panel)).toBe(0);
      expect(await rowOf(panel, 5).innerText()).toContain('waiting');
    }));
});

describe('from a row to its run and back', () => {
  test('by mouse: anywhere on the row; back to the same place', () =>
    withPanel(async panel => {
      const { page } = panel;
      await show(panel, done);
      await rowOf(panel, 20).scrollIntoViewIfNeeded();
      const before = await scrollOf(panel);
      expect(before).toBeGreaterThan(0);
      await rowOf(panel, 20).locator('.m-cause').click();
      expect(panel.posted.at(-1)).toEqual({ type: 'open-run', runId: 'row-20' });
      await openRow(panel, done, 20);
      expect(await scrollOf(panel)).toBe(0);
      expect(await page.locator('.origin .name').innerText()).toBe('client secret expired');
      expect(await page.locator('.place').innerText()).toMatch(new RegExp(`Row 20 of ${all}[\\s\\S]*as expected`));
      await page.getByRole('button', { name: 'Back to the matrix' }).click();
      expect(panel.posted.at(-1)).toEqual({ type: 'open-matrix', matrixId: 'matrix' });
      await show(panel, done);
      expect(await scrollOf(panel)).toBe(before);
      expect(await focused(panel)).toBe('client secret expired');
    }));

  test('by keyboard alone: arrows and Home and End move, Enter opens, Escape closes the details and then goes back', () =>
    withPanel(async panel => {
      const { page } = panel;
      await show(panel, done);
      expect(await page.locator('.m-open[tabindex="0"]').count()).toBe(1);
      for (let i = 0; i < 3; i++) await page.keyboard.press('Tab');
      const trail = [await focused(panel)];
      for (const key of ['ArrowDown', 'ArrowDown', 'ArrowUp', 'End', 'PageUp', 'Home', 'ArrowUp', 'PageDown']) {
        await page.keyboard.press(key);
        trail.push(await focused(panel));
      }
      const names = [0, 1, 2, 1, all - 1, all - 11, 0, 0, 10].map(index => matrixCases[index]?.name);
      expect(trail).toEqual(names);
      await page.keyboard.press('Home');
      for (let i = 0; i < 4; i++) await page.keyboard.press('ArrowDown');
      await page.keyboard.press('Enter');
      expect(panel.posted.at(-1)).toEqual({ type: 'open-run', runId: 'row-5' });
      await openRow(panel, done, 5);
      expect(await focused(panel)).toBe('Back to the matrix');
      await page.locator('.call').last().focus();
      await page.keyboard.press('Enter');
      await page.locator('.call[aria-selected="true"]').waitFor();
      await page.keyboard.press('Escape');
      await page.locator('.call[aria-selected="true"]').waitFor({ state: 'detached' });
      expect(panel.posted.at(-1)?.type).not.toBe('open-matrix');
      await page.keyboard.press('Escape');
      expect(panel.posted.at(-1)).toEqual({ type: 'open-matrix', matrixId: 'matrix' });
      await show(panel, done);
      expect(await focused(panel)).toBe('audience with a trailing slash');
    }));

  test('row by row: the button keeps the focus, the last row seen is the one to come back to', () =>
    withPanel(async panel => {
      const { page } = panel;
      await show(panel, differs);
      await rowOf(panel, 3).locator('button').press('Enter');
      await openRow(panel, differs, 3);
      expect(await page.locator('.place').innerText()).toContain('expected: 401, The token has expired');
      const next = page.getByRole('button', { name: 'Next row' });
      await next.press('Enter');
      expect(panel.posted.at(-1)).toEqual({ type: 'open-run', runId: 'row-25' });
      await openRow(panel, differs, 25);
      expect(await focused(panel)).toBe('Next row');
      expect(await told(panel)).toBe(`row 25 of ${all}: no answer: case 25`.replace('no answer', '200'));
      await show(panel, differs);
      expect(await focused(panel)).toBe('connection reset');
    }));

  test('at the ends of the table there is no further row', () =>
    withPanel(async panel => {
      await openRow(panel, done, 1);
      panel.posted.length = 0;
      const previous = panel.page.getByRole('button', { name: 'Previous row' });
      expect(await previous.getAttribute('aria-disabled')).toBe('true');
      await previous.click({ force: true });
      expect(panel.posted).toEqual([]);
    }));

  test('what needs the engine of the matrix is not offered', () =>
    withPanel(async panel => {
      const { page } = panel;
      await openRow(panel, done, 2);
      await page.locator('.call').last().waitFor();
      for (const name of ['Resend', 'Resend as…', 'Compare', 'Copy as…', 'Export HAR', 'Reveal'])
        expect({ name, count: await page.getByRole('button', { name, exact: true }).count() }).toEqual({ name, count: 0 });
      await page.getByRole('button', { name: 'Open in editor' }).click();
      expect(panel.posted.at(-1)).toEqual({ type: 'open-body', runId: 'row-2', exchange: 2, part: 'response-body' });
      await panel.show(scenes.handshake);
      expect(await page.locator('.place').count()).toBe(0);
      await page.getByRole('button', { name: 'Reveal' }).click();
      expect(panel.posted.at(-1)).toMatchObject({ type: 'reveal', runId: 'handshake' });
    }));

  test('a send takes its place, from the top', () =>
    withPanel(async panel => {
      await show(panel, done);
      await panel.page.evaluate(() => scrollTo(0, 400));
      await panel.show(scenes.handshake);
      expect(await scrollOf(panel)).toBe(0);
      expect(await panel.page.locator('.matrix-table').count()).toBe(0);
      expect(await headline(panel)).toBe(scenes.handshake.headline);
    }));
});

describe('hidden, and loaded anew', () => {
  test('what is remembered are an id and numbers', () =>
    withPanel(async panel => {
      await show(panel, done);
      await rowOf(panel, 7).locator('button').press('Enter');
      const row = { row: 7, scroll: expect.any(Number) as number };
      await openRow(panel, done, 7);
      expect(await stateOf(panel)).toEqual({ runId: 'row-7', selected: null, scroll: expect.any(Number), matrix: row });
      await show(panel, done);
      expect(await stateOf(panel)).toEqual({ runId: 'matrix', selected: null, scroll: expect.any(Number), matrix: row });
    }));

  test('shown again: row and scroll position come back, nothing is announced', () =>
    withPanel(
      async panel => {
        await show(panel, done);
        expect(await scrollOf(panel)).toBe(300);
        expect(await panel.page.locator('.m-open[tabindex="0"]').innerText()).toBe('expired');
        expect(await told(panel)).toBe('');
      },
      { runId: 'matrix', selected: null, scroll: 300, matrix: { row: 3, scroll: 300 } },
    ));

  test('shown again at a run, the way back still leads to where one was', () =>
    withPanel(
      async panel => {
        await openRow(panel, done, 3);
        await panel.page.keyboard.press('Escape');
        expect(panel.posted.at(-1)).toEqual({ type: 'open-matrix', matrixId: 'matrix' });
        await show(panel, done);
        expect(await scrollOf(panel)).toBe(300);
        expect(await focused(panel)).toBe('expired');
      },
      { runId: 'row-3', selected: null, scroll: 0, matrix: { row: 3, scroll: 300 } },
    ));

  test('after a reload it is gone, and can be run again', () =>
    withPanel(
      async panel => {
        await panel.send({ type: 'gone', runId: 'old' });
        expect(await headline(panel)).toBe('This matrix is gone');
        await panel.page.getByRole('button', { name: 'Run again' }).click();
        expect(panel.posted.at(-1)).toEqual({ type: 'run-matrix' });
      },
      { runId: 'old', selected: null, scroll: 0, matrix: { row: 3, scroll: 0 } },
    ));
});

for (const width of [320, 1200])
  test(`${width} px: a table with rows, headers and cells for a screen reader`, () =>
    open(
      async panel => {
        await show(panel, done);
        const grid = panel.page.getByRole('grid', { name: 'Matrix of refusals' });
        expect(await grid.getByRole('columnheader').allInnerTexts()).toEqual([
          '#',
          'case',
          'status',
          'code of the service',
          'cause found',
          'as expected',
        ]);
        const row = grid.getByRole('row', { name: /issued by another tenant/ });
        expect(await row.getByRole('rowheader').innerText()).toBe('issued by another tenant');
        expect(
          await row.getByRole('gridcell').evaluateAll(cells => cells.map(cell => cell.getAttribute('aria-label') ?? cell.textContent)),
        ).toEqual([
          '12',
          '401 Reason',
          'AKV10032',
          'The token comes from a tenant that the vault does not trust wrong-tenant',
          'as expected',
        ]);
      },
      { width, height: 900 },
    ));

test('without motion, nothing moves', () =>
  withPanel(async panel => {
    await panel.page.emulateMedia({ reducedMotion: 'reduce' });
    await show(panel, running);
    expect(await panel.page.evaluate(() => document.getAnimations().length)).toBe(0);
  }));
