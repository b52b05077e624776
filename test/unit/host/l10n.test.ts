import { readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, test } from 'vitest';
import { editorSentences } from '../../../src/core/language/editorSentences.ts';
import { matrixCases } from '../../../src/core/run/matrix/matrixCases.ts';
import { tracedSentences } from '../../../src/core/timeline/retell.ts';

/** The texts of `vscode.l10n.t('…')` and of the same function handed in as `t`. */
function textsOf(source: string): readonly string[] {
  const calls = source.matchAll(/(?<![\w$])t\(\s*(?:'((?:[^'\\\n]|\\.)*)'|"((?:[^"\\\n]|\\.)*)")/g);
  return [...calls].map(([, single, double]) => (single ?? double ?? '').replace(/\\(['"\\])/g, '$1').replaceAll('\\n', '\n'));
}

/** The rooms that speak to people in the editor. */
const files = ['src/host', 'src/webview', 'src/core/timeline', 'src/core/token', 'src/core/evidence', 'src/core/diagnosis'].flatMap(
  folder =>
    readdirSync(folder, { recursive: true, encoding: 'utf8' })
      .filter(name => name.endsWith('.ts'))
      .map(name => join(folder, name)),
);
const matrixTexts = matrixCases.flatMap(({ group, name }) => [group, name]);
const used = new Set([
  ...tracedSentences,
  ...editorSentences,
  ...matrixTexts,
  ...['src/extension.ts', ...files].flatMap(file => textsOf(readFileSync(file, 'utf8'))),
]);
const bundle = JSON.parse(readFileSync('l10n/bundle.l10n.json', 'utf8')) as Record<string, string>;

test('l10n/bundle.l10n.json has exactly the texts of the host and the panel', () => {
  expect({ missing: [...used].filter(text => !(text in bundle)), unused: Object.keys(bundle).filter(text => !used.has(text)) }).toEqual({
    missing: [],
    unused: [],
  });
  expect(used.size).toBeGreaterThan(50);
});

test('a text is never put together before it is translated', () => {
  for (const file of files) expect(readFileSync(file, 'utf8'), file).not.toMatch(/(?<![\w$])t\(\s*`/);
});

const jsonOf = (file: string) => JSON.parse(readFileSync(file, 'utf8')) as Record<string, string>;
const holesOf = (text: string) => [...text.matchAll(/\{\d+\}/g)].map(match => match[0]).sort();
/** What a translation must keep as it is: links to commands, code, and the forms of variables and directives. */
const fixedOf = (text: string) => [...text.matchAll(/\(command:[\w.]+\)|`[^`]+`|# @\w+|\{\{\w+\}\}/g)].map(match => match[0]).sort();

describe.each([
  ['the texts', 'l10n/bundle.l10n.json', 'l10n/bundle.l10n.de.json'],
  ['the manifest', 'package.nls.json', 'package.nls.de.json'],
])('%s in German', (_, englishFile, germanFile) => {
  const english = jsonOf(englishFile);
  const german = jsonOf(germanFile);

  test('are complete and no more', () => expect(Object.keys(german).sort()).toEqual(Object.keys(english).sort()));

  test('keep every placeholder, link and piece of code', () => {
    for (const [key, text] of Object.entries(english)) {
      const said = german[key] ?? '';
      expect({ key, holes: holesOf(said) }).toEqual({ key, holes: holesOf(text) });
      // The form of a connection names its parts in words.
      if (!text.includes('HOST[:PORT]')) expect({ key, fixed: fixedOf(said) }).toEqual({ key, fixed: fixedOf(text) });
    }
  });

  test('are German', () => {
    const same = Object.entries(english).filter(([key, text]) => german[key] === text && /[a-z]{4,} [a-z]{2,}/.test(text));
    expect(same.map(([key]) => key)).toEqual([]);
  });
});
