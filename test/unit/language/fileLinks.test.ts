import { expect, test } from 'vitest';
import { fileLinks } from '../../../src/core/language/fileLinks.ts';
import { parseDocument } from '../../../src/core/language/parseDocument.ts';

test.each([
  ['29 a body', 'PUT https://a.io\n\n< ./b.json\n', ['./b.json']],
  ['31 an answer to be written', 'GET https://a.io\n\n>> a/b.json\n>>! ./c d.json\n', ['a/b.json', './c d.json']],
  ['32 an answer that was written', 'GET https://a.io\n\n<> ./prev.json  \n', ['./prev.json']],
  ['a file of the folder above', 'PUT https://a.io\n\n< ../b.json\n>> a/../../b.json\n', ['../b.json', 'a/../../b.json']],
  ['nothing above the workspace', 'PUT https://a.io\n\n< ../../b.json\n>> /c.json\n<> C:\\d.json\n', []],
  ['nothing that is not known yet', 'PUT https://a.io\n\n< {{b}}.json\n', []],
  ['nothing of a script', 'PUT https://a.io\n\n> ./f.js\n', []],
])('%s', (_what, text, paths) => {
  const found = fileLinks(parseDocument(text), 1);
  expect(found.map(({ path }) => path)).toEqual(paths);
  expect(found.map(({ span }) => text.slice(span.start, span.end))).toEqual(paths);
});
