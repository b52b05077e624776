import { expect, test } from 'vitest';
import { FoundProblems } from '../../../src/core/language/foundProblems.ts';
import { parseDocument } from '../../../src/core/language/parseDocument.ts';
import { problemAt } from '../../../src/core/language/problem.ts';
import type { KvDocument } from '../../../src/core/language/syntax.ts';

const text = '@a = {{b}}\n###\nGET https://a.io/{{a}}\n### two\nGET https://a.io/{{c}}\n';

/** What was found in the blocks of `tree`: a problem at each `{{`, and the definition's in each block that uses it. */
function found(tree: KvDocument): FoundProblems {
  const all = new FoundProblems();
  for (const block of tree.blocks) {
    const places = [tree.text.indexOf('{{b}}'), block.start + block.syntax.text.indexOf('{{')];
    all.set(
      block,
      places.map(start => problemAt('unset-variable', 'error', `at ${tree.text.slice(start, start + 5)}`, { start, end: start + 5 })),
      tree,
    );
  }
  return all;
}

const told = (all: FoundProblems, tree: KvDocument) =>
  all.inDocument(tree).map(({ message, span }) => `${message}, there ${tree.text.slice(span.start, span.end)}`);

test('each place is told once', () => {
  const tree = parseDocument(text);
  expect(told(found(tree), tree)).toEqual(['at {{b}}, there {{b}}', 'at {{a}}, there {{a}}', 'at {{c}}, there {{c}}']);
});

test('what was found moves with its block, and is gone where it was edited', () => {
  const before = parseDocument(text);
  const all = found(before);
  for (const [from, to, expected] of [
    ['### two', '### a longer title', ['{{b}}', '{{a}}']],
    ['GET https://a.io/{{a}}', 'GET https://another.example/{{a}}', ['{{b}}', '{{c}}']],
    ['@a = ', '# words\n@a = ', ['{{a}}', '{{c}}']],
  ] as const) {
    const after = parseDocument(text.replace(from, to), before);
    expect(told(all, after)).toEqual(expected.map(place => `at ${place}, there ${place}`));
  }
});
