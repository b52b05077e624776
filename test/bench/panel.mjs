// What the panel costs: `npm run bench:panel [page|workbench]`. Exit code 1 where a figure is missed; a busy machine misses them all.
import { cpus, loadavg } from 'node:os';
import { benchPage } from './panelPage.mjs';
import { benchWorkbench } from './panelWorkbench.mjs';

const [only] = process.argv.slice(2);
console.log(`${cpus().length} cores (${cpus()[0]?.model ?? 'unknown'}), load ${loadavg()[0]?.toFixed(1)}`);

const figures = [];
if (only !== 'workbench') figures.push(...(await benchPage()));
if (only !== 'page') figures.push(...(await benchWorkbench()));

for (const { name, value, limit, unit } of figures) {
  const verdict = limit === null ? '' : value <= limit ? `  ok, at most ${limit} ${unit}` : `  MISSED, at most ${limit} ${unit}`;
  console.log(`${name.padEnd(62)} ${value.toFixed(1).padStart(8)} ${unit}${verdict}`);
}
if (figures.some(({ value, limit }) => limit !== null && !(value <= limit))) process.exitCode = 1;
