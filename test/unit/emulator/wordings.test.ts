import { readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { expect, test } from 'vitest';

// The embedded vault is to refuse in the service's words. Where those are not known, `@unverified` says so: above the statement, in the
// comment of its function, or once below the imports for a whole file. Every other sentence is known from somewhere.

const folder = join(import.meta.dirname, '../../../src/emulator');
const files = readdirSync(folder, { recursive: true, encoding: 'utf8' }).filter(name => name.endsWith('.ts'));

/** Parts of the sentences that are known, by where from. */
const known = {
  recorded: [
    'AKV10000: ',
    'Cannot re-use the name/GUID',
    'Contacts not found',
    'Deleted ',
    'Not authorized to access ',
    ' is not allowed on a disabled ',
    'Requested role assignment not found',
    "The client '",
    ' is currently being deleted.',
    "Authentication failed. The 'Authorization' header is missing.",
  ],
  reported: [
    'Access denied. Caller was not found',
    'AKV10022: ',
    'AKV10032: ',
    'Invalid kty value: ',
    'No registered resource provider found',
    'Pending status must be in progress',
    'Operation "purge" is not allowed because purge protection',
    'Request was not processed because too many requests',
    'Secret is beyond the maximum permitted length',
    'The request URI contains an invalid name: ',
    'The specified version (',
    ' is currently in a deleted but recoverable state',
    ' is currently being recovered',
    'The Resource ',
    "Resource group '",
  ],
  documented: ['A new key vault certificate can not be created', 'Merge is forbidden on pending object', 'The embedded managed HSM'],
};
const parts = Object.values(known).flat();

/** Sentences that stand in a call which makes a refusal, with the number of their line. */
function sentencesOf(source: string): readonly { readonly text: string; readonly line: number }[] {
  const calls = [...source.matchAll(/\b(?:refuse|refused|badParameter|armError|badRequest|BodyRefused|appServiceRefusal)\(/g)];
  return calls.flatMap(({ index, 0: opening }) => {
    const start = index + opening.length;
    const end = start + (/^[^;]*?\)(?:;|,\n| :)/.exec(source.slice(start))?.[0].length ?? 0);
    const literals = source.slice(start, end).matchAll(/'((?:[^'\\\n]|\\.)+)'|"((?:[^"\\\n]|\\.)+)"|`((?:[^`\\]|\\.)+)`/g);
    return [...literals].map(({ index: at, 1: single, 2: double, 3: template }) => ({
      text: single ?? double ?? template ?? '',
      line: source.slice(0, start + at).split('\n').length,
    }));
  });
}

/** Whether a mark stands in the file's head, above the line, or above the declaration that the line is in. */
function isMarked(lines: readonly string[], line: number): boolean {
  const imports = lines.findLastIndex(text => /^(?:import |\} from )/.test(text));
  const declaration = lines.slice(0, line).findLastIndex(text => /^(?:export |async |function |const )/.test(text));
  const near = [
    ...lines.slice(imports + 1, imports + 4),
    ...lines.slice(Math.max(declaration - 3, 0), declaration),
    ...lines.slice(line - 6, line),
  ];
  return near.some(text => text.includes('@unverified'));
}

test('every sentence of a refusal is known from somewhere, or marked', () => {
  const unmarked = files.flatMap(name => {
    const source = readFileSync(join(folder, name), 'utf8');
    const lines = source.split('\n');
    return sentencesOf(source)
      .filter(({ text }) => /\S \S/.test(text) && !parts.some(part => text.includes(part)))
      .filter(({ line }) => !isMarked(lines, line))
      .map(({ text, line }) => `${name}:${line} ${text}`);
  });
  expect(unmarked).toEqual([]);
});

test('what is listed as known is still said', () => {
  const all = files.map(name => readFileSync(join(folder, name), 'utf8')).join('\n');
  expect(parts.filter(part => !all.includes(part))).toEqual([]);
});

test('there is one way to mark', () => {
  const others = files.filter(name => /(?<!@)unverified/i.test(readFileSync(join(folder, name), 'utf8')));
  expect(others).toEqual([]);
});
