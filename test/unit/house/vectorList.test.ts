import { existsSync, readdirSync, readFileSync } from 'node:fs';
import path from 'node:path';
import { describe, expect, test } from 'vitest';

const root = path.join(import.meta.dirname, '..', '..', '..');
const folder = path.join(root, 'test', 'unit', 'auth');
const sources = readdirSync(folder)
  .filter(name => name.endsWith('.test.ts'))
  .map(name => readFileSync(path.join(folder, name), 'utf8'));

/** Numbers in the titles of tests (`vector 46: …`, `vectors 43, 49: …`), and at the head of the rows of tables whose title is `vector %i`. */
function numbersIn(source: string): readonly number[] {
  const titles = [...source.matchAll(/(?<!describe)\(\s*['"`][^'"`\n]*?\bvectors? ([\d, and]+)/g)].flatMap(
    match => (match[1] ?? '').match(/\d+/g) ?? [],
  );
  const rows = source.includes("'vector %i") ? [...source.matchAll(/^\s+\[\s*(\d{1,2}),/gm)].map(match => match[1]) : [];
  return [...titles, ...rows].map(Number);
}
const tested = new Set(sources.flatMap(numbersIn));
const numbers = Array.from({ length: 78 }, (_, index) => index + 1);

describe('the vectors of the SDKs’ behaviour', () => {
  test.each(numbers)('%i is a test', number => {
    expect([...tested]).toContain(number);
  });

  const facts = path.join(root, '..', 'shared', 'sdk-behaviour.md');
  const isHere = existsSync(facts);
  if (!isHere) console.log('skipped: ../shared/sdk-behaviour.md is absent');
  test.skipIf(!isHere)('are as many as the facts list', () => {
    const section = readFileSync(facts, 'utf8').split('## 6. Test vectors')[1] ?? '';
    expect([...section.matchAll(/^\| (\d+) \|/gm)].map(match => Number(match[1]))).toEqual(numbers);
  });
});
