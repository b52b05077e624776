import { describe, expect, test } from 'vitest';
import { environmentKeys } from '../../../src/core/resolve/environment/environmentKeys.ts';

/** The text of each place with what stands in front of it in its line. */
function places(text: string, name: string): readonly string[] {
  return environmentKeys({ path: '/a/http-client.env.json', text }, name).map(({ start, end }) =>
    text.slice(text.lastIndexOf('\n', start) + 1, end).trim(),
  );
}

describe('where environment files define a variable', () => {
  for (const [what, text, expected] of [
    ['in each environment', '{\n"dev": {\n"host": "a"\n},\n"prod": {\n"x": 1, "host": "b"\n}\n}', ['"host', '"x": 1, "host']],
    ['not as an environment', '{\n"host": {\n"host": "a"\n}\n}', ['"host']],
    ['not inside a value', '{ "dev": {\n"a": { "host": 1 },\n"b": ["host"],\n"c": "host"\n} }', []],
    ['behind comments', '{ // "host": {\n"dev": {\n/* "host": 1 */ "host": 1\n} }', ['/* "host": 1 */ "host']],
    ["in REST Client's setting", '{ "rest-client.environmentVariables": {\n"dev": {\n"host": 1\n}\n}, "a": {\n"host": 2\n} }', ['"host']],
    ['with quotes in a value', '{ "dev": {\n"a": "\\"host\\": {",\n"host": 1\n} }', ['"host']],
    ['in what is no JSON', '{ "dev": {\n"host": \n', ['"host']],
    ['in nothing', '', []],
    ['in something else', '}}]] "host": 1', []],
  ] as const)
    test(what, () => expect(places(text, 'host')).toEqual(expected));

  test.each(['/*', '"\\"', '\\"', '"', '{', '{"a":', '"a\\\n', '/'])('a long file of %j is read in one go', piece => {
    expect(environmentKeys({ path: 'http-client.env.json', text: piece.repeat(60_000) }, 'host')).toEqual([]);
  });
});
