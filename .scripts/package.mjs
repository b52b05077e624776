#!/usr/bin/env node
// @ts-check
// npm run package: the .vsix, and proof that it holds what should ship and nothing else.
import { spawnSync } from 'node:child_process';
import { readFileSync, statSync } from 'node:fs';
import path from 'node:path';
import { projectRoot } from '../test/harness/projectRoot.mjs';

const vsce = path.join('node_modules', '@vscode', 'vsce', 'vsce');
const maxBytes = 1_000_000;
const shipped =
  /^(package(\.nls(\.[\w-]+)?)?\.json|README\.md|CHANGELOG\.md|LICENSE|dist\/[\w-]+\.(js|css)|dist\/THIRD_PARTY_LICENSES\.txt|l10n\/[\w.-]+\.json|media\/(?!screenshots\/).+)$/;

/**
 * @param {string[]} args
 * @returns {string} all that vsce said
 */
function runVsce(...args) {
  const { status, stdout, stderr } = spawnSync(process.execPath, [vsce, ...args], { cwd: projectRoot, encoding: 'utf8' });
  if (status !== 0) throw new Error(`vsce ${args[0]} ended with ${status}:\n${stdout}${stderr}`);
  return stdout + stderr;
}

function main() {
  const { name, version } = JSON.parse(readFileSync(path.join(projectRoot, 'package.json'), 'utf8'));
  const file = `${name}-${version}.vsix`;
  const said = runVsce('package', '--no-dependencies', '--out', file);
  console.log(said.trim());
  const files = runVsce('ls', '--no-dependencies').split(/\r?\n/).filter(Boolean);
  const bytes = statSync(path.join(projectRoot, file)).size;
  const faults = [
    ...(/^\s*WARN(ING)?\b/m.test(said) ? ['vsce has warnings'] : []),
    ...(bytes > maxBytes ? [`${file} has ${bytes} bytes, ${maxBytes} are allowed`] : []),
    ...files.filter(entry => !shipped.test(entry)).map(entry => `${entry} should not ship`),
    ...(files.includes('dist/extension.js') ? [] : ['dist/extension.js is missing']),
  ];
  for (const fault of faults) console.error(`error: ${fault}`);
  if (faults.length > 0) process.exitCode = 1;
  else console.log(`${file}: ${files.length} files, ${Math.ceil(bytes / 1000)} KB`);
}

main();
