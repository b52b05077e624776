import { mkdir, readFile } from 'node:fs/promises';
import { dirname, join } from 'node:path';
import type { Frame, FrameLocator, Locator, Page } from 'playwright-core';
import { projectRoot } from '../../harness/projectRoot.mjs';
import { writeUserSettings } from '../../harness/serveVsCode.mjs';
import { startOfText } from './startOfText.ts';

export type ThemeName = 'dark' | 'light' | 'highContrast' | 'highContrastLight';

/** `file` is the theme's own: the workbench wears it as a class, beside the base that many themes share. */
const themes: Readonly<Record<ThemeName, { readonly label: string; readonly file: string }>> = {
  dark: { label: 'Dark Modern', file: 'dark_modern' },
  light: { label: 'Light Modern', file: 'light_modern' },
  highContrast: { label: 'Dark High Contrast', file: 'hc_black' },
  highContrastLight: { label: 'Light High Contrast', file: 'hc_light' },
};

export interface WorkbenchParts {
  readonly page: Page;
  readonly folder: string;
  readonly userData: string;
  readonly serverLog: () => string;
  readonly close: () => Promise<void>;
}

/** VS Code as a person has it: what one sees, and what one does with mouse and keys. */
export class Workbench {
  readonly page: Page;
  /** Absolute path of the workspace. */
  readonly folder: string;
  readonly serverLog: () => string;
  readonly close: () => Promise<void>;
  readonly #userData: string;

  constructor(parts: WorkbenchParts) {
    this.page = parts.page;
    this.folder = parts.folder;
    this.serverLog = parts.serverLog;
    this.close = parts.close;
    this.#userData = parts.userData;
  }

  /** Resolves when the workbench is drawn and answers keys. */
  async ready(): Promise<void> {
    await this.page.locator('.monaco-workbench .part.statusbar').waitFor({ timeout: 120_000 });
    await this.page.locator('.monaco-workbench .activitybar .action-label').first().waitFor();
  }

  /** Loads the window anew by the editor's own command, which saves what is open; a bare reload of the page may come before that. */
  async reload(): Promise<void> {
    const loaded = this.page.waitForEvent('load', { timeout: 60_000 });
    await this.runCommand('Developer: Reload Window');
    await loaded;
    await this.ready();
  }

  /** Opens a file of the workspace in the active group by Quick Open. */
  async openFile(name: string): Promise<void> {
    // The palette without its `>` is Quick Open; its own key, Ctrl+P, may be the browser's within a webview.
    await this.#openPalette();
    await this.#pick(name);
    await this.tab(name.split('/').at(-1) ?? name).waitFor();
  }

  /** Runs a command of the palette by its full title, such as `Key Vault: Send`. */
  async runCommand(title: string): Promise<void> {
    // A palette that was opened before the extension was known does not list its commands: open it again.
    for (let opened = 0; opened < 10; opened++) {
      await this.#openPalette();
      const row = await this.#filterPick(`>${title}`);
      if (await row.waitFor({ timeout: 5000 }).then(always, never)) return row.click();
      await this.page.keyboard.press('Escape');
    }
    throw new Error(`no command "${title}"`);
  }

  /** The open quick input (palette, pick or box). */
  get quickInput(): Locator {
    return this.page.locator('.quick-input-widget:visible');
  }

  tab(name: string): Locator {
    return this.page.locator('.tab').filter({ hasText: name });
  }

  /** Code lenses whose text contains `text`, from the top. */
  lens(text: string | RegExp): Locator {
    return this.page.locator('.codelens-decoration a').filter({ hasText: text });
  }

  /** Clicks the lens in the lens row right above the editor line that contains `lineText`. */
  async clickLensAbove(lineText: string, text: string | RegExp): Promise<void> {
    await this.lens(text).first().waitFor();
    // The rows move down when lenses are drawn, and a click on one that moves is lost: look again until it stays where it belongs.
    let before: number | undefined;
    for (let look = 0; look < 100; look++) {
      const found = await this.#lensAbove(lineText, text);
      if (found !== undefined && found.y === before) return found.lens.click();
      before = found?.y;
      await this.page.waitForTimeout(100);
    }
    throw new Error(`no lens ${String(text)} above "${lineText}"`);
  }

