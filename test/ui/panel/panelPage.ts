import { readFile } from 'node:fs/promises';
import { fileURLToPath } from 'node:url';
import { build } from 'esbuild';
import type { Browser, Page } from 'playwright-core';
import type { Trace } from '../../../src/core/model/trace.ts';
import { exchangeDetails } from '../../../src/core/timeline/exchangeDetails.ts';
import { type PanelSource, panelModel } from '../../../src/core/timeline/panelModel.ts';
import { panelHtml } from '../../../src/host/trace/panelHtml.ts';
import type { FromPanel, ToPanel } from '../../../src/protocol/panel.ts';
import { type ThemeName, themeOf } from './themes.ts';

const sources = fileURLToPath(new URL('../../../src/webview/', import.meta.url));
const origin = 'https://panel.test';

export interface PanelFiles {
  readonly script: string;
  readonly style: string;
}

/** The page's two files, built as for the package. */
export async function buildPanel(): Promise<PanelFiles> {
  const built = await build({
    entryPoints: [`${sources}main.ts`],
    bundle: true,
    minify: true,
    format: 'iife',
    platform: 'browser',
    target: 'chrome128',
    write: false,
    legalComments: 'none',
  });
  return { script: built.outputFiles[0]?.text ?? '', style: await readFile(`${sources}panel.css`, 'utf8') };
}

export interface PanelOptions {
  readonly theme: ThemeName;
  readonly width: number;
  readonly height: number;
  readonly state: unknown;
  readonly scale: number;
  readonly language: string;
  readonly strings: Readonly<Record<string, string>>;
}

/** The built page in a browser, with a host at the other end that records what it is told and answers `select`. */
export class PanelUnderTest {
  readonly page: Page;
  /** Everything the page posted. */
  readonly posted: FromPanel[] = [];
  /** Every URL that was asked for, the page's own three files left out. */
  readonly requests: string[] = [];
  /** Console errors, page errors and violations of the content security policy. */
  readonly complaints: string[] = [];
  #trace: Trace | null = null;
  /** Answers on their way to the page. */
  readonly #answers: Promise<void>[] = [];

  private constructor(page: Page) {
    this.page = page;
  }

  static async open(browser: Browser, files: PanelFiles, options: Partial<PanelOptions> = {}): Promise<PanelUnderTest> {
    const context = await browser.newContext({
      viewport: { width: options.width ?? 760, height: options.height ?? 900 },
      deviceScaleFactor: options.scale ?? 1,
      timezoneId: 'UTC',
      locale: 'en-GB',
    });
    const page = await context.newPage();
    await page.clock.setFixedTime(Date.UTC(2026, 2, 4, 12, 1));
    const panel = new PanelUnderTest(page);
    await panel.#wire(files, options);
    await page.goto(`${origin}/`);
    return panel;
  }

  async show(source: PanelSource, now: number = Date.UTC(2026, 2, 4, 12)): Promise<void> {
    this.#trace = source.trace;
    await this.send({ type: 'show', model: panelModel(source, now) });
  }

  async send(message: ToPanel): Promise<void> {
    await this.page.evaluate(m => window.postMessage(m, '*'), message);
    // Two frames: the message is handled, the widgets have drawn themselves.
    await this.page.evaluate(() => new Promise(done => requestAnimationFrame(() => requestAnimationFrame(done))));
  }

  async close(): Promise<void> {
    await Promise.all(this.#answers);
    await this.page.context().close();
  }

  async #wire(files: PanelFiles, options: Partial<PanelOptions>): Promise<void> {
    const { page } = this;
    const { language = 'en', strings = {}, state = null, theme = 'dark' } = options;
    page.on('console', message => message.type() === 'error' && this.complaints.push(message.text()));
    page.on('pageerror', error => this.complaints.push(String(error)));
    await page.route('**/*', route => {
      const path = route.request().url().slice(origin.length);
      const html = panelHtml({
        nonce: 'bm9uY2U',
        cspSource: origin,
        script: `${origin}/panel.js`,
        style: `${origin}/panel.css`,
        language,
        strings,
      });
      if (path === '/') return route.fulfill({ contentType: 'text/html', body: html });
      if (path === '/panel.js') return route.fulfill({ contentType: 'text/javascript', body: files.script });
      if (path === '/panel.css') return route.fulfill({ contentType: 'text/css', body: files.style });
      if (path !== '/favicon.ico') this.requests.push(route.request().url());
      return route.abort();
    });
    await page.exposeFunction('postToHost', (message: FromPanel) => this.#answer(message));
    await page.addInitScript(fakeHost, { state, ...themeOf(theme) });
  }

  #answer(message: FromPanel): void {
    this.posted.push(message);
    if (message.type !== 'select') return;
    const found = this.#trace?.entries.flatMap(e => (e.kind === 'exchange' && e.exchange.id === message.exchange ? [e.exchange] : []))[0];
    if (found !== undefined) this.#answers.push(this.send({ type: 'details', runId: message.runId, details: exchangeDetails(found) }));
  }
}

/** Runs in the page before its script: the editor's side of a webview. */
function fakeHost({
  state,
  bodyClass,
  variables,
}: {
  state: unknown;
  bodyClass: string;
  variables: Readonly<Record<string, string>>;
}): void {
  const host = window as unknown as {
    postToHost(message: unknown): void;
    acquireVsCodeApi: unknown;
    panelState: unknown;
    tripped: string[];
  };
  host.panelState = state;
  host.tripped = [];
  host.acquireVsCodeApi = () => ({
    postMessage: (message: unknown) => host.postToHost(message),
    getState: () => host.panelState,
    setState: (next: unknown) => {
      host.panelState = next;
    },
  });
  document.addEventListener('securitypolicyviolation', event => console.error(`CSP ${event.violatedDirective} ${event.blockedURI}`));
  document.addEventListener('DOMContentLoaded', () => {
    document.body.className = bodyClass;
    for (const [name, value] of Object.entries(variables)) document.documentElement.style.setProperty(name, value);
  });
}
