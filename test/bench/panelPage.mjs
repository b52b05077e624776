// 10,000 calls in the built page, in a headless Chromium: from the run to a page that answers a key, and a scroll frame with its painting.
import { readFile } from 'node:fs/promises';
import { fileURLToPath } from 'node:url';
import { build } from 'esbuild';
import { launchBrowser } from '../harness/findBrowser.mjs';

const root = new URL('../../', import.meta.url);
const calls = 10_000;
const rounds = Number(process.env['KVHTTP_BENCH_ROUNDS'] || 5);
const origin = 'https://panel.test';
const wheelFrames = 100;
const dragFrames = 50;

const pathOf = file => fileURLToPath(new URL(file, root));
const median = numbers => [...numbers].sort((a, b) => a - b)[numbers.length >> 1] ?? Number.NaN;

async function load(file) {
  const { outputFiles } = await build({ entryPoints: [pathOf(file)], bundle: true, format: 'esm', write: false, logLevel: 'error' });
  return import(`data:text/javascript;base64,${Buffer.from(outputFiles[0].text).toString('base64')}`);
}

async function pageFiles() {
  const { panelHtml } = await load('src/host/trace/panelHtml.ts');
  const built = await build({
    entryPoints: [pathOf('src/webview/main.ts')],
    bundle: true,
    minify: true,
    format: 'iife',
    platform: 'browser',
    target: 'chrome138',
    legalComments: 'none',
    write: false,
  });
  const parts = { nonce: 'n', cspSource: origin, script: `${origin}/panel.js`, style: `${origin}/panel.css`, language: 'en', strings: {} };
  return new Map([
    ['/', { contentType: 'text/html', body: panelHtml(parts) }],
    ['/panel.js', { contentType: 'text/javascript', body: built.outputFiles[0].text }],
    ['/panel.css', { contentType: 'text/css', body: await readFile(pathOf('src/webview/panel.css'), 'utf8') }],
  ]);
}

/** @returns {Promise<readonly {name: string, value: number, limit: number | null, unit: string}[]>} */
export async function benchPage() {
  const files = await pageFiles();
  const { manyCalls } = await load('test/unit/panel/manyCalls.ts');
  const { panelModel } = await load('src/core/timeline/panelModel.ts');
  const run = manyCalls(calls);
  const hostTimes = [];
  const cpuStart = process.cpuUsage();
  for (let round = 0; round < rounds; round++) {
    const start = performance.now();
    structuredClone(panelModel(run, run.trace.startedAt));
    hostTimes.push(performance.now() - start);
  }
  const cpu = process.cpuUsage(cpuStart);
  const model = panelModel(run, run.trace.startedAt);
  const browser = await launchBrowser();
  try {
    const results = [];
    for (let round = 0; round < rounds; round++) results.push(await measure(browser, files, model));
    const of = key => median(results.map(result => result[key]));
    return [
      { name: `${calls} calls: the model, made and copied`, value: median(hostTimes), limit: null, unit: 'ms' },
      { name: '  processor time for it', value: (cpu.user + cpu.system) / 1000 / rounds, limit: null, unit: 'ms' },
      {
        name: `${calls} calls: from the run to a page that answers a key`,
        value: median(hostTimes) + of('interactive'),
        limit: 1000,
        unit: 'ms',
      },
      { name: '  processor time of the page', value: of('cpu'), limit: null, unit: 'ms' },
      { name: 'scroll frame of a wheel (72 px), median', value: of('wheel'), limit: 16, unit: 'ms' },
      { name: '  processor time of the page, mean', value: of('wheelCpu'), limit: null, unit: 'ms' },
      { name: 'scroll frame of a dragged bar (a page or more), median', value: of('drag'), limit: 16, unit: 'ms' },
      { name: '  processor time of the page, mean', value: of('dragCpu'), limit: null, unit: 'ms' },
      { name: 'panel bundle, minified', value: Buffer.byteLength(files.get('/panel.js').body) / 1000, limit: 200, unit: 'kB' },
    ];
  } finally {
    await browser.close();
  }
}

async function measure(browser, files, model) {
  const context = await browser.newContext({ viewport: { width: 900, height: 1000 } });
  try {
    const page = await context.newPage();
    await page.route('**/*', route => {
      const file = files.get(new URL(route.request().url()).pathname);
      return file === undefined ? route.abort() : route.fulfill(file);
    });
    await page.addInitScript(`window.benchModel = ${JSON.stringify(model)};
      window.acquireVsCodeApi = () => ({ postMessage() {}, getState() {}, setState() {} });`);
    await page.goto(`${origin}/`);
    // Processor time of the page's thread: it says what the work costs even where others take their turns.
    const session = await context.newCDPSession(page);
    await session.send('Performance.enable', { timeDomain: 'threadTicks' });
    const taken = async () => {
      const { metrics } = await session.send('Performance.getMetrics');
      return 1000 * (metrics.find(({ name }) => name === 'TaskDuration')?.value ?? Number.NaN);
    };
    const marks = [await taken()];
    const interactive = await page.evaluate(becomeInteractive);
    marks.push(await taken());
    const wheel = await page.evaluate(scrollFrames, { count: wheelFrames, step: 72 });
    marks.push(await taken());
    const drag = await page.evaluate(scrollFrames, { count: dragFrames, step: 1700 });
    marks.push(await taken());
    const [start = 0, shown = 0, wheeled = 0, dragged = 0] = marks;
    return {
      interactive,
      wheel,
      drag,
      cpu: shown - start,
      wheelCpu: (wheeled - shown) / wheelFrames,
      dragCpu: (dragged - wheeled) / dragFrames,
    };
  } finally {
    await context.close();
  }
}

/** Runs in the page: ms until the list is there and has answered a key. */
async function becomeInteractive() {
  const frame = () => new Promise(done => requestAnimationFrame(done));
  const start = performance.now();
  window.postMessage({ type: 'show', model: window.benchModel }, '*');
  while (document.querySelector('.call') === null) {
    if (performance.now() - start > 60_000) throw new Error('the page drew nothing in a minute');
    await frame();
  }
  document.querySelector('.call').focus();
  document.activeElement.dispatchEvent(new KeyboardEvent('keydown', { key: 'ArrowDown', bubbles: true }));
  if (document.activeElement.dataset.exchange !== '1') throw new Error('the page did not answer the key');
  await frame();
  return performance.now() - start;
}

/** Runs in the page: the median ms of a frame that scrolls, from its start until it is painted. */
async function scrollFrames({ count, step }) {
  const rows = document.querySelector('.rows');
  rows.scrollIntoView();
  const { port1, port2 } = new MessageChannel();
  // A task of its own comes after the frame that is being made.
  const painted = () =>
    new Promise(done => {
      port2.onmessage = done;
      port1.postMessage(null);
    });
  const times = [];
  for (let i = 0; i < count; i++) {
    await painted();
    // The scroll event comes with the next frame, before its callbacks: its work counts from the frame's start.
    rows.scrollTop = rows.scrollTop + step + rows.clientHeight >= rows.scrollHeight ? 0 : rows.scrollTop + step;
    const began = await new Promise(done => requestAnimationFrame(done));
    await painted();
    times.push(performance.now() - began);
  }
  return times.sort((a, b) => a - b)[count >> 1];
}
