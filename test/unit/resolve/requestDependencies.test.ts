import { expect, test } from 'vitest';
import { parseDocument } from '../../../src/core/language/parseDocument.ts';
import { selectRequest } from '../../../src/core/language/selectRequest.ts';
import { requestDependencies } from '../../../src/core/resolve/requestDependencies.ts';

/** Requests as `name: refs`; `!` forces. */
function dependencies(wanted: string, ...requests: readonly string[]): readonly string[] {
  const text = requests.map(request => {
    const [name = '', refs = ''] = request.split(':');
    const lines = refs.split(' ').filter(ref => ref !== '');
    const directives = lines.map(ref => (ref.startsWith('!') ? `# @force-ref ${ref.slice(1)}` : `# @ref ${ref}`));
    return ['###', `# @name ${name}`, ...directives, 'GET https://a.io'].join('\n');
  });
  const document = parseDocument(text.join('\n'));
  const block = selectRequest(document, { kind: 'name', name: wanted });
  if (block === undefined) throw new Error('no such request');
  return requestDependencies(document, block).map(({ block, force }) => `${force ? '!' : ''}${block.syntax.name?.text}`);
}

for (const [what, requests, expected] of [
  ['none', ['a:'], []],
  ['in the order of the lines', ['a: c b', 'b:', 'c:'], ['c', 'b']],
  ['theirs first', ['a: b', 'b: c', 'c:'], ['c', 'b']],
  ['each once', ['a: b c', 'b: d', 'c: d', 'd:'], ['d', 'b', 'c']],
  ['forced', ['a: !b', 'b:'], ['!b']],
  ['a circle ends', ['a: b', 'b: c', 'c: a b'], ['c', 'b']],
  ['an unknown name adds nothing', ['a: x'], []],
  ['by alias', ['a: readOne', 'read-one:'], ['read-one']],
] as const) {
  test(what, () => {
    expect(dependencies('a', ...requests)).toEqual(expected);
  });
}

test('a very long chain', () => {
  const requests = Array.from({ length: 3_000 }, (_, i) => `r${i}: r${i + 1}`);
  expect(dependencies('r0', ...requests)).toHaveLength(2_999);
});

test('run #name sends a request first, each time', () => {
  const document = parseDocument(
    '# @name a\nGET https://a.io\n###\n# @name b\nrun #a\n# @ref c\nGET https://b.io\n###\n# @name c\nGET https://c.io',
  );
  const block = selectRequest(document, { kind: 'name', name: 'b' });
  if (block === undefined) throw new Error('no such request');
  expect(requestDependencies(document, block).map(({ block, force }) => [block.syntax.name?.text, force])).toEqual([
    ['a', true],
    ['c', false],
  ]);
});
