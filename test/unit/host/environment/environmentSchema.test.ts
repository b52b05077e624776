import { readFileSync } from 'node:fs';
import { expect, test } from 'vitest';
import { environmentFileNames } from '../../../../src/core/resolve/environment/environment.ts';

interface Manifest {
  readonly contributes: { readonly jsonValidation: readonly { readonly fileMatch: readonly string[]; readonly url: string }[] };
}
const { jsonValidation } = (JSON.parse(readFileSync('package.json', 'utf8')) as Manifest).contributes;

test('the schema is a file of ours: nothing is downloaded to check an environment file', () => {
  for (const { url } of jsonValidation) {
    expect(url).toMatch(/^\.\/media\//);
    const text = readFileSync(url, 'utf8');
    expect(JSON.parse(text)).toMatchObject({ type: 'object', additionalProperties: { $ref: '#/definitions/environment' } });
    const named = new Set([...text.matchAll(/"#\/definitions\/(\w+)"/g)].map(match => match[1]));
    expect(Object.keys(JSON.parse(text).definitions).sort()).toEqual([...named].sort());
  }
});

test('it holds for every environment file that is read and is JSON by its name', () => {
  const wanted = environmentFileNames.filter(name => name.endsWith('.env.json'));
  expect(jsonValidation.flatMap(each => each.fileMatch).sort()).toEqual([...wanted].sort());
});
