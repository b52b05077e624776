// @ts-check
const { readdir, readFile } = require('node:fs/promises');
const path = require('node:path');

/**
 * The licences of every package of which something is in the bundles, as one text.
 * @param {readonly import('esbuild').Metafile[]} metafiles
 * @param {string} root the project's folder: the metafiles' paths are relative to it
 * @returns {Promise<string>}
 */
async function thirdPartyLicences(metafiles, root) {
  const inputs = metafiles.flatMap(metafile => Object.values(metafile.outputs)).flatMap(output => Object.keys(output.inputs));
  const folders = new Set(inputs.map(packageFolder).filter(folder => folder !== undefined));
  const parts = await Promise.all([...folders].sort().map(folder => licenceOf(path.join(root, folder))));
  return `${['This extension contains code of these packages.', ...parts].join(`\n\n${'-'.repeat(80)}\n\n`)}\n`;
}

/** @param {string} input */
function packageFolder(input) {
  return /^.*node_modules\/(?:@[^/]+\/)?[^/]+/.exec(input)?.[0];
}

/** @param {string} folder */
async function licenceOf(folder) {
  const { name, version, license } = JSON.parse(await readFile(path.join(folder, 'package.json'), 'utf8'));
  const file = (await readdir(folder)).find(entry => /^licen[cs]e(\.|-|$)/i.test(entry));
  if (license === undefined && file === undefined) throw new Error(`${name} names no licence`);
  const text = file === undefined ? `Licence: ${license}` : (await readFile(path.join(folder, file), 'utf8')).trim();
  return `${name} ${version} (${license ?? 'see below'})\n\n${text}`;
}

module.exports = { thirdPartyLicences };