  async #lensAbove(lineText: string, text: string | RegExp): Promise<{ readonly lens: Locator; readonly y: number } | undefined> {
    const line = await startOfText(this.page, lineText);
    const boxes = await Promise.all((await this.lens(text).all()).map(async lens => ({ lens, box: await lens.boundingBox() })));
    return boxes
      .flatMap(({ lens, box }) => (box !== null && box.y < line.y && line.y - box.y < 3 * box.height ? [{ lens, y: box.y }] : []))
      .at(-1);
  }

  /** Puts the cursor at the start of the first visible `text` in an editor. */
  async placeCursor(text: string): Promise<void> {
    const { x, y } = await startOfText(this.page, text);
    await this.page.mouse.click(x, y);
  }

  /** Moves the mouse to the start of the first visible `text` in an editor and answers the hover's content. */
  async hover(text: string): Promise<Locator> {
    const content = this.page.locator('.monaco-hover:not(.hidden) .hover-contents');
    // Nobody answers while the extension is being activated by the first file: a person moves the mouse once more.
    for (let move = 0; move < 10; move++) {
      const { x, y } = await startOfText(this.page, text);
      await this.page.mouse.move(x, y + 60);
      await this.page.mouse.move(x + 3, y, { steps: 4 });
      const shown = content.first().waitFor({ timeout: 3000 });
      if (await shown.then(always, never)) return content;
    }
    throw new Error(`no hover over "${text}"`);
  }

  /** The newest webview's document, for locators. */
  get panel(): FrameLocator {
    return this.page.frameLocator('iframe.webview.ready').last().frameLocator('iframe#active-frame');
  }

  /** The same document as a frame, for `evaluate` (axe must be evaluated: the page's policy blocks script tags). */
  async panelFrame(): Promise<Frame> {
    const body = await this.panel.locator('body').elementHandle();
    const frame = await body?.ownerFrame();
    if (!frame) throw new Error('no panel is open');
    return frame;
  }

  /** Clicks a container's icon in the activity bar unless its side bar is shown already. */
  async openView(label: string): Promise<void> {
    const icon = this.page.locator(`.activitybar .action-label[aria-label^="${label}"]`);
    await icon.waitFor();
    const shown = await icon.locator('xpath=ancestor::li[1]').getAttribute('class');
    if (!/\bchecked\b/.test(shown ?? '')) await icon.click();
  }

  /** Rows of the visible trees that contain `text`. */
  treeItem(text: string | RegExp): Locator {
    return this.page.getByRole('treeitem').filter({ hasText: text });
  }

  async expand(text: string | RegExp): Promise<void> {
    const item = this.treeItem(text).first();
    await item.waitFor();
    if ((await item.getAttribute('aria-expanded')) !== 'true') await item.locator('.monaco-tl-twistie').click();
  }

  /** Picks an entry of the menu that the right mouse button opens over a row of a tree. */
  async chooseFromMenu(item: Locator, entry: string): Promise<void> {
    await item.click({ button: 'right' });
    // A menu that has just opened takes a click for the end of the one that opened it: choose by key.
    await this.page.locator('.context-view .action-label, .monaco-menu .action-label').filter({ hasText: entry }).first().hover();
    await this.page.keyboard.press('Enter');
  }

  /** What lies in the clipboard, as soon as it fits. */
  async clipboard(expected: RegExp): Promise<string> {
    await this.page.context().grantPermissions(['clipboard-read', 'clipboard-write']);
    for (let look = 0; look < 100; look++) {
      const text = await this.page.evaluate(() => navigator.clipboard.readText());
      if (expected.test(text)) return text;
      await this.page.waitForTimeout(100);
    }
    throw new Error(`nothing like ${String(expected)} was copied`);
  }

  /** The text of the visible lines of all editors; a line's spaces are made plain. */
  async editorText(): Promise<string> {
    const lines = await this.page.locator('.editor-instance .view-line').allInnerTexts();
    return lines.join('\n').replaceAll('\u00a0', ' ');
  }

  /** Notification toasts (a version that runs with the test driver may suppress them). */
  get toasts(): Locator {
    return this.page.locator('.notification-toast');
  }

  /** Changes user settings and loads the window anew: this build does not notice a changed file while it runs. */
  async changeSettings(settings: Readonly<Record<string, unknown>>): Promise<void> {
    const before: unknown = JSON.parse(await readFile(join(this.#userData, 'User', 'settings.json'), 'utf8'));
    await writeUserSettings(this.#userData, { ...(before as Record<string, unknown>), ...settings });
    await this.reload();
  }

  /** Picks the colour theme by the palette, and waits until the workbench wears it; what is open stays open. */
  async setTheme(name: ThemeName): Promise<void> {
    const { label, file } = themes[name];
    await this.runCommand('Preferences: Color Theme');
    // The palette stays for a moment, and would take the words for a command: its own begin with `>`.
    await this.page.waitForFunction(() => {
      const input = document.querySelector<HTMLInputElement>('.quick-input-widget:not([style*="display: none"]) input[type="text"]');
      return input !== null && !input.value.startsWith('>');
    });
    await this.#pick(label);
    await this.page.locator(`.monaco-workbench.vscode-theme-defaults-themes-${file}-json`).waitFor();
    await this.quickInput.waitFor({ state: 'hidden' });
  }

  /**
   * A picture for people: into `media/screenshots` when asked by KVHTTP_SCREENSHOTS=1 (`npm run screenshots`), otherwise into
   * `test-results/screenshots`, where it is looked at after a failure.
   */
  async screenshot(name: string, part: Page | Locator = this.page): Promise<void> {
    const target = process.env['KVHTTP_SCREENSHOTS'] === '1' ? 'media/screenshots' : 'test-results/screenshots';
    await this.#saveTo(join(projectRoot, target, `${name}.png`), part);
  }

  async saveFailure(name: string): Promise<void> {
    await this.#saveTo(join(projectRoot, 'test-results', 'failures', `${name.replace(/[^\w-]+/g, '-').slice(0, 100)}.png`), this.page);
  }

  async #saveTo(file: string, part: Page | Locator): Promise<void> {
    await mkdir(dirname(file), { recursive: true });
    await part.screenshot({ path: file, animations: 'disabled' });
  }

  /** A webview that is still loading has the focus, but passes no key on: press again. */
  async #openPalette(): Promise<void> {
    for (let press = 0; press < 10; press++) {
      await this.page.keyboard.press('F1');
      const shown = this.quickInput.waitFor({ timeout: 2000 });
      if (await shown.then(always, never)) return;
    }
    throw new Error('the command palette does not open');
  }

  async #pick(text: string): Promise<void> {
    const row = await this.#filterPick(text);
    await row.waitFor();
    await row.click();
  }

  /** Types into the open quick input and answers the row that is meant. */
  async #filterPick(text: string): Promise<Locator> {
    const input = this.quickInput.locator('input[type="text"]');
    await input.waitFor();
    await input.fill(text);
    const wanted = text.replace(/^>/, '').split('/').at(-1) ?? text;
    return this.quickInput.locator('.quick-input-list .monaco-list-row').filter({ hasText: wanted }).first();
  }
}

const always = () => true;
const never = () => false;
