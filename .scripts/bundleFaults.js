// @ts-check
/** @typedef {import('esbuild').Metafile} Metafile */

/** Bytes that a bundle may have: what the editor loads at start and what each panel loads. */
const limits = { 'dist/extension.js': 150_000, 'dist/panel.js': 200_000 };

/** undici sets process-wide slots that other extensions' `fetch` uses: it belongs into the workers. */
const withoutUndici = [
  'dist/extension.js',
  'dist/features.js',
  'dist/language.js',
  'dist/panel.js',
  'dist/emulator.js',
  'dist/evidence.js',
];

/**
 * What must not ship, in sentences; empty when all is well.
 * @param {readonly Metafile[]} metafiles
 * @param {(file: string) => Promise<string>} read
 * @returns {Promise<string[]>}
 */
async function bundleFaults(metafiles, read) {
  const faults = [];
  for (const [file, output] of metafiles.flatMap(metafile => Object.entries(metafile.outputs))) {
    const limit = limits[/** @type {keyof typeof limits} */ (file)];
    if (limit !== undefined && output.bytes > limit) faults.push(`${file} has ${output.bytes} bytes, ${limit} are allowed`);
    if (!file.endsWith('.js')) continue;
    const text = await read(file);
    const hasUndici = /\bundici\b/.test(text) || Object.keys(output.inputs).some(input => /node_modules\/undici\//.test(input));
    if (withoutUndici.includes(file) && hasUndici) faults.push(`${file} contains undici`);
    if (text.split('require("vscode")').length > 2) faults.push(`${file} copies the API of the editor more than once`);
    if (/\beval\(|\bnew Function\(/.test(text)) faults.push(`${file} makes code from text (eval or new Function)`);
  }
  return faults;
}

module.exports = { bundleFaults };
