#!/usr/bin/env node
// @ts-check
// npm test: every part, even after one that failed. The last line is `N passed, N failed`; type check, lint and build count as one each.
// --only NAME,NAME… runs some (typecheck lint build unit flow panel host interop workbench current).
import { rm } from 'node:fs/promises';
import path from 'node:path';
import { parseArgs } from 'node:util';
import { projectRoot } from '../test/harness/projectRoot.mjs';
import { checkNode } from './checkNode.mjs';
import { ensureInstalled } from './ensureInstalled.mjs';
import { runCommand } from './runCommand.mjs';
import { countsOf, parts, usualParts } from './testParts.mjs';

checkNode();

function chosenParts() {
  const { values } = parseArgs({ options: { only: { type: 'string' } } });
  const names = values.only?.split(',') ?? usualParts;
  const unknown = names.filter(name => !parts.some(part => part.name === name));
  if (unknown.length > 0) throw new Error(`no such part: ${unknown.join(', ')}; there are ${parts.map(part => part.name).join(', ')}`);
  return parts.filter(part => names.includes(part.name));
}

/** @param {import('./testParts.mjs').Part} part */
async function runPart(part) {
  console.log(`\n── ${part.title} ──`);
  if (part.results !== undefined) await rm(path.join(projectRoot, part.results), { force: true });
  const started = performance.now();
  const code = await runCommand(part.command, part.minutes * 60_000);
  const seconds = (performance.now() - started) / 1000;
  if (code === 'too slow') console.error(`${part.title}: ended after ${part.minutes} minutes`);
  return { part, seconds, counts: await countsOf(part, code) };
}

async function main() {
  await ensureInstalled();
  /** @type {Awaited<ReturnType<typeof runPart>>[]} */
  const results = [];
  for (const part of chosenParts()) results.push(await runPart(part));
  console.log('');
  for (const { part, seconds, counts } of results) {
    const skipped = counts.skipped > 0 ? `, ${counts.skipped} skipped` : '';
    console.log(`${part.title.padEnd(32)} ${seconds.toFixed(1).padStart(6)} s   ${counts.passed} ok, ${counts.failed} not ok${skipped}`);
  }
  const sum = (/** @type {'passed' | 'failed'} */ key) => results.reduce((total, { counts }) => total + counts[key], 0);
  if (sum('failed') > 0 || sum('passed') === 0) process.exitCode = 1;
  console.log(`\n${sum('passed')} passed, ${sum('failed')} failed`);
}

await main();
