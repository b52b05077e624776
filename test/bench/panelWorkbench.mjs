// The way from the command to the painted answer in a real VS Code, beside that of an extension which does nothing else.
// Needs the bench of ../shared/bench-vscode and a built dist/; says so where they are not.
import { spawn } from 'node:child_process';
import { existsSync } from 'node:fs';
import { mkdir, readFile } from 'node:fs/promises';
import { fileURLToPath } from 'node:url';
import { findBrowser } from '../harness/findBrowser.mjs';
import { installVsCode, minimumVersion } from '../harness/installVsCode.mjs';

const root = fileURLToPath(new URL('../../', import.meta.url));
const bench = fileURLToPath(new URL('../../../shared/bench-vscode/', import.meta.url));
const limits = { 'kvhttp-one-call': 1.5, 'kvhttp-three-calls': 3.6 };

const median = numbers => [...numbers].sort((a, b) => a - b)[numbers.length >> 1] ?? Number.NaN;

/** @returns {Promise<readonly {name: string, value: number, limit: number | null, unit: string}[]>} */
export async function benchWorkbench() {
  if (!existsSync(`${bench}bench.mjs`)) {
    console.log('the workbench is not measured: ../shared/bench-vscode is absent');
    return [];
  }
  if (!existsSync(`${root}dist/extension.js`)) {
    console.log('the workbench is not measured: build the extension first (npm run build)');
    return [];
  }
  const { sessions } = await measure();
  const visible = target =>
    median(
      sessions
        .filter(one => one.target === target)
        .flatMap(one => (one.result?.send?.reuse?.visible == null ? [] : [one.result.send.reuse.visible])),
    );
  const floor = visible('floor');
  return [
    { name: 'answer painted, panel open: the floor extension', value: floor, limit: null, unit: 'ms' },
    ...Object.entries(limits).flatMap(([target, limit]) => [
      { name: `answer painted, panel open: ${target}`, value: visible(target), limit: null, unit: 'ms' },
      { name: `  as a multiple of the floor's`, value: visible(target) / floor, limit, unit: 'x' },
    ]),
  ];
}

async function measure() {
  const { root: server, node, serverArgs } = await installVsCode(minimumVersion);
  const { executablePath, env } = await findBrowser();
  const out = `${root}test-results/bench-panel.json`;
  await mkdir(`${root}test-results`, { recursive: true });
  const args = [
    `${bench}bench.mjs`,
    ...['--vscode', [`${minimumVersion}=${server}`, node, ...serverArgs].join(',')],
    ...['--target', `${bench}targets/floor.json=${bench}floor-ext`],
    ...['oneCall', 'threeCalls'].flatMap(name => ['--target', `${root}test/bench/targets/${name}.json=${root}`]),
    ...['--playwright', `${root}node_modules/playwright-core`, '--chromium', executablePath],
    ...['--runs', process.env['KVHTTP_BENCH_RUNS'] || '3', '--sends', '20', '--sends-fresh', '2', '--sizes', '10'],
    ...['--phases', 'activation,send', '--no-memory', '--out', out],
  ];
  const child = spawn(process.execPath, args, { cwd: bench, env: { ...process.env, ...env }, stdio: ['ignore', 'inherit', 'inherit'] });
  const code = await new Promise((resolve, reject) => child.on('error', reject).on('close', resolve));
  if (code !== 0) throw new Error(`the bench ended with code ${code}`);
  return JSON.parse(await readFile(out, 'utf8'));
}
