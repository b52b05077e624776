// Builds dist/ (what ships) or, with --tests, out/ (the in-host suites). --watch rebuilds on change, --metafile writes out/meta/, --quiet tells of problems alone.
const esbuild = require('esbuild');
const { chmod, mkdir, readdir, readFile, rm, writeFile } = require('node:fs/promises');
const path = require('node:path');
const process = require('node:process');
const { bundleFaults } = require('./.scripts/bundleFaults.js');
const { thirdPartyLicences } = require('./.scripts/thirdPartyLicences.js');
const { vscodeOnce } = require('./.scripts/vscodeOnce.js');

const flags = new Set(process.argv.slice(2));
const watch = flags.has('--watch');

const common = {
  bundle: true,
  logLevel: flags.has('--quiet') ? 'warning' : 'info',
  legalComments: 'none',
  metafile: true,
  minify: !watch,
  sourcemap: watch && 'linked',
};
// The oldest editor that we support has Node 22; the command line and the tool chain run on Node 20 too.
const node = { ...common, platform: 'node', format: 'cjs', target: 'node20' };
const host = { ...node, plugins: [vscodeOnce] };
const browser = { ...common, platform: 'browser', format: 'iife', target: 'chrome138' };

const licencesFile = 'dist/THIRD_PARTY_LICENSES.txt';

const bundles = [
  { ...host, entryPoints: ['src/extension.ts'], outfile: 'dist/extension.js' },
  { ...host, entryPoints: ['src/host/language/createLanguage.ts'], outfile: 'dist/language.js' },
  { ...host, entryPoints: ['src/host/features/createFeatures.ts'], outfile: 'dist/features.js' },
  { ...node, entryPoints: ['src/engine/engineWorker.ts'], outfile: 'dist/engine.js' },
  { ...node, entryPoints: ['src/emulator/emulatorWorker.ts'], outfile: 'dist/emulator.js' },
  { ...node, entryPoints: ['src/engine/evidenceWorker.ts'], outfile: 'dist/evidence.js' },
  { ...node, entryPoints: ['src/cli/main.ts'], outfile: 'dist/cli.js', banner: { js: '#!/usr/bin/env node' } },
  { ...browser, entryPoints: ['src/webview/main.ts'], outfile: 'dist/panel.js' },
  { ...browser, entryPoints: ['src/webview/panel.css'], outfile: 'dist/panel.css' },
];

async function testBundle() {
  const names = await readdir('test/host', { recursive: true });
  const tests = names.filter(name => name.endsWith('.test.ts')).map(name => path.join('test/host', name));
  return {
    ...node,
    minify: false,
    sourcemap: 'inline',
    entryPoints: ['test/host/runSuite.ts', ...tests],
    outdir: 'out/host',
    outbase: 'test/host',
    external: ['vscode', 'mocha'],
  };
}

async function buildProduct() {
  const results = await Promise.all(bundles.map(options => esbuild.build(options)));
  await chmod('dist/cli.js', 0o755);
  const metafiles = results.map(result => result.metafile);
  await writeFile(licencesFile, await thirdPartyLicences(metafiles, __dirname));
  await removeLeftovers([licencesFile, ...metafiles.flatMap(metafile => Object.keys(metafile.outputs))]);
  if (flags.has('--metafile')) await writeMetafiles(metafiles);
  const faults = await bundleFaults(metafiles, file => readFile(file, 'utf8'));
  for (const fault of faults) console.error(`error: ${fault}`);
  if (faults.length > 0) process.exitCode = 1;
}

/** What an earlier build left in dist/ must not ship; a file that is still built is never away, not even for a moment. */
async function removeLeftovers(built) {
  const names = await readdir('dist', { recursive: true });
  const leftovers = names
    .map(name => path.posix.join('dist', name.replaceAll('\\', '/')))
    .filter(file => !built.some(kept => kept === file || kept.startsWith(`${file}/`)));
  await Promise.all(leftovers.map(file => rm(file, { recursive: true, force: true })));
}

async function writeMetafiles(metafiles) {
  await mkdir('out/meta', { recursive: true });
  for (const metafile of metafiles) {
    const [output] = Object.keys(metafile.outputs);
    await writeFile(path.join('out/meta', `${path.basename(output)}.json`), JSON.stringify(metafile));
  }
}

async function main() {
  process.chdir(__dirname);
  if (watch) {
    const contexts = await Promise.all(bundles.map(options => esbuild.context(options)));
    await Promise.all(contexts.map(context => context.watch()));
  } else if (flags.has('--tests')) {
    await rm('out/host', { recursive: true, force: true });
    await esbuild.build(await testBundle());
  } else {
    await buildProduct();
  }
}

main().catch(error => {
  // esbuild has printed its own findings already.
  if (error?.errors === undefined) console.error(error);
  process.exitCode = 1;
});
