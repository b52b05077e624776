import { readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { expect, test } from 'vitest';

/** The texts of `vscode.l10n.t('…')` and of the same function handed in as `t`. */
function textsOf(source: string): readonly string[] {
  const calls = source.matchAll(/(?<![\w$])t\(\s*(?:'((?:[^'\\\n]|\\.)*)'|"((?:[^"\\\n]|\\.)*)")/g);
  return [...calls].map(([, single, double]) => (single ?? double ?? '').replace(/\\(['"\\])/g, '$1').replaceAll('\\n', '\n'));
}

/** The rooms that speak to people in the editor. */
const files = ['src/host', 'src/webview', 'src/core/timeline'].flatMap(folder =>
  readdirSync(folder, { recursive: true, encoding: 'utf8' })
    .filter(name => name.endsWith('.ts'))
    .map(name => join(folder, name)),
);
const used = new Set(['src/extension.ts', ...files].flatMap(file => textsOf(readFileSync(file, 'utf8'))));
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
