import { existsSync, readFileSync } from 'node:fs';
import path from 'node:path';
import { describe, expect, test } from 'vitest';

const root = path.join(import.meta.dirname, '..', '..', '..');
const read = (...parts: readonly string[]): string => readFileSync(path.join(root, ...parts), 'utf8');

/** How many faults each letter of the reliability plan has. */
const counts = { N: 16, T: 11, H: 20, S: 10, P: 7, K: 16 } as const;
const ids = Object.entries(counts).flatMap(([letter, count]) =>
  Array.from({ length: count }, (_, index) => `${letter}${String(index + 1).padStart(2, '0')}`),
);

/** The tables that follow a fault through the whole engine: each names the cause that the run must find. */
const tables = ['connectFaults', 'wireFaults', 'serviceFaults'].map(name => read('test', 'flow', 'engine', `${name}.test.ts`)).join('\n');
const isTested = (id: string): boolean => new RegExp(`['"\`]${id}\\b`).test(tables);

/** What CONTRIBUTING says of those that no test produces: `N15`; `P01:` is one of which a part is missing. */
const excuse = /Not produced by any test:([\s\S]+?)\.\s/.exec(read('CONTRIBUTING.md'))?.[1] ?? '';
const excused = [...excuse.matchAll(/\b([A-Z]\d{2})\b(?!:)/g)].map(match => match[1]);

describe('the faults of the reliability plan', () => {
  test.each(ids)('%s has a row in the end-to-end tables, or a written reason why not', id => {
    expect([isTested(id), excused.includes(id)]).toEqual([!excused.includes(id), excused.includes(id)]);
  });

  const plan = path.join(root, '..', 'shared', 'security-reliability.md');
  const isHere = existsSync(plan);
  if (!isHere) console.log('skipped: ../shared/security-reliability.md is absent');
  test.skipIf(!isHere)('are all that the plan lists', () => {
    const section = readFileSync(plan, 'utf8').split('### b3.')[1]?.split('\n### ')[0] ?? '';
    const listed = new Set([...section.matchAll(/\b([NTHSPK]\d{2}) /g)].map(match => match[1]));
    expect([...listed].sort()).toEqual([...ids].sort());
  });
});
